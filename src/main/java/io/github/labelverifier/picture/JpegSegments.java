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

    /** Tells a segment by its marker, and by what is in it. */
    interface Wanted {
        boolean is(int marker, int at);
    }

    /** Where the first segment of such a marker starts, among those before the pixels; -1 if there is none. */
    static int first(Head file, IntPredicate wanted) {
        return first(file, (marker, at) -> wanted.test(marker));
    }

    /** The same of a segment that is told by more than its marker. */
    static int first(Head file, Wanted wanted) {
        for (int at = 2; isSegment(file, at); at = next(file, at)) {
            int marker = file.byteAt(at + 1);
            if (wanted.is(marker, at)) {
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

    /** Whether there is a JPEG somewhere in a file whose pixels may come in many passes. No pixels look like its marker. */
    static boolean hasProgressiveFrame(byte[] file) {
        for (int at = 0; at + 1 < file.length; at++) {
            if (file[at] == (byte) 0xff && isProgressiveFrame(file[at + 1] & 0xff)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The file without what its pixels can be had without: colour profile, Exif, thumbnails, comments. Empty if it holds
     * nothing of that.
     */
    static Optional<byte[]> withoutExtras(byte[] file) {
        Head head = new Head(file);
        ByteArrayOutputStream rest = new ByteArrayOutputStream(file.length);
        rest.write(file, 0, 2);
        int at = 2;
        while (isSegment(head, at) && head.byteAt(at + 1) != SCAN) {
            int next = Math.min(file.length, next(head, at));
            if (!isExtra(head.byteAt(at + 1))) {
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

    private static boolean isSegment(Head file, int at) {
        return file.byteAt(at) == 0xff && file.byteAt(at + 3) >= 0;
    }

    private static int next(Head file, int at) {
        int marker = file.byteAt(at + 1);
        if (marker == 0xff) {
            return at + 1;
        }
        return isWithoutLength(marker) ? at + 2 : at + 2 + Math.max(2, file.int16(at + 2));
    }

    static boolean isWithoutLength(int marker) {
        return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    }
}
