package io.github.labelverifier.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts the bytes of one connection into requests. Not thread-safe. */
final class HttpRequestParser {
    private static final byte[] NOTHING = {};

    private byte[] buffer = new byte[8 * 1024];
    private int start;
    private int end;
    private int scanned;
    private Optional<Head> head = Optional.empty();
    private boolean continueAsked;

    private static final class Head {
        private final String method;
        private final String target;
        private final List<String> headers;

        Head(String method, String target, List<String> headers) {
            this.method = method;
            this.target = target;
            this.headers = headers;
        }

        String header(String name) {
            for (int i = 0; i < headers.size(); i += 2) {
                if (headers.get(i).equalsIgnoreCase(name)) {
                    return headers.get(i + 1);
                }
            }
            return "";
        }
    }

    void feed(ByteBuffer bytes) {
        int more = bytes.remaining();
        if (buffer.length - end < more) {
            makeRoom(more);
        }
        bytes.get(buffer, end, more);
        end += more;
    }

    private void makeRoom(int more) {
        int used = end - start;
        byte[] target = used + more > buffer.length ? new byte[Math.max(2 * buffer.length, used + more)] : buffer;
        System.arraycopy(buffer, start, target, 0, used);
        buffer = target;
        scanned -= start;
        start = 0;
        end = used;
    }

    /** The next whole request, absent while bytes are missing. */
    Optional<HttpRequest> next() {
        if (head.isEmpty()) {
            head = readHead();
        }
        return head.flatMap(this::whole);
    }

    private Optional<HttpRequest> whole(Head arrived) {
        Optional<byte[]> body =
                arrived.header("Transfer-Encoding").equalsIgnoreCase("chunked") ? chunkedBody() : sizedBody(arrived);
        if (body.isEmpty()) {
            return Optional.empty();
        }
        HttpRequest request = new HttpRequest(arrived.method, arrived.target, arrived.headers, body.get());
        head = Optional.empty();
        continueAsked = false;
        scanned = start;
        if (start == end) {
            start = 0;
            end = 0;
            scanned = 0;
        }
        return Optional.of(request);
    }

    /** Whether the client waits for {@code 100 Continue}; true once a request. */
    boolean takeContinue() {
        boolean asked = !continueAsked
                && head.filter(h -> h.header("Expect").equalsIgnoreCase("100-continue"))
                        .isPresent();
        continueAsked |= asked;
        return asked;
    }

    private Optional<Head> readHead() {
        for (int i = Math.max(start, scanned); i + 3 < end; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                String text = new String(buffer, start, i - start, StandardCharsets.ISO_8859_1);
                start = i + 4;
                return Optional.of(parseHead(text));
            }
        }
        scanned = Math.max(start, end - 3);
        return Optional.empty();
    }

    private static Head parseHead(String text) {
        int lineEnd = text.indexOf("\r\n");
        String[] requestLine = (lineEnd < 0 ? text : text.substring(0, lineEnd)).split(" ", -1);
        if (requestLine.length != 3) {
            throw new IllegalArgumentException("not a request line: " + text);
        }
        List<String> headers = new ArrayList<>(32);
        while (lineEnd >= 0) {
            int from = lineEnd + 2;
            lineEnd = text.indexOf("\r\n", from);
            int to = lineEnd < 0 ? text.length() : lineEnd;
            int colon = text.indexOf(':', from);
            if (colon > 0 && colon < to) {
                headers.add(text.substring(from, colon));
                headers.add(text.substring(colon + 1, to).trim());
            }
        }
        return new Head(requestLine[0], requestLine[1], headers);
    }

    private Optional<byte[]> sizedBody(Head arrived) {
        String length = arrived.header("Content-Length");
        int size = length.isEmpty() ? 0 : Integer.parseInt(length);
        if (end - start < size) {
            return Optional.empty();
        }
        byte[] body = size == 0 ? NOTHING : Arrays.copyOfRange(buffer, start, start + size);
        start += size;
        return Optional.of(body);
    }

    private Optional<byte[]> chunkedBody() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int position = start;
        while (true) {
            int lineEnd = endOfLine(position);
            if (lineEnd < 0) {
                return Optional.empty();
            }
            String line = new String(buffer, position, lineEnd - position, StandardCharsets.ISO_8859_1);
            int size = Integer.parseInt(line.split(";", 2)[0].trim(), 16);
            position = lineEnd + 2;
            if (size == 0) {
                return trailersEnd(position).map(after -> {
                    start = after;
                    return body.toByteArray();
                });
            }
            if (end - position < size + 2) {
                return Optional.empty();
            }
            body.write(buffer, position, size);
            position += size + 2;
        }
    }

    private Optional<Integer> trailersEnd(int from) {
        int position = from;
        while (true) {
            int lineEnd = endOfLine(position);
            if (lineEnd < 0) {
                return Optional.empty();
            }
            if (lineEnd == position) {
                return Optional.of(lineEnd + 2);
            }
            position = lineEnd + 2;
        }
    }

    private int endOfLine(int from) {
        for (int i = from; i + 1 < end; i++) {
            if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
