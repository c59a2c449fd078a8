package io.github.labelverifier.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Something that goes wrong with one request. Immutable; {@link When} says with which.
 *
 * <p>A fault comes before the act (nothing has happened on the server) unless {@link #afterActing} is asked for or the kind needs the real
 * answer: {@link #resetMidway}, {@link #cutBody}, {@link #cutConnection}, {@link #cutAfterHead}, {@link #drippingBody}, {@link #dripping}, {@link #delay}, {@link #holdUntil} let the act happen.
 */
public final class Fault {
    private enum Kind {
        ERROR,
        RESET,
        RESET_MIDWAY,
        CUT_BODY,
        CUT_CONNECTION,
        CUT_AFTER_HEAD,
        DRIPPING_BODY,
        DRIPPING,
        FOREIGN,
        HANG,
        DELAY,
        HOLD,
        LEFT_OUT
    }

    private final Kind kind;
    private final int status;
    private final String code;
    private final String message;
    private final Duration delay;
    private final Optional<CompletionStage<?>> gate;
    private final boolean afterActing;

    private Fault(
            Kind kind,
            int status,
            String code,
            String message,
            Duration delay,
            Optional<CompletionStage<?>> gate,
            boolean afterActing) {
        this.kind = kind;
        this.status = status;
        this.code = code;
        this.message = message;
        this.delay = delay;
        this.gate = gate;
        this.afterActing = afterActing;
    }

    private static Fault of(Kind kind, boolean afterActing) {
        return new Fault(kind, 0, "", "", Duration.ZERO, Optional.empty(), afterActing);
    }

    /**
     * An error of the service, written as its protocol wants it. {@link RekognitionServer#error} and {@link FakeS3#error} know the status
     * and the text of the common ones.
     */
    public static Fault error(int status, String code, String message) {
        return new Fault(Kind.ERROR, status, code, message, Duration.ZERO, Optional.empty(), false);
    }

    /** The connection is reset instead of an answer. */
    public static Fault reset() {
        return of(Kind.RESET, false);
    }

    /** The connection is reset in the middle of the real answer. */
    public static Fault resetMidway() {
        return of(Kind.RESET_MIDWAY, true);
    }

    /** Half of the real answer's body, with a {@code Content-Length} that fits: JSON or XML that breaks off. */
    public static Fault cutBody() {
        return of(Kind.CUT_BODY, true);
    }

    /** Half of the real answer's body, then the connection is closed although {@code Content-Length} promises the whole. */
    public static Fault cutConnection() {
        return of(Kind.CUT_CONNECTION, true);
    }

    /** The head of the real answer, then the connection is closed although {@code Content-Length} promises a body. */
    public static Fault cutAfterHead() {
        return of(Kind.CUT_AFTER_HEAD, true);
    }

    /** The real answer, its body byte by byte, some fifty a second. */
    public static Fault drippingBody() {
        return of(Kind.DRIPPING_BODY, true);
    }

    /** The real answer, its head and body byte by byte, some fifty a second. */
    public static Fault dripping() {
        return of(Kind.DRIPPING, true);
    }

    /** 200 and this body in the place of the answer, whatever it is that answers. */
    public static Fault foreign(String contentType, String body) {
        return foreign(200, contentType, body);
    }

    private static Fault foreign(int status, String contentType, String body) {
        return new Fault(Kind.FOREIGN, status, contentType, body, Duration.ZERO, Optional.empty(), false);
    }

    /** 404 in the place of the answer, as of a reverse proxy that has lost its way to the store. */
    public static Fault proxyWithoutRoute() {
        return foreign(404, "text/plain", "404 page not found\n");
    }

    /** 502 in the place of the answer, as of a reverse proxy that cannot reach the store. */
    public static Fault badGateway() {
        return foreign(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");
    }

    /** 200 and a page in the place of the answer, as of a network that asks for a sign-in; it is well-formed XML, too. */
    public static Fault htmlPage() {
        return foreign("text/html", "<html><head><title>Sign in</title></head><body><p>Welcome</p></body></html>");
    }

    /** 200 and nothing in the place of the answer. */
    public static Fault emptyBody() {
        return foreign("application/xml", "");
    }

    /** No answer until the server is closed or the client gives up. */
    public static Fault hang() {
        return of(Kind.HANG, false);
    }

    /** The real answer, that much later than it would have come. */
    public static Fault delay(Duration delay) {
        return new Fault(Kind.DELAY, 0, "", "", delay, Optional.empty(), true);
    }

    /** The real answer, but not before that stage completes. */
    public static Fault holdUntil(CompletionStage<?> gate) {
        return new Fault(Kind.HOLD, 0, "", "", Duration.ZERO, Optional.of(gate), true);
    }

    /** Only for single keys of DeleteObjects: the answer does not mention the key, which is not deleted. */
    public static Fault leftOut() {
        return of(Kind.LEFT_OUT, false);
    }

    /** The same, but the server has done what was asked before the answer is lost. */
    public Fault afterActing() {
        return new Fault(kind, status, code, message, delay, gate, true);
    }

    boolean actsFirst() {
        return afterActing;
    }

    boolean isError() {
        return kind == Kind.ERROR;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        return message;
    }

    /** The reply as this fault lets it through; for every kind but errors, which the service has to write itself. */
    HttpReply spoil(HttpReply reply) {
        return switch (kind) {
            case ERROR, LEFT_OUT -> reply;
            case RESET -> reply.delivered(HttpReply.Delivery.RESET_BEFORE);
            case RESET_MIDWAY -> reply.delivered(HttpReply.Delivery.RESET_MIDWAY);
            case CUT_BODY -> reply.delivered(HttpReply.Delivery.CUT_BODY);
            case CUT_CONNECTION -> reply.delivered(HttpReply.Delivery.CUT_CONNECTION);
            case CUT_AFTER_HEAD -> reply.delivered(HttpReply.Delivery.CUT_AFTER_HEAD);
            case DRIPPING_BODY -> reply.delivered(HttpReply.Delivery.DRIPPING_BODY);
            case DRIPPING -> reply.delivered(HttpReply.Delivery.DRIPPING);
            case FOREIGN -> HttpReply.of(status, code, message);
            case HANG -> reply.delivered(HttpReply.Delivery.NEVER);
            case DELAY -> reply.delayed(delay);
            case HOLD -> reply.heldUntil(gate.orElseThrow());
        };
    }

    @Override
    public String toString() {
        return kind + (code.isEmpty() ? "" : " " + status + " " + code) + (afterActing ? " after acting" : "");
    }
}
