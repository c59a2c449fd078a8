package io.github.labelverifier.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy on 127.0.0.1 that remembers what it was asked for: {@code CONNECT} for servers with TLS, whole addresses for others.
 * Whatever server is asked for, it leads to one on this machine, so that names need not resolve.
 */
public final class ProxyServer implements AutoCloseable {
    private final Relay relay;
    private final int server;
    private final Map<String, Integer> others = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private volatile Optional<String> login = Optional.empty();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean refusing;

    private ProxyServer(int server) {
        this.server = server;
        try {
            relay = Relay.start("proxy", new ServerSocket(0, 50, Relay.here()), this::greet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A proxy that leads to the server on this port of 127.0.0.1. */
    public static ProxyServer to(int port) {
        return new ProxyServer(port);
    }

    /** Requests for this host go to another port of 127.0.0.1. */
    public ProxyServer leading(String host, int port) {
        others.put(host, port);
        return this;
    }

    /** Asks everybody for this name and password. */
    public ProxyServer asking(String user, String password) {
        login = Optional.of(
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    /** Lets nobody through, as a company's proxy does to servers that it does not like. */
    public ProxyServer refusing() {
        refusing = true;
        return this;
    }

    /** {@code 127.0.0.1:PORT}. */
    public String address() {
        return "127.0.0.1:" + relay.port();
    }

    /** {@code http://127.0.0.1:PORT}. */
    public URI uri() {
        return URI.create("http://" + address());
    }

    /** The first lines of what was let through, without the version, such as {@code CONNECT s3.example.com:443}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many requests were not let through. */
    public int refusals() {
        return refusals.get();
    }

    private @Nullable Socket greet(Socket client) throws IOException {
        while (true) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return null;
            }
            String line = head.lines().findFirst().orElse("").replaceFirst(" HTTP/1.1$", "");
            Optional<String> refusal = refusal(head);
            if (refusal.isPresent()) {
                refusals.incrementAndGet();
                answer(client, refusal.get() + "\r\nContent-Length: 0");
                continue;
            }
            requests.add(line);
            Socket through = new Socket(Relay.here(), others.getOrDefault(host(line), server));
            if (line.startsWith("CONNECT ")) {
                answer(client, "200 Connection established");
            } else {
                String origin = head.replaceFirst(" http://[^/ ]*", " ").replaceFirst("(?i)\r\nConnection: [^\r]*", "");
                String once = origin.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
                through.getOutputStream().write(once.getBytes(StandardCharsets.ISO_8859_1));
            }
            return through;
        }
    }

    private Optional<String> refusal(String head) {
        if (refusing) {
            return Optional.of("403 Forbidden");
        }
        Stream<String> given = head.lines()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("proxy-authorization: basic "))
                .map(header -> header.substring("proxy-authorization: basic ".length()));
        return login.isEmpty() || given.anyMatch(login.get()::equals)
                ? Optional.empty()
                : Optional.of("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"");
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + text + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String host(String line) {
        return line.replaceFirst("^[A-Z]+ (?:https?://)?", "").replaceFirst("[:/].*", "");
    }

    /** What stands before the first empty line, with it; empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            if (b == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    @Override
    public void close() {
        relay.close();
    }
}
