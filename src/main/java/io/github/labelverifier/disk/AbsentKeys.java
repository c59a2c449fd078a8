package io.github.labelverifier.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of most keys that are not in an index that they are not, so that the disk need not be read for them. It takes a
 * fixed, small amount of memory; with more than half a million entries it can tell it of fewer and fewer keys.
 */
final class AbsentKeys {
    private static final int FIRST_BITS = 1 << 14;
    private static final int MOST_BITS = 1 << 22;
    private static final int GROWTH = 4;
    private static final int BITS_A_KEY = 8;

    /** How many bits each key sets. */
    private static final int MARKS = 4;

    /** Each larger than the one before it; only the last one takes more keys. */
    private final List<long[]> filters = new ArrayList<>();

    private long room;

    /** Enters a key by its fingerprint. */
    void remove(byte[] fingerprint) {
        if (filters.isEmpty() || (room == 0 && bits(last()) < MOST_BITS)) {
            int bits = filters.isEmpty() ? FIRST_BITS : bits(last()) * GROWTH;
            filters.add(new long[bits / Long.SIZE]);
            room = bits / BITS_A_KEY;
        }
        room = Math.max(0, room - 1);
        long[] filter = last();
        long hash = hash(fingerprint);
        for (int mark = 0; mark < MARKS; mark++) {
            int bit = bit(hash, mark, filter);
            filter[bit / Long.SIZE] |= 1L << bit;
        }
    }

    /** Whether a key is surely not entered; false says nothing. */
    boolean contains(byte[] fingerprint) {
        long hash = hash(fingerprint);
        for (long[] filter : filters) {
            if (mayHave(filter, hash)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayHave(long[] filter, long hash) {
        for (int mark = 0; mark < MARKS; mark++) {
            int bit = bit(hash, mark, filter);
            if ((filter[bit / Long.SIZE] & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private long[] last() {
        return filters.get(filters.size() - 1);
    }

    private static int bits(long[] filter) {
        return filter.length * Long.SIZE;
    }

    /** The half of a fingerprint that does not tell its bucket. */
    private static long hash(byte[] fingerprint) {
        return ByteBuffer.wrap(fingerprint).getLong(Long.BYTES);
    }

    private static int bit(long hash, int mark, long[] filter) {
        int step = (int) (hash >>> Integer.SIZE) | 1;
        return ((int) hash + mark * step) & (bits(filter) - 1);
    }
}
