package io.github.labelverifier.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Where in a file what stands: a hash table on disk, so that ten million entries need no more heap than ten.
 *
 * <p>Keys are kept as 128 bits of their SHA-256. The table is a temporary file of buckets, grown fourfold whenever it is
 * half full.
 */
public final class OffsetIndex implements Closeable {

    /** A piece of a file. */
    public record Extent(long offset, int length) {}

    private static final int SLOT_BYTES = 32;
    private static final int SLOTS_A_BUCKET = 8;
    private static final int BUCKET_BYTES = SLOT_BYTES * SLOTS_A_BUCKET;
    private static final int GROWTH = 4;

    private static final long FEWEST_BUCKETS = 256;

    private final KeyDigest digest = new KeyDigest();
    private FileChannel table;
    private long buckets;
    private long entries;

    public OffsetIndex() throws IOException {
        this(0);
    }

    /** An index that need not grow for so many entries. */
    public OffsetIndex(long expected) throws IOException {
        buckets = Math.max(FEWEST_BUCKETS, expected * 2 / SLOTS_A_BUCKET + 1);
        table = newTable();
    }

    private static FileChannel newTable() throws IOException {
        Path file = TemporaryFiles.file(".index");
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    public Optional<Extent> find(String key) throws IOException {
        return find(digest.of(key));
    }

    /** The same for a key whose fingerprint was taken before. */
    public Optional<Extent> find(byte[] fingerprint) throws IOException {
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
            countNew();
        }
        return isNew;
    }

    private void countNew() throws IOException {
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
            countNew();
        }
    }

    private long position;

    /** Finds a key's slot, or the empty one where it belongs; {@link #position} is then where the slot stands. */
    private ByteBuffer locate(FileChannel in, long size, byte[] fingerprint) throws IOException {
        ByteBuffer wanted = ByteBuffer.wrap(fingerprint);
        long bucket = Math.floorMod(wanted.getLong(0), size);
        while (true) {
            ByteBuffer content = read(in, bucket);
            for (int slot = 0; slot < SLOTS_A_BUCKET; slot++) {
                int start = slot * SLOT_BYTES;
                ByteBuffer candidate = content.slice(start, SLOT_BYTES);
                if (isEmpty(candidate) || candidate.slice(0, 16).equals(wanted)) {
                    position = bucket * BUCKET_BYTES + start;
                    return candidate;
                }
            }
            bucket = (bucket + 1) % size;
        }
    }

    private boolean put(FileChannel into, long size, byte[] fingerprint, long offset, int length) throws IOException {
        if (!isEmpty(locate(into, size, fingerprint))) {
            return false;
        }
        write(into, position, fingerprint, offset, length);
        return true;
    }

    private static void write(FileChannel into, long position, byte[] fingerprint, long offset, int length)
            throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.put(fingerprint).putLong(offset).putInt(length).putInt(1).flip();
        TemporaryFiles.write(into, slot, position);
    }

    private void grow() throws IOException {
        FileChannel larger = newTable();
        long size = buckets * GROWTH;
        for (long bucket = 0; bucket < buckets; bucket++) {
            ByteBuffer content = read(table, bucket);
            for (int slot = 0; slot < SLOTS_A_BUCKET; slot++) {
                ByteBuffer entry = content.slice(slot * SLOT_BYTES, SLOT_BYTES);
                if (!isEmpty(entry)) {
                    byte[] fingerprint = new byte[KeyDigest.BYTES];
                    entry.get(fingerprint);
                    put(larger, size, fingerprint, entry.getLong(16), entry.getInt(24));
                }
            }
        }
        table.close();
        table = larger;
        buckets = size;
    }

    /** A bucket; what was never written reads as zero. */
    private static ByteBuffer read(FileChannel in, long bucket) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(BUCKET_BYTES);
        long at = bucket * BUCKET_BYTES;
        while (content.hasRemaining()) {
            int read = in.read(content, at);
            if (read < 0) {
                break;
            }
            at += read;
        }
        return content.clear();
    }

    private static boolean isEmpty(ByteBuffer slot) {
        return slot.getInt(28) == 0;
    }

    @Override
    public void close() throws IOException {
        table.close();
    }
}
