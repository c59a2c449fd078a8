package io.github.labelverifier.picture;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The segments of a JPEG before its pixels: a marker of two bytes, a length of two, and what belongs to it. */
final class JpegSegments {
    private static final int SCAN = 0xda;
    private static final int FIRST_APPLICATION = 0xe0;
    private static final int LAST_APPLICATION = 0xef;
    private static final int COMMENT = 0xfe;

    /** The application segments that say how the colours are stored: JFIF's and Adobe's. */
    private static final int JFIF = 0xe0;

    private static final int ADOBE = 0xee;

    private JpegSegments() {}

    /** Where the first segment of such a marker starts, among those before the pixels; -1 if there is none. */
    static int first(byte[] file, IntPredicate wanted) {
        for (int at = 2; isSegment(file, at); at = next(file, at)) {
            int marker = marker(file, at);
            if (wanted.test(marker)) {
                return at;
            }
            if (marker == SCAN) {
                return -1;
            }
        }
        return -1;
    }

    /** SOF0 to SOF15; three markers among them mean something else. */
    static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** The frames whose pixels come in many passes, each over the whole picture: progressive ones. */
    static boolean isProgressiveFrame(int marker) {
        return isFrame(marker) && (marker & 0x3) == 2;
    }

    /**
     * The file without what its pixels can be had without: colour profile, Exif, thumbnails, comments. Empty if it holds
     * nothing of that.
     */
    static Optional<byte[]> withoutExtras(byte[] file) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream(file.length);
        rest.write(file, 0, 2);
        int at = 2;
        while (isSegment(file, at) && marker(file, at) != SCAN) {
            int next = Math.min(file.length, next(file, at));
            if (!isExtra(marker(file, at))) {
                rest.write(file, at, next - at);
            }
            at = next;
        }
        rest.write(file, at, file.length - at);
        return rest.size() == file.length ? Optional.empty() : Optional.of(rest.toByteArray());
    }

    private static boolean isExtra(int marker) {
        boolean isApplication = marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION;
        return isApplication ? marker != JFIF && marker != ADOBE : marker == COMMENT;
    }

    private static boolean isSegment(byte[] file, int at) {
        return at + 4 <= file.length && (file[at] & 0xff) == 0xff;
    }

    private static int marker(byte[] file, int at) {
        return file[at + 1] & 0xff;
    }

    private static int next(byte[] file, int at) {
        boolean isFiller = marker(file, at) == 0xff;
        return at + (isFiller ? 1 : 2 + ((file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff)));
    }
}
