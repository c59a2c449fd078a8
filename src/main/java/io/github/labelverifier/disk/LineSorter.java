package io.github.labelverifier.disk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Sorts places in a file by keys of bytes, in runs on disk, so that memory does not grow with their number. */
public final class LineSorter implements Closeable {
    private static final int MOST_BYTES_IN_MEMORY = 4 * 1024 * 1024;
    private static final int BYTES_BESIDE_KEY = 64;
    private static final int MOST_RUNS = 64;

    private static final Comparator<Item> ORDER = Comparator.comparing(Item::key, Arrays::compareUnsigned)
            // What is equal stays in the order of the file.
            .thenComparingLong(item -> item.extent().offset());

    private static final class Item {
        private final byte[] key;
        private final OffsetIndex.Extent extent;

        Item(byte[] key, OffsetIndex.Extent extent) {
            this.key = key;
            this.extent = extent;
        }

        byte[] key() {
            return key;
        }

        OffsetIndex.Extent extent() {
            return extent;
        }
    }

    private final List<Item> pending = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();
    private int pendingBytes;

    public void add(byte[] key, OffsetIndex.Extent extent) throws IOException {
        pending.add(new Item(key, extent));
        pendingBytes += key.length + BYTES_BESIDE_KEY;
        if (pendingBytes >= MOST_BYTES_IN_MEMORY) {
            spill();
        }
    }

    private void spill() throws IOException {
        if (runs.size() == MOST_RUNS) {
            mergeRuns();
        }
        pending.sort(ORDER);
        Path run = newRun();
        try (DataOutputStream out = write(run)) {
            for (Item item : pending) {
                write(out, item);
            }
        }
        pending.clear();
        pendingBytes = 0;
    }

    private void mergeRuns() throws IOException {
        List<Path> sources = List.copyOf(runs);
        runs.clear();
        Path merged = newRun();
        try (DataOutputStream out = write(merged)) {
            merge(sources, item -> write(out, item));
        }
        for (Path source : sources) {
            Files.delete(source);
        }
    }

    private Path newRun() throws IOException {
        Path run = TemporaryFiles.file(".sort");
        runs.add(run);
        return run;
    }

    private static DataOutputStream write(Path run) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(TemporaryFiles.output(run)));
    }

    private static void write(DataOutputStream out, Item item) throws IOException {
        out.writeInt(item.key().length);
        out.write(item.key());
        out.writeLong(item.extent().offset());
        out.writeInt(item.extent().length());
    }

    /** What is done with each piece. */
    public interface Taker {
        void take(OffsetIndex.Extent extent) throws IOException;
    }

    private interface ItemTaker {
        void take(Item item) throws IOException;
    }

    /** Goes through all pieces in their order. */
    public void forEach(Taker taker) throws IOException {
        if (!runs.isEmpty()) {
            if (!pending.isEmpty()) {
                spill();
            }
            merge(runs, item -> taker.take(item.extent()));
            return;
        }
        pending.sort(ORDER);
        for (Item item : pending) {
            taker.take(item.extent());
        }
    }

    private static void merge(List<Path> sources, ItemTaker taker) throws IOException {
        List<Run> open = new ArrayList<>();
        try {
            PriorityQueue<Run> heads = new PriorityQueue<>(Comparator.comparing(Run::head, ORDER));
            for (Path source : sources) {
                Run run = new Run(source);
                open.add(run);
                if (run.advance()) {
                    heads.add(run);
                }
            }
            while (!heads.isEmpty()) {
                Run first = heads.remove();
                taker.take(first.head());
                if (first.advance()) {
                    heads.add(first);
                }
            }
        } finally {
            for (Run run : open) {
                run.close();
            }
        }
    }

    private static final class Run implements Closeable {
        private final DataInputStream in;
        private Optional<Item> head = Optional.empty();

        Run(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        }

        Item head() {
            return head.orElseThrow();
        }

        boolean advance() throws IOException {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException e) {
                return false;
            }
            byte[] key = in.readNBytes(length);
            head = Optional.of(new Item(key, new OffsetIndex.Extent(in.readLong(), in.readInt())));
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}
