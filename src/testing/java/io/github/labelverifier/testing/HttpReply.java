package io.github.labelverifier.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a stand-in sends back, when, and how well that goes. Immutable. */
public final class HttpReply {
    /** How the delivery of a reply goes. */
    public enum Delivery {
        /** All of it arrives. */
        WHOLE,
        /** The connection is reset before the first byte. */
        RESET_BEFORE,
        /** The connection is reset after half of the body; without a body, at the start of the head. */
        RESET_MIDWAY,
        /** Half of the body arrives, and {@code Content-Length} says that this is all. */
        CUT_BODY,
        /** Half of the body (without one, the start of the head) arrives, then the connection is closed although {@code Content-Length} promises more. */
        CUT_CONNECTION,
        /** All of the head arrives and nothing of the body, then the connection is closed. */
        CUT_AFTER_HEAD,
        /** All of it arrives, but the body byte by byte. */
        DRIPPING_BODY,
        /** All of it arrives, but the head and the body byte by byte. */
        DRIPPING,
        /** Nothing arrives until the stand-in is closed. */
        NEVER
    }

    private static final byte[] NOTHING = {};

    /** {@code HTTP/}: of a longer piece, up to the status, the SDK makes a whole answer. */
    private static final int TOO_SHORT = 5;

    private final int status;
    private final List<String> headers;
    private final byte[] body;
    private final Delivery delivery;
    private final long delayNanos;
    private final Optional<CompletionStage<?>> gate;
    private final Runnable done;

    private HttpReply(
            int status,
            List<String> headers,
            byte[] body,
            Delivery delivery,
            long delayNanos,
            Optional<CompletionStage<?>> gate,
            Runnable done) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.delivery = delivery;
        this.delayNanos = delayNanos;
        this.gate = gate;
        this.done = done;
    }

    /** A reply with a body. */
    public static HttpReply of(int status, String contentType, byte[] body) {
        return new HttpReply(
                status, List.of("Content-Type", contentType), body, Delivery.WHOLE, 0, Optional.empty(), () -> {});
    }

    /** A reply with a text body in UTF-8. */
    public static HttpReply of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A reply without a body. */
    public static HttpReply of(int status) {
        return new HttpReply(status, List.of(), NOTHING, Delivery.WHOLE, 0, Optional.empty(), () -> {});
    }

    /** The same with one more header. */
    public HttpReply header(String name, String value) {
        List<String> more = new ArrayList<>(headers.size() + 2);
        more.addAll(headers);
        more.add(name);
        more.add(Objects.requireNonNull(value, name));
        return new HttpReply(status, more, body, delivery, delayNanos, gate, done);
    }

    /** The same, delivered in that way. */
    public HttpReply delivered(Delivery other) {
        return new HttpReply(status, headers, body, other, delayNanos, gate, done);
    }

    /** The same, sent that much later; delays add up. */
    public HttpReply delayed(Duration more) {
        return delayedNanos(more.toNanos());
    }

    HttpReply delayedNanos(long more) {
        return more <= 0 ? this : new HttpReply(status, headers, body, delivery, delayNanos + more, gate, done);
    }

    /** The same, not sent before that stage completes, in whatever way. */
    public HttpReply heldUntil(CompletionStage<?> stage) {
        return new HttpReply(status, headers, body, delivery, delayNanos, Optional.of(stage), done);
    }

    /** The same; the action runs when the reply is about to be sent, or cannot be sent any more because the client has gone. */
    public HttpReply whenDone(Runnable action) {
        return new HttpReply(status, headers, body, delivery, delayNanos, gate, action);
    }

    /** The status code. */
    public int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Delivery delivery() {
        return delivery;
    }

    long delayNanos() {
        return delayNanos;
    }

    Optional<CompletionStage<?>> gate() {
        return gate;
    }

    Runnable done() {
        return done;
    }

    /** The bytes to write: all of them, or as many as this way of delivery lets through. */
    byte[] wire(boolean headRequest) {
        boolean broken = delivery == Delivery.RESET_MIDWAY || delivery == Delivery.CUT_CONNECTION;
        byte[] shown = delivery == Delivery.CUT_BODY ? half(body) : body;
        byte[] head = head(shown.length).getBytes(StandardCharsets.ISO_8859_1);
        if (headRequest || shown.length == 0) {
            return broken ? Arrays.copyOf(head, TOO_SHORT) : head;
        }
        byte[] sent = broken ? half(shown) : delivery == Delivery.CUT_AFTER_HEAD ? NOTHING : shown;
        byte[] wire = Arrays.copyOf(head, head.length + sent.length);
        System.arraycopy(sent, 0, wire, head.length, sent.length);
        return wire;
    }

    /** How much of the wire's bytes arrives at once before the rest drips. */
    int atOnce(byte[] wire) {
        return switch (delivery) {
            case DRIPPING -> 0;
            case DRIPPING_BODY -> wire.length - body.length;
            default -> wire.length;
        };
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private String head(int length) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(status).append(' ').append(reason()).append("\r\n");
        boolean lengthGiven = status == 204 || status == 304;
        for (int i = 0; i < headers.size(); i += 2) {
            head.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
            lengthGiven |= headers.get(i).equalsIgnoreCase("Content-Length");
        }
        if (!lengthGiven) {
            head.append("Content-Length: ").append(length).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
