package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.report.DecidedFields;
import io.github.labelverifier.verdict.FolderImages;
import io.github.labelverifier.verdict.LookedAtLabels;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The labels of all images of a run as numbers in a temporary file, and how far each image is trusted, so that they can be
 * gone through many times while the reports are read but once, and memory does not grow with them. With each image stands
 * where its line is. The file is gone with this object. Used from one thread.
 */
final class LabelSpool implements Closeable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final int LINE_BYTES = 2 * Long.BYTES + 4 * Integer.BYTES + 1;
    private static final int NOWHERE = -1;

    /** Of each byte of a number; the first bit says whether there is another. */
    private static final int BITS = 7;

    private static final int LOW_BITS = (1 << BITS) - 1;

    private final int mostNumbers;

    /** The most bytes that an image takes: two for the trust, and five for each number, since seven bits go into each. */
    private final int longestImage;

    private final FileChannel file;
    private final ByteBuffer pending = ByteBuffer.allocate(BUFFER_BYTES);
    private final List<Long> starts = new ArrayList<>();
    private long written;

    /** An empty spool. */
    LabelSpool() throws IOException {
        this(LookedAtLabels.MOST_NUMBERS);
    }

    /** An empty spool of images of so many numbers at most. */
    LabelSpool(int mostNumbers) throws IOException {
        this.mostNumbers = mostNumbers;
        longestImage = 2 + LINE_BYTES + 5 * (1 + mostNumbers);
        file = TemporaryFiles.channel(".labels");
    }

    /** Begins the next folder. */
    void beginFolder() throws IOException {
        flush();
        starts.add(written);
    }

    /** Adds an image that has no line. */
    void add(int trust, int[] labels) throws IOException {
        add(trust, JudgedLine.NONE, labels, labels.length);
    }

    /**
     * Adds an image to the folder that was begun last.
     *
     * @param labels in the first so many places, no more than the spool is for
     */
    void add(int trust, JudgedLine line, int[] labels, int count) throws IOException {
        if (pending.remaining() < longestImage) {
            flush();
        }
        pending.putShort((short) trust);
        pending.putLong(line.place());
        pending.putInt(line.length());
        pending.putLong(line.size());
        pending.putInt(line.rejected());
        pending.put((byte) (line.isPlain() ? 1 : 0));
        pending.putInt(line.decided().map(DecidedFields::from).orElse(NOWHERE));
        pending.putInt(line.decided().map(DecidedFields::to).orElse(NOWHERE));
        put(count);
        for (int i = 0; i < count; i++) {
            put(labels[i]);
        }
    }

    private void put(int number) {
        int rest = number;
        while (rest > LOW_BITS) {
            pending.put((byte) (rest | ~LOW_BITS));
            rest >>>= BITS;
        }
        pending.put((byte) rest);
    }

    private void flush() throws IOException {
        pending.flip();
        int bytes = pending.remaining();
        TemporaryFiles.write(file, pending, written);
        written += bytes;
        pending.clear();
    }

    /** All folders, once every image was added. */
    List<FolderImages<IOException>> folders() throws IOException {
        flush();
        return IntStream.range(0, starts.size())
                .<FolderImages<IOException>>mapToObj(folder -> visitor -> show(folder, visitor))
                .toList();
    }

    private void show(int folder, FolderImages.Visitor visitor) throws IOException {
        Reading reading = read(folder);
        while (reading.advance()) {
            reading.trust(visitor.image(reading.trust, reading.labels, reading.count));
        }
    }

    /** Goes through a folder, once {@link #folders} was called. */
    Reading read(int folder) {
        return new Reading(starts.get(folder), folder + 1 < starts.size() ? starts.get(folder + 1) : written);
    }

    /** One reading of one folder. */
    final class Reading {
        private final byte[] bytes = new byte[BUFFER_BYTES];
        private final ByteBuffer buffer = ByteBuffer.wrap(bytes).limit(0);
        private final long end;

        /** Where in the file the buffer's content ends. */
        private long position;

        private boolean isChanged;
        private int[] labels = new int[mostNumbers];
        private int count;
        private int trust;
        private int trustAt;
        private int lineAt;

        /** Where the next number begins; a buffer that is asked for each byte takes longer. */
        private int at;

        private Reading(long start, long end) {
            this.position = start;
            this.end = end;
        }

        /** Goes on to the next image; tells whether there is one. */
        boolean advance() throws IOException {
            if (buffer.remaining() < longestImage && position < end) {
                fill();
            }
            if (!buffer.hasRemaining()) {
                save();
                return false;
            }
            trustAt = buffer.position();
            trust = buffer.getShort();
            lineAt = buffer.position();
            at = lineAt + LINE_BYTES;
            count = number();
            for (int i = 0; i < count; i++) {
                labels[i] = number();
            }
            buffer.position(at);
            return true;
        }

        int trust() {
            return trust;
        }

        /** Where the image's line is in its report. */
        long place() {
            return buffer.getLong(lineAt);
        }

        JudgedLine line() {
            ByteBuffer line = buffer.duplicate().position(lineAt);
            long place = line.getLong();
            int length = line.getInt();
            long size = line.getLong();
            int rejected = line.getInt();
            boolean isPlain = line.get() != 0;
            int from = line.getInt();
            int to = line.getInt();
            return new JudgedLine(
                    place,
                    length,
                    size,
                    rejected,
                    isPlain,
                    from == NOWHERE ? Optional.empty() : Optional.of(new DecidedFields(from, to)));
        }

        /** The labels of the image, in the first so many places; only until the next one. */
        int[] labels() {
            return labels;
        }

        int count() {
            return count;
        }

        private void trust(int now) {
            if (now != trust) {
                buffer.putShort(trustAt, (short) now);
                isChanged = true;
            }
        }

        private int number() {
            byte part = bytes[at++];
            return part < 0 ? number(part & LOW_BITS) : part;
        }

        /** A number of which the lowest bits were read. */
        private int number(int lowest) {
            int number = lowest;
            byte part = -1;
            for (int shift = BITS; part < 0; shift += BITS) {
                part = bytes[at++];
                number |= (part & LOW_BITS) << shift;
            }
            return number;
        }

        private void fill() throws IOException {
            save();
            buffer.compact();
            buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + end - position));
            int more = buffer.remaining();
            TemporaryFiles.read(file, buffer, position);
            position += more;
            buffer.flip();
        }

        /** Writes back what was changed in the buffer. */
        private void save() throws IOException {
            if (!isChanged) {
                return;
            }
            ByteBuffer whole = buffer.duplicate().position(0);
            TemporaryFiles.write(file, whole, position - whole.limit());
            isChanged = false;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
