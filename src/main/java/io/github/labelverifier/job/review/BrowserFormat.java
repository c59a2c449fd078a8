package io.github.labelverifier.job.review;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The formats that every browser shows by itself, known by their first bytes: a name can say anything. */
enum BrowserFormat {
    JPEG("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
    PNG("image/png", 0, "\u0089PNG\r\n\u001a\n"),
    GIF("image/gif", 0, "GIF8"),
    BMP("image/bmp", 0, "BM"),
    WEBP("image/webp", 8, "WEBP"),
    AVIF("image/avif", 4, "ftypavif");

    private final String type;
    private final int at;
    private final byte[] mark;

    BrowserFormat(String type, int at, String mark) {
        this.type = type;
        this.at = at;
        this.mark = mark.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The media type of a file; empty if it is of no such format. */
    static Optional<String> of(byte[] file) {
        for (BrowserFormat format : values()) {
            int end = format.at + format.mark.length;
            if (file.length >= end && Arrays.equals(file, format.at, end, format.mark, 0, format.mark.length)) {
                return Optional.of(format.type);
            }
        }
        return Optional.empty();
    }
}
