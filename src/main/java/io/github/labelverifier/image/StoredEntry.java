package io.github.labelverifier.image;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * An entry as bytes, for a listing that is written to disk and read again: the one place besides {@link ImageEntry} that
 * knows all its parts.
 */
public final class StoredEntry {
    private StoredEntry() {}

    /** Writes all of an entry. */
    public static void write(ImageEntry entry, DataOutput out) throws IOException {
        write(entry.key(), out);
        out.writeLong(entry.size());
        write(entry.etag(), out);
        Instant lastModified = entry.lastModified();
        out.writeLong(lastModified.getEpochSecond());
        out.writeInt(lastModified.getNano());
        write(entry.storageClass(), out);
        write(entry.problem(), out);
        out.writeBoolean(entry.look().isPresent());
        if (entry.look().isPresent()) {
            write(entry.look().get(), out);
        }
        out.writeBoolean(entry.restored());
        write(entry.noPicture(), out);
    }

    /** Reads what {@link #write} has written. */
    public static ImageEntry read(DataInput in) throws IOException {
        return new ImageEntry(
                text(in),
                in.readLong(),
                text(in),
                Instant.ofEpochSecond(in.readLong(), in.readInt()),
                perhaps(in),
                perhaps(in),
                look(in),
                in.readBoolean(),
                perhaps(in));
    }

    private static void write(ContentLook look, DataOutput out) throws IOException {
        write(look.kind().name(), out);
        write(look.format(), out);
        out.writeInt(look.width());
        out.writeInt(look.height());
    }

    private static Optional<ContentLook> look(DataInput in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new ContentLook(ContentLook.Kind.valueOf(text(in)), text(in), in.readInt(), in.readInt()))
                : Optional.empty();
    }

    private static void write(Optional<String> text, DataOutput out) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            write(text.get(), out);
        }
    }

    private static Optional<String> perhaps(DataInput in) throws IOException {
        return in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
    }

    private static void write(String text, DataOutput out) throws IOException {
        boolean isPlain = isPlain(text);
        out.writeInt(isPlain ? text.length() : -text.length());
        if (isPlain) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        } else {
            // Not as UTF-8, which has no way to write a name that is no valid Unicode.
            out.writeChars(text);
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String text(DataInput in) throws IOException {
        int length = in.readInt();
        if (length >= 0) {
            byte[] plain = new byte[length];
            in.readFully(plain);
            return new String(plain, StandardCharsets.US_ASCII);
        }
        char[] text = new char[-length];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.readChar();
        }
        return new String(text);
    }
}
