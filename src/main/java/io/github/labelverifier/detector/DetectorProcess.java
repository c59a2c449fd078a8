package io.github.labelverifier.detector;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.thread.Workers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** The running program: lines go in, lines come out, each to the request that it answers. */
final class DetectorProcess {
    private static final String FAULT = "DetectorFailed";
    private static final int LONGEST_LINE = 4_000_000;
    private static final int QUOTED = 200;
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final Process process;
    private final String program;
    private final OutputStream in;
    private final CompletableFuture<DetectorLine> ready = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<DetectorLine>> pending = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    @SuppressWarnings("JdkObsolete") // written by one thread, read by others
    private final StringBuffer lastWords = new StringBuffer();

    private volatile Optional<DetectionException> end = Optional.empty();
    private volatile boolean closing;
    private String name = "";

    private DetectorProcess(Process process, String program) {
        this.process = process;
        this.program = program;
        this.in = process.getOutputStream();
    }

    /** Starts it and waits for its first line. */
    static DetectorProcess start(List<String> words, Duration patience) throws DetectionException {
        Process process;
        try {
            process = new ProcessBuilder(words).start();
        } catch (IOException e) {
            throw fatal(
                    "--detector-command: cannot run " + PlainText.escape(words.get(0))
                            + ": there is no such program, or no permission to run it",
                    e);
        }
        DetectorProcess started = new DetectorProcess(process, words.get(0));
        Workers.one("detector-errors", started::drainErrors).start();
        Workers.one("detector", started::readLines).start();
        try {
            started.awaitReady(patience);
            return started;
        } catch (DetectionException e) {
            started.close();
            throw e;
        }
    }

    private void awaitReady(Duration patience) throws DetectionException {
        try {
            DetectorLine first = ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            try {
                name = first.readyName();
            } catch (IOException e) {
                throw nonsense(first.text(), String.valueOf(e.getMessage()));
            }
        } catch (TimeoutException e) {
            throw fatal(told() + " did not say within " + patience.toSeconds() + " seconds that it is ready", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fatal(told() + " was stopped", e);
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    /** What it calls itself. */
    String name() {
        return name;
    }

    long nextId() {
        return lastId.incrementAndGet();
    }

    /** Sends a request; its answer comes later. */
    CompletableFuture<DetectorLine> ask(long id, byte[] request) throws DetectionException {
        CompletableFuture<DetectorLine> answer = new CompletableFuture<>();
        pending.put(id, answer);
        try {
            synchronized (in) {
                in.write(request);
                in.flush();
            }
        } catch (IOException e) {
            // It has ended, or does not listen: its reader tells why, once it has come to the end.
            if (!process.isAlive()) {
                awaitEnd();
            }
            end(end.orElseGet(() -> fatal(told() + " takes no requests any more" + lastWords(), e)));
        }
        // It may have ended since its reader looked for those who wait.
        end.ifPresent(answer::completeExceptionally);
        return answer;
    }

    private void awaitEnd() {
        try {
            process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer to this request is not waited for any more. */
    void forget(long id) {
        pending.remove(id);
    }

    private void readLines() {
        try (InputStream out = new BufferedInputStream(process.getInputStream())) {
            for (Optional<String> line = readLine(out); line.isPresent(); line = readLine(out)) {
                take(line.get());
            }
            awaitEnd();
            String how = process.isAlive() ? " closed its standard output" : " ended with " + process.exitValue();
            end(fatal(told() + how + lastWords(), null));
        } catch (DetectionException e) {
            end(e);
        } catch (IOException e) {
            end(fatal(told() + " cannot be read: " + e.getMessage(), e));
        }
    }

    private Optional<String> readLine(InputStream out) throws IOException, DetectionException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c = out.read();
        while (c >= 0 && c != '\n') {
            line.write(c);
            if (line.size() > LONGEST_LINE) {
                throw nonsense(line.toString(StandardCharsets.UTF_8), "the line has no end");
            }
            c = out.read();
        }
        return c < 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private void take(String text) throws DetectionException {
        DetectorLine line;
        try {
            line = DetectorLine.parse(text);
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw nonsense(text, why);
        }
        if (!ready.isDone()) {
            ready.complete(line);
            return;
        }
        long id = line.id().orElse(0L);
        if (id < 1 || id > lastId.get()) {
            throw nonsense(
                    text, "it answers no request: its 'id' is " + (line.id().isEmpty() ? "missing" : id));
        }
        CompletableFuture<DetectorLine> waiting = pending.remove(id);
        if (waiting != null) {
            // Else it comes after its time.
            waiting.complete(line);
        }
    }

    private void drainErrors() {
        try (InputStream errors = process.getErrorStream()) {
            byte[] some = new byte[8192];
            for (int count = errors.read(some); count >= 0; count = errors.read(some)) {
                lastWords.append(new String(some, 0, count, StandardCharsets.UTF_8));
                if (lastWords.length() > LONGEST_LINE / 1000) {
                    lastWords.delete(0, lastWords.length() - LONGEST_LINE / 1000);
                }
            }
        } catch (IOException e) {
            // What it has to say there is for people, and nobody waits for it.
            return;
        }
    }

    private String lastWords() {
        return lastWords
                .toString()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((before, last) -> last)
                .map(line -> ": " + shortened(line))
                .orElse("");
    }

    private String told() {
        return "the detector command " + PlainText.escape(program);
    }

    private void end(DetectionException why) {
        if (end.isEmpty()) {
            end = Optional.of(why);
        }
        ready.completeExceptionally(why);
        pending.forEach((id, waiting) -> waiting.completeExceptionally(why));
        if (!closing) {
            process.destroy();
        }
    }

    /** Why there is no answer, made anew for whoever waited for it. */
    DetectionException failure(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return fatal(String.valueOf(cause.getMessage()), cause);
    }

    /** It says what the protocol does not have. */
    DetectionException nonsense(String line, String why) {
        return fatal(told() + " wrote what is no answer (" + why + "): " + shortened(line), null);
    }

    private static String shortened(String line) {
        String plain = PlainText.escape(line.strip());
        return plain.length() <= QUOTED ? plain : plain.substring(0, QUOTED) + "...";
    }

    private static DetectionException fatal(String message, @org.jspecify.annotations.Nullable Throwable cause) {
        return new DetectionException(Kind.FATAL, FAULT, message, cause);
    }

    /** Ends it: first by the end of its input, then by force. */
    void close() {
        closing = true;
        try {
            in.close();
        } catch (IOException e) {
            // It has ended before.
            closing = true;
        }
        awaitEnd();
        process.destroyForcibly();
    }
}
