package io.github.labelverifier.detector;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.OtherDetector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds labels by a program of the user's own, in the place of Amazon Rekognition. The program is started once and keeps
 * running; several requests are in flight at a time, and its answers may come in any order. Safe for use by several
 * threads.
 */
public final class OwnDetector implements OtherDetector, Closeable {
    /** How long it may take to start, such as to load a model. */
    public static final Duration TO_START = Duration.ofSeconds(60);

    private static final String TIMEOUT = "Timeout";

    private final DetectorProcess process;
    private final Path folder;
    private final Duration patience;

    private OwnDetector(DetectorProcess process, Path folder, Duration patience) {
        this.process = process;
        this.folder = folder;
        this.patience = patience;
    }

    /**
     * Starts a program, and waits until it says that it is ready.
     *
     * @param words the program and its arguments
     * @param patience how long it may take for an image
     * @throws DetectionException if it does not start, or does not speak the protocol
     */
    public static OwnDetector start(List<String> words, Duration patience) throws DetectionException, IOException {
        Path folder = TemporaryFiles.folder("pictures");
        try {
            return new OwnDetector(DetectorProcess.start(words, TO_START), folder, patience);
        } catch (DetectionException | RuntimeException e) {
            Files.deleteIfExists(folder);
            throw e;
        }
    }

    /** What the program calls itself. */
    @Override
    public String name() {
        return process.name();
    }

    @Override
    public LabelDetector asking(Asked asked) {
        return new LabelDetector() {
            @Override
            public Detection detect(ImageEntry image) {
                throw new IllegalStateException("an image is sent as a picture that was made of it");
            }

            @Override
            public LabelDetector sending(byte[] jpeg) {
                return image -> OwnDetector.this.detect(image, jpeg, asked);
            }
        };
    }

    private Detection detect(ImageEntry image, byte[] jpeg, Asked asked) throws DetectionException {
        long id = process.nextId();
        Path picture = folder.resolve(id + ".jpg");
        try {
            Files.write(picture, jpeg);
            return toDetection(image, answer(image, id, picture), asked);
        } catch (IOException e) {
            throw new DetectionException(
                    Kind.NOT_SENT,
                    DetectionException.UNREADABLE,
                    image.key() + ": its picture could not be written to " + folder + ": " + e.getMessage(),
                    e);
        } finally {
            deleteQuietly(picture);
        }
    }

    private DetectorLine answer(ImageEntry image, long id, Path picture) throws DetectionException, IOException {
        CompletableFuture<DetectorLine> answer = process.ask(id, DetectorLine.request(id, picture, image.key()));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.forget(id);
            throw new DetectionException(
                    Kind.FAILED,
                    TIMEOUT,
                    image.key() + ": the detector did not answer within " + patience.toSeconds() + " seconds",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectionException(Kind.STOPPED, "Stopped", image.key() + ": stopped before it was checked", e);
        } catch (ExecutionException e) {
            throw process.failure(e);
        }
    }

    private Detection toDetection(ImageEntry image, DetectorLine answer, Asked asked) throws DetectionException {
        if (answer.error().isPresent()) {
            throw new DetectionException(
                    answer.mayBeRetried() ? Kind.FAILED : Kind.UNCHECKABLE,
                    answer.mayBeRetried() ? "DetectorError" : SkipRule.INVALID,
                    image.key() + ": the detector says: " + answer.error().get(),
                    null);
        }
        try {
            List<Label> labels = answer.labels().stream()
                    .filter(label -> label.confidence() >= asked.minConfidence())
                    .sorted(Comparator.comparingDouble(Label::confidence).reversed())
                    .limit(asked.maxLabels())
                    .toList();
            return new Detection(labels, answer.model(), asked);
        } catch (IOException | IllegalArgumentException e) {
            throw process.nonsense(answer.text(), String.valueOf(e.getMessage()));
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is in a folder of temporary files.
            return;
        }
    }

    /** Ends the program: it is told so by the end of its standard input, and has a few seconds. */
    @Override
    public void close() {
        process.close();
        deleteQuietly(folder);
    }
}
