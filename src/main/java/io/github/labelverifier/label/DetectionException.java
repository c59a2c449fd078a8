package io.github.labelverifier.label;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An image could not be checked. The message names the image and says what can be done. */
public final class DetectionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What follows from the failure. */
    public enum Kind {
        /** Too many calls a second: nothing was paid, and the same call is right later. */
        THROTTLED,
        /** The image can never be checked, as it is. */
        UNCHECKABLE,
        /** The image could not be checked this time. */
        FAILED,
        /** The image could not be checked this time, and no call was made for it: nothing was sent or paid. */
        NOT_SENT,
        /** The call is not allowed, and none has been answered yet: whether for this image or for any cannot be told. */
        DENIED,
        /** No image can be checked: wrong credentials, no permission at all. The run ends. */
        FATAL,
        /** The run was stopped before the call was made. */
        STOPPED
    }

    /** The code of an image whose bytes were found not to be those that were listed, before they were sent. */
    public static final String CHANGED = "changed";

    /** The code of an object that Rekognition was told the name of and could not read: nothing was paid. */
    public static final String OUT_OF_REACH = "InvalidS3ObjectException";

    /** The code of an image whose bytes could not be read. */
    public static final String UNREADABLE = "Unreadable";

    private final Kind kind;
    private final String code;

    /**
     * A failure.
     *
     * @param kind what follows from it
     * @param code its name, such as {@code AccessDeniedException}: the reason in the report
     * @param message for people
     */
    public DetectionException(Kind kind, String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind);
        this.code = Objects.requireNonNull(code);
    }

    /** What follows from the failure. */
    public Kind kind() {
        return kind;
    }

    /** The name of the failure. */
    public String code() {
        return code;
    }

    /** Whether the image was not even sent, so that the failure says nothing of others of the same content. */
    public boolean isUnsent() {
        return kind == Kind.NOT_SENT;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), code);
    }
}
