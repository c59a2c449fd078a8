package io.github.labelverifier.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Notes places by key quickly, for the case that they are looked up later. Notes are written one after the other, and
 * become an {@link OffsetIndex} when the first is looked up, which in most runs never happens. Of several notes on a key
 * the first counts. On disk, so that memory does not grow with their number. Used from one thread.
 */
public final class PlaceLog implements Closeable {
    private static final int NOTE_BYTES = KeyDigest.BYTES + Long.BYTES + Integer.BYTES;
    private static final int NOTES_IN_MEMORY = 2_048;

    /** Marks a key whose notes differ in their place. */
    private static final int DIFFERENT = -1;

    private final boolean marksDifferences;
    private final KeyDigest digest = new KeyDigest();
    private final ByteBuffer notes = ByteBuffer.allocate(NOTE_BYTES * NOTES_IN_MEMORY);
    private Optional<FileChannel> file = Optional.empty();
    private Optional<OffsetIndex> index = Optional.empty();
    private long size;

    public PlaceLog() {
        this(false);
    }

    private PlaceLog(boolean marksDifferences) {
        this.marksDifferences = marksDifferences;
    }

    /** A log that can tell of which keys there are notes of several places. */
    public static PlaceLog markingDifferences() {
        return new PlaceLog(true);
    }

    /** Notes where a key's piece stands; not after the first look. */
    public void add(String key, long offset, int length) throws IOException {
        if (index.isPresent()) {
            throw new IllegalStateException("noted after a look");
        }
        if (!notes.hasRemaining()) {
            spill();
        }
        notes.put(digest.of(key)).putLong(offset).putInt(length);
        size++;
    }

    /** How many notes there are. */
    public long size() {
        return size;
    }

    /** The first note on a key. */
    public Optional<OffsetIndex.Extent> find(String key) throws IOException {
        if (size == 0) {
            return Optional.empty();
        }
        if (index.isEmpty()) {
            index = Optional.of(indexed());
        }
        return index.get().find(key);
    }

    /** Whether there is a note on a key with another place than this one. */
    public boolean isOfSeveral(String key, long place) throws IOException {
        return find(key)
                .filter(note -> note.length() == DIFFERENT || note.offset() != place)
                .isPresent();
    }

    private void spill() throws IOException {
        if (file.isEmpty()) {
            file = Optional.of(TemporaryFiles.channel(".notes"));
        }
        notes.flip();
        TemporaryFiles.write(file.get(), notes, file.get().size());
        notes.clear();
    }

    private OffsetIndex indexed() throws IOException {
        OffsetIndex places = new OffsetIndex(size);
        try {
            if (file.isPresent()) {
                spill();
                file.get().position(0);
                while (fill(file.get())) {
                    takeAll(places);
                }
            } else {
                notes.flip();
                takeAll(places);
            }
            return places;
        } catch (IOException | RuntimeException e) {
            places.close();
            throw e;
        }
    }

    private boolean fill(FileChannel from) throws IOException {
        notes.clear();
        int read = 0;
        while (notes.hasRemaining() && read >= 0) {
            read = from.read(notes);
        }
        notes.flip();
        return notes.hasRemaining();
    }

    private void takeAll(OffsetIndex places) throws IOException {
        byte[] fingerprint = new byte[KeyDigest.BYTES];
        while (notes.hasRemaining()) {
            notes.get(fingerprint);
            long offset = notes.getLong();
            int length = notes.getInt();
            if (!places.putIfAbsent(fingerprint, offset, length)
                    && marksDifferences
                    && places.find(fingerprint).orElseThrow().offset() != offset) {
                places.put(fingerprint, offset, DIFFERENT);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } finally {
            if (index.isPresent()) {
                index.get().close();
            }
        }
    }
}
