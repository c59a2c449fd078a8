package io.github.labelverifier.picture;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** No picture can be made of an image's bytes. The message says why, in a few words for a tile. */
public final class UndecodableImageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A file of this format that ends before its picture does. */
    static UndecodableImageException truncated(PictureFormat format, @Nullable Throwable cause) {
        return new UndecodableImageException(
                Fault.TRUNCATED, format.name(), "the file ends before its picture does", cause);
    }

    /** What is in the way. */
    public enum Fault {
        /** The bytes are known to be something else, or nothing that is known. */
        NO_PICTURE,
        /** A picture of a format that nothing here reads. */
        UNREAD_FORMAT,
        /** The file ends before its picture does. */
        TRUNCATED,
        /** The bytes are not what the format asks for. */
        DAMAGED,
        /** The picture has more pixels than are decoded. */
        TOO_LARGE,
        /** Decoding it takes longer than it may. */
        TOO_SLOW,
        /** Decoding it takes more memory than this process has: with more, it might be read. */
        NO_MEMORY
    }

    private final Fault fault;
    private final String format;

    UndecodableImageException(Fault fault, String format, String why, @Nullable Throwable cause) {
        super(why, cause);
        this.fault = fault;
        this.format = format;
    }

    /** What is in the way. */
    public Fault fault() {
        return fault;
    }

    /** The name of its format as reports have it; empty if it is of none that is known. */
    public String format() {
        return format;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
