package io.github.labelverifier.job.review;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.delete.ReviewKeys;
import io.github.labelverifier.picture.ThumbnailMaker;
import io.github.labelverifier.picture.UndecodableImageException;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.terminal.TerminalGraphics;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Asks in the terminal of each image of a random sample whether it is right, and shows nothing of what was found: its name, as
 * a link where the terminal has links, and the picture where it shows pictures. What has an answer is not asked again.
 */
final class TerminalSample {
    private final Console console;
    private final Session session;
    private final int number;
    private final ReviewedReport report;
    private final TerminalGraphics graphics;

    TerminalSample(Console console, Session session, int number) {
        this.console = console;
        this.session = session;
        this.number = number;
        report = session.reports().get(number);
        graphics =
                new TerminalGraphics(console.environment(), console.terminal().isError());
    }

    /** Asks until all are answered; false if the person stops before. */
    boolean ask() throws IOException {
        List<Long> sample = report.sample();
        console.tell(PlainText.escape(report.report().toString()) + ": " + Text.count(report.sampled()) + " of "
                + Text.count(sample.size(), "image") + " drawn at random have an answer.");
        try (ReviewKeys keys = new ReviewKeys(console)) {
            int place = next(sample, 0);
            while (place < sample.size()) {
                Row row = report.table().row(sample.get(place));
                ImageEntry image = report.table().finding(row).image();
                show(image, place + 1, sample.size(), row.mark());
                char key = keys.ask("  r right, w wrong, u unsure, b back, q stop: ", "rwubq");
                if (key == 'q') {
                    keys.echo("stop");
                    return false;
                }
                if (key == 'b') {
                    keys.echo("back");
                    place = Math.max(0, place - 1);
                    continue;
                }
                Mark mark = key == 'r' ? Mark.KEEP : key == 'w' ? Mark.REMOVE : Mark.UNSURE;
                keys.echo(inWords(mark));
                decide(image, mark);
                place = next(sample, place + 1);
            }
        }
        return true;
    }

    private int next(List<Long> sample, int from) throws IOException {
        int place = from;
        while (place < sample.size() && report.table().row(sample.get(place)).mark() != Mark.NONE) {
            place++;
        }
        return place;
    }

    private void decide(ImageEntry image, Mark mark) throws IOException {
        try {
            session.decide(number, List.of(image.key()), mark, Optional.empty());
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void show(ImageEntry image, int place, int of, Mark before) {
        String name = console.style(Style.BOLD, PlainText.escape(image.key()));
        Optional<URI> address = graphics.hasLinks() ? link(image.key()) : Optional.empty();
        console.tell("");
        console.tell(address.map(uri -> TerminalGraphics.link(uri, name)).orElse(name) + "  "
                + Text.bytes(image.size()) + "  (" + Text.count(place) + " of " + Text.count(of) + ")"
                + (before == Mark.NONE ? "" : "  answered: " + inWords(before)));
        if (graphics.hasImages()) {
            showPicture(image.key());
        }
        if (address.isEmpty()) {
            console.tell("  " + PlainText.escape(report.location().uriOf(image.key())));
        }
        console.tell("  Does it belong to " + PlainText.escape(PageJson.name(report)) + "?");
    }

    private static String inWords(Mark mark) {
        return switch (mark) {
            case KEEP -> "right";
            case REMOVE, MOVE -> "wrong";
            case UNSURE -> "unsure";
            case NONE -> "";
        };
    }

    private Optional<URI> link(String key) {
        try {
            return report.store().link(key);
        } catch (RuntimeException e) {
            // A link is a convenience: whatever keeps it from being made, the questions go on.
            console.trace(e);
            return Optional.empty();
        }
    }

    private void showPicture(String key) {
        try {
            console.tell(graphics.image(
                    new ThumbnailMaker().png(report.store().source().read(key))));
        } catch (ImageStoreException | UndecodableImageException e) {
            console.tell("  (no picture: " + PlainText.escape(String.valueOf(e.getMessage())) + ")");
        }
    }
}
