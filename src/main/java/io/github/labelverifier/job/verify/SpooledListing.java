package io.github.labelverifier.job.verify;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.image.ContentLook;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** A listing that was gone through once and is needed a second time: kept on disk, so that the store lists it once. */
final class SpooledListing implements Closeable {
    private final Path file;
    private final DataOutputStream out;
    private long entries;

    SpooledListing() throws IOException {
        file = TemporaryFiles.file(".listing");
        out = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING)));
    }

    void add(ImageEntry entry) throws IOException {
        write(entry.key());
        out.writeLong(entry.size());
        write(entry.etag());
        Instant changed = entry.lastModified();
        out.writeLong(changed.getEpochSecond());
        out.writeInt(changed.getNano());
        write(entry.storageClass());
        write(entry.problem());
        out.writeBoolean(entry.look().isPresent());
        if (entry.look().isPresent()) {
            write(entry.look().get());
        }
        out.writeBoolean(entry.restored());
        write(entry.noPicture());
        entries++;
    }

    private void write(ContentLook look) throws IOException {
        write(look.kind().name());
        write(look.format());
        out.writeInt(look.width());
        out.writeInt(look.height());
    }

    private void write(Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            write(text.get());
        }
    }

    private void write(String text) throws IOException {
        // Not as UTF-8, which has no way to write a name that is no valid Unicode.
        out.writeInt(text.length());
        out.writeChars(text);
    }

    /** All that was added, in the same order; nothing is added after. */
    ImageCursor cursor() throws IOException {
        out.close();
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        return new Again(in, entries);
    }

    private static final class Again implements ImageCursor {
        private final DataInputStream in;
        private long left;

        Again(DataInputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public Optional<ImageEntry> next() throws ImageStoreException {
            if (left == 0) {
                return Optional.empty();
            }
            left--;
            try {
                return Optional.of(new ImageEntry(
                        text(),
                        in.readLong(),
                        text(),
                        Instant.ofEpochSecond(in.readLong(), in.readInt()),
                        perhaps(),
                        perhaps(),
                        look(),
                        in.readBoolean(),
                        perhaps()));
            } catch (IOException e) {
                throw new ImageStoreException(
                        ImageStoreException.Kind.OTHER,
                        "the listing that was kept cannot be read: " + IoProblem.of(e),
                        e);
            }
        }

        private Optional<ContentLook> look() throws IOException {
            return in.readBoolean()
                    ? Optional.of(new ContentLook(ContentLook.Kind.valueOf(text()), text(), in.readInt(), in.readInt()))
                    : Optional.empty();
        }

        private Optional<String> perhaps() throws IOException {
            return in.readBoolean() ? Optional.of(text()) : Optional.empty();
        }

        private String text() throws IOException {
            int length = in.readInt();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append(in.readChar());
            }
            return text.toString();
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                // It was only read.
                left = 0;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            Files.deleteIfExists(file);
        }
    }
}
