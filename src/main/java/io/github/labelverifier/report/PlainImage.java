package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The image that a plain line begins with: its fields in their order, as it was listed. */
public final class PlainImage {
    private static final byte[] KEY = LineCursor.form("{\"type\":\"image\",\"key\":\"");
    private static final byte[] SIZE = LineCursor.form(",\"size\":");
    private static final byte[] ETAG = LineCursor.form(",\"etag\":\"");
    private static final byte[] MODIFIED = LineCursor.form(",\"lastModified\":\"");
    private static final byte[] STORAGE = LineCursor.form(",\"storageClass\":\"");

    private static final char NO_CHARACTER = '\uFFFD';
    private static final int SIZE_DIGITS = 18;

    private final byte[] line;
    private String key = "";
    private long size;
    private int etagFrom;
    private int etagTo;
    private int modifiedTo;
    private int storageTo;

    PlainImage(byte[] line) {
        this.line = line;
    }

    /**
     * The image of a whole line.
     *
     * @param isPlain whether the line was found to be plain as a whole before: what stands further on is not looked at then
     * @throws IOException if it is no such line
     */
    public static ImageEntry in(byte[] line, boolean isPlain) throws IOException {
        if (!isPlain) {
            return ReportLine.parse(line).image().toImage();
        }
        PlainImage image = new PlainImage(line);
        if (!image.read(new LineCursor(line))) {
            throw DecidedFields.changed();
        }
        return image.entry();
    }

    /** Goes past the fields of the image, and past the comma behind them; tells whether they are plain. */
    boolean read(LineCursor at) {
        if (!at.pass(KEY)) {
            return false;
        }
        int from = at.at();
        if (!at.passAnyText()) {
            return false;
        }
        key = new String(line, from, at.at() - 1 - from, StandardCharsets.UTF_8);
        // Others may make something else of what is no UTF-8.
        if (key.indexOf(NO_CHARACTER) >= 0 || !at.pass(SIZE)) {
            return false;
        }
        size = at.whole(SIZE_DIGITS);
        if (size < 0 || !at.pass(ETAG)) {
            return false;
        }
        etagFrom = at.at();
        if (!at.passText()) {
            return false;
        }
        etagTo = at.at() - 1;
        if (!at.pass(MODIFIED) || !at.passTime()) {
            return false;
        }
        modifiedTo = at.at() - 1;
        boolean isPlain = !at.pass(STORAGE) || at.passText();
        storageTo = at.at() - 1;
        return isPlain && at.pass(',');
    }

    String key() {
        return key;
    }

    long size() {
        return size;
    }

    ImageEntry entry() {
        int modifiedFrom = etagTo + 1 + MODIFIED.length;
        int storageFrom = modifiedTo + 1 + STORAGE.length;
        return new ImageEntry(
                key,
                size,
                text(etagFrom, etagTo),
                Times.parse(text(modifiedFrom, modifiedTo)),
                storageTo > modifiedTo ? Optional.of(text(storageFrom, storageTo)) : Optional.empty(),
                Optional.empty());
    }

    private String text(int from, int to) {
        return new String(line, from, to - from, StandardCharsets.US_ASCII);
    }
}
