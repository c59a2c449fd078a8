package io.github.labelverifier.picture;

import java.util.Arrays;
import java.util.Optional;

/** The formats that Rekognition reads, told apart by their first bytes and never by their name. */
enum ImageFormat {
    JPEG("jpeg", 0xff, 0xd8, 0xff),
    PNG("png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');

    /** Where a PNG's header says whether it is interlaced. */
    private static final int INTERLACE_OF_PNG = 28;

    private final String readerName;
    private final byte[] signature;

    ImageFormat(String readerName, int... signature) {
        this.readerName = readerName;
        this.signature = new byte[signature.length];
        for (int i = 0; i < signature.length; i++) {
            this.signature[i] = (byte) signature[i];
        }
    }

    /** What the JDK's image readers call it. */
    String readerName() {
        return readerName;
    }

    /** Whether the pixels of a file come in several passes over the whole picture: progressive or interlaced. */
    boolean isInPasses(byte[] file) {
        return this == JPEG
                ? JpegSegments.first(file, JpegSegments::isProgressiveFrame) > 0
                : file.length > INTERLACE_OF_PNG && file[INTERLACE_OF_PNG] != 0;
    }

    /** The format of a file; empty if it is neither. */
    static Optional<ImageFormat> of(byte[] file) {
        return Arrays.stream(values())
                .filter(format -> file.length > format.signature.length
                        && Arrays.equals(
                                file, 0, format.signature.length, format.signature, 0, format.signature.length))
                .findFirst();
    }
}
