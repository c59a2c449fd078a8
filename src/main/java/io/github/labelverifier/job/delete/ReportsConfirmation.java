package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
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
    private final FlaggedReports.Opener opener;

    ReportsConfirmation(Console console, FlaggedReports.Opener opener) {
        this.console = console;
        this.opener = opener;
    }

    boolean confirm(List<FlaggedReports.Rest> reports) throws IOException, ImageStoreException {
        long images = 0;
        long bytes = 0;
        for (FlaggedReports.Rest rest : reports) {
            images += rest.overview().images();
            bytes += rest.overview().bytes();
        }
        boolean isMove = reports.get(0).job().removing().way().destination().isPresent();
        console.tell("");
        console.tell(console.style(
                Style.BOLD,
                (isMove ? "Move " : "Delete ") + Text.count(images, "flagged image") + " (" + Text.bytes(bytes)
                        + ") of " + Text.count(reports.size(), "report") + "?"));
        int width = Text.count(images).length();
        for (FlaggedReports.Rest rest : reports) {
            console.tell("  " + line(rest, width));
        }
        for (String undo : undos(reports)) {
            console.tell("  " + undo);
        }
        String number = String.valueOf(images);
        console.prompt("");
        // Impatient keys, and a paste gone wrong, must not answer what nobody has read yet.
        console.terminal().discardTyped();
        console.prompt("Type " + console.style(Style.BOLD, number) + " to " + (isMove ? "move" : "delete") + " "
                + (images == 1 ? "it" : "them") + "; anything else keeps all: ");
        String answer = console.terminal().readLine().orElse("").strip();
        return answer.equals(number);
    }

    private static String line(FlaggedReports.Rest rest, int width) {
        String number = Text.count(rest.overview().images());
        return " ".repeat(Math.max(0, width - number.length())) + number + "  from "
                + PlainText.escape(rest.job().plan().location().uri())
                + rest.job()
                        .removing()
                        .way()
                        .destination()
                        .map(to -> " to " + PlainText.escape(to.uri()))
                        .orElse("");
    }

    /** Whether what is done can be undone is a matter of the bucket, and is asked of each once. */
    private Set<String> undos(List<FlaggedReports.Rest> reports) throws ImageStoreException {
        Set<String> undos = new LinkedHashSet<>();
        Set<String> places = new HashSet<>();
        for (FlaggedReports.Rest rest : reports) {
            ImageLocation location = rest.job().plan().location();
            if (places.add(location instanceof S3Location s3 ? s3.bucket() : "")) {
                try (RemovableStore store = opener.open(location)) {
                    undos.add(TerminalConfirmation.inWords(
                            console, store.remover(rest.job().removing().way()).undo(), location));
                }
            }
        }
        return undos;
    }
}
