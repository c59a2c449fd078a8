package io.github.labelverifier.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds places in a file by key: a hash table that goes to disk when it grows, so that ten million entries need no more heap than
 * some ten thousand.
 *
 * <p>Keys are kept as 128 bits of their SHA-256. The table is one of buckets, grown fourfold whenever it is half full. For most keys
 * that are not there, it need not be looked at.
 */
public final class OffsetIndex implements Closeable {

    /** A piece of a file. */
    public record Extent(long offset, int length) {}

    private static final int SLOT_BYTES = 32;
    private static final int SLOTS_A_BUCKET = 8;
    private static final int BUCKET_BYTES = SLOT_BYTES * SLOTS_A_BUCKET;
    private static final int GROWTH = 4;

    private static final long FEWEST_BUCKETS = 256;

    /** How many buckets are read at once when the table grows. */
    private static final int BUCKETS_AT_ONCE = 128;

    private final KeyDigest digest = new KeyDigest();
    private final AbsentKeys absent = new AbsentKeys();
    private Buckets table;
    private long buckets;
    private long entries;

    public OffsetIndex() throws IOException {
        this(0);
    }

    /** An index that need not grow for so many entries. */
    public OffsetIndex(long expected) throws IOException {
        buckets = Math.max(FEWEST_BUCKETS, expected * 2 / SLOTS_A_BUCKET + 1);
        table = new Buckets(buckets * BUCKET_BYTES);
    }

    public Optional<Extent> find(String key) throws IOException {
        return find(digest.of(key));
    }

    /** The same for a key whose fingerprint was taken before. */
    public Optional<Extent> find(byte[] fingerprint) throws IOException {
        if (absent.contains(fingerprint)) {
            return Optional.empty();
        }
        ByteBuffer slot = locate(table, buckets, fingerprint);
        return isEmpty(slot) ? Optional.empty() : Optional.of(new Extent(slot.getLong(16), slot.getInt(24)));
    }

    /** Enters where a key's piece stands, unless the key is known already; tells whether it is new. */
    public boolean putIfAbsent(String key, long offset, int length) throws IOException {
        return putIfAbsent(digest.of(key), offset, length);
    }

    /** The same for a key whose fingerprint was taken before. */
    public boolean putIfAbsent(byte[] fingerprint, long offset, int length) throws IOException {
        boolean isNew = put(table, buckets, fingerprint, offset, length);
        if (isNew) {
            countNew(fingerprint);
        }
        return isNew;
    }

    private void countNew(byte[] fingerprint) throws IOException {
        absent.remove(fingerprint);
        entries++;
        if (entries * 2 > buckets * SLOTS_A_BUCKET) {
            grow();
        }
    }

    /** Enters where a key's piece stands, in place of what was entered before. */
    public void put(String key, long offset, int length) throws IOException {
        put(digest.of(key), offset, length);
    }

    /** The same for a key whose fingerprint was taken before. */
    public void put(byte[] fingerprint, long offset, int length) throws IOException {
        boolean isNew = isEmpty(locate(table, buckets, fingerprint));
        write(table, position, fingerprint, offset, length);
        if (isNew) {
            countNew(fingerprint);
        }
    }

    private long position;

    /** Finds a key's slot, or the empty one where it belongs; {@link #position} is then where the slot stands. */
    private ByteBuffer locate(Buckets in, long size, byte[] fingerprint) throws IOException {
        ByteBuffer wanted = ByteBuffer.wrap(fingerprint);
        long first = wanted.getLong(0);
        long second = wanted.getLong(8);
        long bucket = Math.floorMod(first, size);
        while (true) {
            ByteBuffer content = in.read(bucket * BUCKET_BYTES, BUCKET_BYTES);
            for (int start = 0; start < BUCKET_BYTES; start += SLOT_BYTES) {
                if (content.getInt(start + 28) == 0
                        || (content.getLong(start) == first && content.getLong(start + 8) == second)) {
                    position = bucket * BUCKET_BYTES + start;
                    return content.slice(start, SLOT_BYTES);
                }
            }
            bucket = (bucket + 1) % size;
        }
    }

