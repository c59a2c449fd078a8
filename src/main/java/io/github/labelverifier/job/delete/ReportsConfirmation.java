package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.store.MoveOrDelete;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Asks once for what several reports flagged. Only the exact number of all images means yes. */
final class ReportsConfirmation {
    private final Console console;
    private final StoreOpener opener;

    /**
     * What is left to be removed of a report, after earlier runs.
     *
     * @param location where the images are
     */
    record Part(ImageLocation location, MoveOrDelete way, RemovalPlan.Overview overview) {}

    ReportsConfirmation(Console console, StoreOpener opener) {
        this.console = console;
        this.opener = opener;
    }

    boolean confirm(List<Part> reports) throws IOException, ImageStoreException {
        long images = 0;
        long bytes = 0;
        for (Part part : reports) {
            images += part.overview().images();
            bytes += part.overview().bytes();
        }
        boolean isMove = reports.get(0).way().destination().isPresent();
        console.tell("");
        console.tell(console.style(
                Style.BOLD,
                (isMove ? "Move " : "Delete ") + Text.count(images, "flagged image") + " (" + Text.bytes(bytes)
                        + ") of " + Text.count(reports.size(), "report") + "?"));
        int width = Text.count(images).length();
        for (Part part : reports) {
            console.tell("  " + line(part, width));
        }
        for (String undo : undos(reports)) {
            console.tell("  " + undo);
        }
        String number = String.valueOf(images);
        String answer = console.ask("Type " + console.style(Style.BOLD, number) + " to " + (isMove ? "move" : "delete")
                + " " + (images == 1 ? "it" : "them") + "; anything else keeps all: ");
        return answer.equals(number);
    }

    private static String line(Part part, int width) {
        String number = Text.count(part.overview().images());
        return " ".repeat(Math.max(0, width - number.length())) + number + "  from "
                + PlainText.escape(part.location().uri())
                + part.way()
                        .destination()
                        .map(to -> " to " + PlainText.escape(to.uri()))
                        .orElse("");
    }

    /** Whether what is done can be undone is a matter of the bucket, and is asked of each once. */
    private Set<String> undos(List<Part> reports) throws ImageStoreException {
        Set<String> undos = new LinkedHashSet<>();
        Set<String> places = new HashSet<>();
        for (Part part : reports) {
            ImageLocation location = part.location();
            if (places.add(location instanceof S3Location s3 ? s3.bucket() : "")) {
                try (RemovableStore store = opener.open(location)) {
                    undos.add(TerminalConfirmation.inWords(
                            console, store.remover(part.way()).undo(), location));
                }
            }
        }
        return undos;
    }
}
