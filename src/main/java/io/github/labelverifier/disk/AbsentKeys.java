package io.github.labelverifier.disk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
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
    private final List<BitSet> filters = new ArrayList<>();

    private long room;

    /** Enters a key by its fingerprint. */
    void remove(byte[] fingerprint) {
        if (filters.isEmpty() || (room == 0 && last().size() < MOST_BITS)) {
            int bits = filters.isEmpty() ? FIRST_BITS : last().size() * GROWTH;
            filters.add(new BitSet(bits));
            room = bits / BITS_A_KEY;
        }
        room = Math.max(0, room - 1);
        BitSet filter = last();
        long hash = hash(fingerprint);
        for (int mark = 0; mark < MARKS; mark++) {
            filter.set(bit(hash, mark, filter));
        }
    }

    /** Whether a key is surely not entered; false says nothing. */
    boolean contains(byte[] fingerprint) {
        long hash = hash(fingerprint);
        for (BitSet filter : filters) {
            if (mayHave(filter, hash)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayHave(BitSet filter, long hash) {
        for (int mark = 0; mark < MARKS; mark++) {
            if (!filter.get(bit(hash, mark, filter))) {
                return false;
            }
        }
        return true;
    }

    private BitSet last() {
        return filters.get(filters.size() - 1);
    }

    /** The half of a fingerprint that does not tell its bucket. */
    private static long hash(byte[] fingerprint) {
        return ByteBuffer.wrap(fingerprint).getLong(Long.BYTES);
    }

    private static int bit(long hash, int mark, BitSet filter) {
        int step = (int) (hash >>> Integer.SIZE) | 1;
        return ((int) hash + mark * step) & (filter.size() - 1);
    }
}