    private boolean put(Buckets into, long size, byte[] fingerprint, long offset, int length) throws IOException {
        if (!isEmpty(locate(into, size, fingerprint))) {
            return false;
        }
        write(into, position, fingerprint, offset, length);
        return true;
    }

    private static void write(Buckets into, long position, byte[] fingerprint, long offset, int length)
            throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.put(fingerprint).putLong(offset).putInt(length).putInt(1).flip();
        into.write(slot, position);
    }

    /**
     * What is in a bucket goes to the bucket of the same place in one of the quarters of the larger table. So the old one is
     * read, and the quarters are written, from their beginnings to their ends. What had no room in its own bucket comes last.
     */
    @SuppressWarnings("ByteBufferBackingArray") // these are made by allocate
    private void grow() throws IOException {
        Buckets larger = new Buckets(buckets * GROWTH * BUCKET_BYTES);
        ByteBuffer[] quarters = new ByteBuffer[GROWTH];
        Arrays.setAll(quarters, quarter -> ByteBuffer.allocate(BUCKETS_AT_ONCE * BUCKET_BYTES));
        for (long first = 0; first < buckets; first += BUCKETS_AT_ONCE) {
            ByteBuffer some = some(first);
            distribute(some, first, quarters);
            for (int quarter = 0; quarter < GROWTH; quarter++) {
                ByteBuffer part = quarters[quarter].clear().limit(some.limit());
                larger.write(part, (quarter * buckets + first) * BUCKET_BYTES);
                Arrays.fill(part.array(), (byte) 0);
            }
        }
        for (long first = 0; first < buckets; first += BUCKETS_AT_ONCE) {
            putDisplaced(some(first), first, larger);
        }
        table.close();
        table = larger;
        buckets *= GROWTH;
    }

    /** The buckets of the table from that one on. */
    private ByteBuffer some(long first) throws IOException {
        return table.read(first * BUCKET_BYTES, (int) Math.min(BUCKETS_AT_ONCE, buckets - first) * BUCKET_BYTES);
    }

    private void distribute(ByteBuffer some, long first, ByteBuffer[] quarters) {
        int[] used = new int[GROWTH];
        for (int start = 0; start < some.limit(); start += SLOT_BYTES) {
            int inBucket = start % BUCKET_BYTES;
            if (inBucket == 0) {
                Arrays.fill(used, 0);
            }
            ByteBuffer slot = some.slice(start, SLOT_BYTES);
            if (!isEmpty(slot) && isAtHome(slot, first + start / BUCKET_BYTES)) {
                int quarter = (int) (Math.floorMod(slot.getLong(0), buckets * GROWTH) / buckets);
                quarters[quarter].put(start - inBucket + used[quarter] * SLOT_BYTES, slot, 0, SLOT_BYTES);
                used[quarter]++;
            }
        }
    }

    private void putDisplaced(ByteBuffer some, long first, Buckets larger) throws IOException {
        for (int start = 0; start < some.limit(); start += SLOT_BYTES) {
            ByteBuffer slot = some.slice(start, SLOT_BYTES);
            if (!isEmpty(slot) && !isAtHome(slot, first + start / BUCKET_BYTES)) {
                byte[] fingerprint = new byte[KeyDigest.BYTES];
                slot.get(fingerprint);
                put(larger, buckets * GROWTH, fingerprint, slot.getLong(16), slot.getInt(24));
            }
        }
    }

    private boolean isAtHome(ByteBuffer slot, long bucket) {
        return Math.floorMod(slot.getLong(0), buckets) == bucket;
    }

    private static boolean isEmpty(ByteBuffer slot) {
        return slot.getInt(28) == 0;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
