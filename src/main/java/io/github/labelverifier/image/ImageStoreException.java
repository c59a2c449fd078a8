package io.github.labelverifier.image;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A store could not do what it was asked. The message names the image or the location and says what can be done. */
public final class ImageStoreException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as the caller acts on it. */
    public enum Kind {
        /** There is no such bucket, folder or image. */
        NOT_FOUND,
        /** The caller may not do this. */
        DENIED,
        /** The credentials are missing, wrong or expired: nothing else will work either. */
        CREDENTIALS,
        /** Anything else. */
        OTHER
    }

    private final Kind kind;

    /** A failure of a kind, with the error of the store behind it. */
    public ImageStoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind);
    }

    /** A failure of a kind. */
    public ImageStoreException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), kind.name());
    }
}
