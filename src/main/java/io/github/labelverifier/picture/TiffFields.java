package io.github.labelverifier.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** The fields of the first directory of a TIFF structure, which Exif is too. */
final class TiffFields {
    static final int COMPRESSION = 259;
    static final int ORIENTATION = 274;

    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int FIELD_BYTES = 12;

    private TiffFields() {}

    /**
     * The value of a field of 16 bits; empty if there is none.
     *
     * @throws RuntimeException whatever a damaged structure leads to
     */
    static OptionalInt find(ByteBuffer tiff, int tag) {
        tiff.order(tiff.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + FIELD_BYTES * i;
            if ((tiff.getShort(entry) & 0xffff) == tag) {
                return OptionalInt.of(tiff.getShort(entry + 8) & 0xffff);
            }
        }
        return OptionalInt.empty();
    }
}
