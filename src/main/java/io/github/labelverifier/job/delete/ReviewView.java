package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.Desktop;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.picture.PictureFormats;
import io.github.labelverifier.picture.PictureHead;
import io.github.labelverifier.picture.ThumbnailMaker;
import io.github.labelverifier.picture.UndecodableImageException;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.terminal.TerminalGraphics;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.DecidingLabels;
import io.github.labelverifier.ui.view.FindingTable;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;

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

    void show(Finding finding, long number, long total, Optional<Decision> before) {
        String key = finding.image().key();
        String name = console.style(Style.BOLD, PlainText.escape(key));
        Optional<URI> address = graphics.hasLinks() ? link(key) : Optional.empty();
        Optional<byte[]> content = content(key);
        console.tell("");
        console.tell(address.map(uri -> TerminalGraphics.link(uri, name)).orElse(name) + "  "
                + Text.bytes(finding.image().size())
                + content.flatMap(PictureFormats::look)
                        .flatMap(PictureHead::size)
                        .map(size -> ", " + size.width() + " x " + size.height())
                        .orElse("")
                + "  (" + Text.count(number) + " of " + Text.count(total) + ")"
                + before.map(decision -> "  " + console.style(Style.BOLD, inWords(decision)))
                        .orElse(""));
        if (inline) {
            content.ifPresent(this::showImage);
        }
        console.tell("  "
                + console.style(
                        Style.MAGENTA,
                        finding.isRemovable()
                                ? FindingTable.reasons(finding, store.source().location(), minConfidence)
                                : "not flagged, but marked in the review"));
        String labels = DecidingLabels.first(finding).stream()
                .limit(LABELS)
                .map(label -> labelled(finding, label))
                .collect(Collectors.joining(", "));
        console.tell("  " + labels);
        if (address.isEmpty()) {
            console.tell("  " + PlainText.escape(store.source().location().uriOf(key)));
        }
    }

    private String labelled(Finding finding, Label label) {
        String text = PlainText.escape(label.name()) + " " + Math.round(label.confidence());
        return DecidingLabels.has(finding, label) ? console.style(Style.MAGENTA, text) : text;
    }

    private static String inWords(Decision decision) {
        return switch (decision.choice()) {
            case REMOVE -> "marked: remove";
            case KEEP -> "marked: keep";
            case MOVE ->
                "marked: move to "
                        + PlainText.escape(ImageLocation.lastPart(decision.to().orElseThrow()));
            case UNSURE -> "marked: unsure";
        };
    }

    void help() {
        console.tell("");
        console.tell("  d  remove it");
        console.tell("  k  keep it");
        console.tell("  m  move it to the folder that is suggested");
        console.tell("  a  remove this one and all that follow with the same first reason and have no decision");
        console.tell("  o  open the picture");
        console.tell("  b  back to the one before, also if that was a: then all of that is taken back");
        console.tell("  q  stop: what has no decision stays for now");
        console.tell("  Each decision is kept at once, and a later review goes on from there.");
    }

    /** Opens the picture beside the terminal, or tells where it is. */
    void open(Finding finding) {
        Optional<URI> address = link(finding.image().key());
        if (address.isEmpty()) {
            console.tell("  There is no address to open it by.");
            return;
        }
        try {
            new Desktop().open(address.get().toASCIIString());
        } catch (IOException e) {
            console.trace(e);
            console.tell("  Nothing here opens pictures. It is at "
                    + PlainText.escape(address.get().toASCIIString()));
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

    /** The picture's bytes, if it is shown here or costs no request. */
    private Optional<byte[]> content(String key) {
        if (!inline && !(store.source().location() instanceof FolderLocation)) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.source().read(key));
        } catch (ImageStoreException e) {
            console.tell("  (no picture: " + PlainText.escape(e.getMessage()) + ")");
            return Optional.empty();
        }
    }

    private void showImage(byte[] content) {
        try {
            console.tell(graphics.image(new ThumbnailMaker().png(content)));
        } catch (UndecodableImageException e) {
            console.tell("  (no picture: " + PlainText.escape(String.valueOf(e.getMessage())) + ")");
        }
    }
}
