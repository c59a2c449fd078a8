package io.github.labelverifier.aws.error;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Something between here and the server lets no request through, and will not let the next one through either.
 *
 * <p>It comes as the cause of an exception of the SDK, which makes those anew while it repeats calls.
 */
public final class RouteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String sentence;

    private RouteException(String code, String sentence) {
        super(sentence);
        this.code = code;
        this.sentence = sentence;
    }

    /**
     * A way that is closed.
     *
     * @param code its name in reports
     * @param sentence what is wrong, and what to do about it
     */
    public static SdkClientException of(String code, String sentence) {
        return SdkClientException.create(sentence, new RouteException(code, sentence));
    }

    /** A way that is closed, for a reason that is no cause: the SDK repeats what has such causes. */
    public static SdkClientException of(String code, String sentence, Exception reason) {
        RouteException e = new RouteException(code, sentence);
        e.addSuppressed(reason);
        return SdkClientException.create(sentence, e);
    }

    /** The one that is behind a failure, if there is one. */
    public static Optional<RouteException> behind(Throwable e) {
        return e.getCause() instanceof RouteException route ? Optional.of(route) : Optional.empty();
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
