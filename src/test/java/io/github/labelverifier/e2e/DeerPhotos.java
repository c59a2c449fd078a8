package io.github.labelverifier.e2e;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.Running;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TerminalRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Amazon Web Services of one test, with the bucket that most tests start from: {@code photos} with some deer and what does not belong
 * to them. When the test fails, all that was run and what it left is shown.
 */
final class DeerPhotos implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {
    static final String BUCKET = "photos";

    /** What {@link #verify} calls the report. */
    static final String REPORT = "report.jsonl";

    static final String LEDGER = REPORT + ".removed.jsonl";

    private static final int SHOWN_OF_A_FILE = 20_000;

    private static final StubLabel[] DEER = {
        StubLabel.of("Deer", 99, "Animal", "Mammal"),
        StubLabel.of("Animal", 98.5),
        StubLabel.of("Mammal", 98, "Animal"),
        StubLabel.of("Antelope", 70, "Animal", "Mammal")
    };
    private static final StubLabel[] HUNTER = {StubLabel.person(97), StubLabel.of("Deer", 95, "Animal", "Mammal")};
    private static final StubLabel[] TRACTOR = {StubLabel.of("Tractor", 99, "Vehicle"), StubLabel.of("Vehicle", 99)};
    private static final StubLabel[] FOG = {StubLabel.of("Fog", 80, "Nature"), StubLabel.of("Nature", 80)};

    private final Queue<Program.Result> results = new ConcurrentLinkedQueue<>();
    private FakeAws aws = FakeAws.start();

    static StubLabel[] deer() {
        return DEER.clone();
    }

    static StubLabel[] hunter() {
        return HUNTER.clone();
    }

    static StubLabel[] tractor() {
        return TRACTOR.clone();
    }

    static StubLabel[] fog() {
        return FOG.clone();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        s3().createBucket(BUCKET);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        aws.close();
    }

    FakeS3 s3() {
        return aws.s3();
    }

    RekognitionServer rekognition() {
        return aws.rekognition();
    }

    String endpoint() {
        return aws.endpoint().toString();
    }

    /** An image of its own content. */
    DeerPhotos with(String key, StubLabel... labels) {
        return withContent(key, "JPEG of " + key, labels);
    }

    DeerPhotos withContent(String key, String content, StubLabel... labels) {
        s3().put(BUCKET, key, content);
        rekognition().answer(key, labels);
        return this;
    }

    /** Two exemplars, another deer, and one of everything that does not belong. */
    DeerPhotos withDeer() {
        return with("deer/1.jpg", deer())
                .with("deer/2.jpg", deer())
                .with("deer/3.jpg", hunter())
                .with("deer/4.jpg", tractor())
                .with("deer/5.jpg", fog())
                .with("deer/6.png", deer())
                .with("deer/notes.txt")
                .with("deer-old/1.jpg", tractor());
    }

    /** The same files in a folder. */
    DeerPhotos withDeerIn(Path folder) {
        return withFile(folder, "1.jpg", deer())
                .withFile(folder, "2.jpg", deer())
                .withFile(folder, "3.jpg", hunter())
                .withFile(folder, "4.jpg", tractor())
                .withFile(folder, "5.jpg", fog())
                .withFile(folder, "sub/6.png", deer())
                .withFile(folder, "notes.txt");
    }

    DeerPhotos withFile(Path folder, String key, StubLabel... labels) {
        byte[] content = Jpegs.of("JPEG of " + key);
        rekognition().answerBytes(content, labels);
        try {
            Path file = folder.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many requests came, whichever they were. */
    long requests() {
        return s3().exchanges().size() + paid();
    }

    /** How many DetectLabels requests came: each would have been paid for, or asked for at least. */
    long paid() {
        return rekognition().requests();
    }

    /** What the bucket has. */
    List<String> keys() {
        return s3().keys(BUCKET);
    }

    /** The program at this endpoint. */
    Program program(String... arguments) {
        return Program.of(arguments).endpoint(aws.endpoint());
    }

    /** {@code verify} at this endpoint with a report in the working directory. */
    Program verify(String location, String... arguments) {
        return program("verify", location).with(arguments).with("--report", REPORT);
    }

    /** A dry run of the deer with one exemplar. */
    Program dryRun(String... arguments) {
        return verify("s3://photos/deer", "-e", "deer/1.jpg", "--dry-run").with(arguments);
    }

    Program.Result run(Program program) throws InterruptedException {
        try (Running running = program.start()) {
            return await(running);
        }
    }

    Program.Result await(Running running) throws InterruptedException {
        return shown(running.await());
    }

    Program.Result await(TerminalRun run) throws InterruptedException {
        return shown(run.await());
    }

    /** Shows the result if the test fails later on. */
    private Program.Result shown(Program.Result result) {
        results.add(result);
        return result;
    }

    static Report reportOf(Program.Result result) {
        return Report.read(result.directory().resolve(REPORT));
    }

    static Report ledgerOf(Program.Result result) {
        return Report.read(result.directory().resolve(LEDGER));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        AssertionError error = new AssertionError(thrown.getMessage() + "\n" + this, thrown);
        error.setStackTrace(thrown.getStackTrace());
        throw error;
    }

    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        for (Program.Result result : results) {
            all.append("=== ").append(result).append('\n');
            try (Stream<Path> files = Files.walk(result.directory())) {
                files.filter(Files::isRegularFile)
                        .sorted()
                        .forEach(file -> all.append("--- file ")
                                .append(result.directory().relativize(file))
                                .append('\n')
                                .append(beginning(file))
                                .append('\n'));
            } catch (IOException | UncheckedIOException e) {
                all.append(e).append('\n');
            }
        }
        all.append("--- bucket ").append(keys());
        all.append("\n--- requests to S3");
        s3().exchanges()
                .forEach(exchange -> all.append("\n    ")
                        .append(exchange.operation())
                        .append(' ')
                        .append(exchange.keys())
                        .append(' ')
                        .append(exchange.status()));
        return all.append("\n--- requests to Rekognition: ")
                .append(rekognition().requests())
                .append(' ')
                .append(rekognition().keys())
                .toString();
    }

    private static String beginning(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.length() <= SHOWN_OF_A_FILE ? text : text.substring(0, SHOWN_OF_A_FILE) + "...";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
