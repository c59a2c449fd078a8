package io.github.labelverifier.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adobe's S3Mock in a process of its own, on 127.0.0.1, path style, for anybody. It keeps versions. What it is made of lies in
 * the folder that the system property {@code labelverifier.s3mock} names, where the profile {@code peers} puts it.
 */
public final class S3MockServer implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("(\\d+) \\(http\\)");

    private final Process process;
    private final URI endpoint;

    private S3MockServer(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Where it lies; empty where nobody has put it anywhere. */
    public static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty("labelverifier.s3mock"))
                .map(Path::of)
                .filter(Files::isDirectory);
    }

    /** Starts it with an empty store in that folder, and waits until it listens. */
    public static S3MockServer start(Path store) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            folder().orElseThrow().resolve("*").toString(),
                            "com.adobe.testing.s3mock.S3MockApplication",
                            "--server.address=127.0.0.1",
                            "--server.port=0",
                            "--com.adobe.testing.s3mock.httpPort=0",
                            "--com.adobe.testing.s3mock.store.root=" + store)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new S3MockServer(process, awaitStart(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI awaitStart(Process process) throws IOException {
        StringBuilder said = new StringBuilder();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher started = STARTED.matcher(line);
            if (line.contains("started on port") && started.find()) {
                drain(output);
                return URI.create("http://127.0.0.1:" + started.group(1));
            }
        }
        process.destroy();
        throw new IllegalStateException("S3Mock does not start:\n" + said);
    }

    /** A process whose output nobody reads stops. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (output.readLine() != null) {
                            // Nobody wants to know.
                        }
                    } catch (IOException e) {
                        // It has ended.
                    }
                },
                "s3mock output");
        reader.setDaemon(true);
        reader.start();
    }

    /** For {@code endpointOverride}, {@code --endpoint-url} or {@code AWS_ENDPOINT_URL_S3}. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
