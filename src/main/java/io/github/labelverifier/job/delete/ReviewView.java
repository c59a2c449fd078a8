package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.picture.ThumbnailMaker;
import io.github.labelverifier.picture.UndecodableImageException;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.terminal.TerminalGraphics;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.FindingTable;
import io.github.labelverifier.verdict.Finding;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Shows one image of a review: its name as a link where the terminal has links, size, reasons, labels, and itself. */
final class ReviewView {
    private static final int LABELS = 10;

    private final Console console;
    private final ImageStore store;
    private final TerminalGraphics graphics;
    private final boolean inline;
    private final double minConfidence;

    ReviewView(Console console, ImageStore store, boolean inlineImages, double minConfidence) {
        this.console = console;
        this.minConfidence = minConfidence;
        this.store = store;
        this.graphics =
                new TerminalGraphics(console.environment(), console.terminal().isError());
        this.inline = inlineImages && graphics.hasImages();
        if (inlineImages && !inline) {
            console.warn("--inline-images: this terminal does not say that it shows images");
        }
    }

    void show(Finding finding, long number, long total, boolean marked) {
        String key = finding.image().key();
        String name = console.style(Style.BOLD, PlainText.escape(key));
        Optional<URI> address = graphics.hasLinks() ? link(key) : Optional.empty();
        console.tell("");
        console.tell(address.map(uri -> TerminalGraphics.link(uri, name)).orElse(name) + "  "
                + Text.bytes(finding.image().size()) + "  (" + number + " of " + total + ")"
                + (marked ? "  marked for removal" : ""));
        if (inline) {
            showImage(key);
        }
        console.tell("  "
                + console.style(
                        Style.YELLOW,
                        FindingTable.reasons(finding, store.source().location(), minConfidence)));
        List<String> labels = finding.detection().map(Detection::labels).orElse(List.of()).stream()
                .limit(LABELS)
                .map(label -> PlainText.escape(label.name()) + " " + Math.round(label.confidence()))
                .toList();
        console.tell("  " + String.join(", ", labels));
        if (address.isEmpty()) {
            console.tell("  " + PlainText.escape(store.source().location().uriOf(key)));
        }
    }

    private Optional<URI> link(String key) {
        try {
            return store.link(key);
        } catch (RuntimeException e) {
            // A link is a convenience: whatever keeps it from being made, the review goes on.
            console.trace(e);
            return Optional.empty();
        }
    }

    private void showImage(String key) {
        try {
            console.tell(graphics.image(new ThumbnailMaker().png(store.source().read(key))));
        } catch (ImageStoreException | UndecodableImageException e) {
            console.tell("  (no picture: " + PlainText.escape(String.valueOf(e.getMessage())) + ")");
        }
    }
}
