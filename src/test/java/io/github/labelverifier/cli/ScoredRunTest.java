package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.StubLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run scores its images by what it has written of them, and reads none of it again to do so. */
class ScoredRunTest {
    private static final StubLabel ANIMAL = StubLabel.of("Animal", 99);

    @TempDir
    private Path folder;

    private final FakeAws aws = FakeAws.start();

    @BeforeEach
    void pictures() {
        aws.s3().createBucket("photos");
        for (int i = 100; i < 160; i++) {
            put("deer-" + i + ".jpg", i % 7);
        }
        put("deer-again.jpg", 0);
        aws.s3().put("photos", "p/kein Bild \"é\".txt", "text");
        aws.rekognition()
                .answerOthers(
                        ANIMAL,
                        StubLabel.of("Deer", 98.25, "Animal"),
                        StubLabel.of("Wildlife", 97, "Animal"),
                        StubLabel.of("Antelope", 56))
                .answerSuffix("105.jpg", unlikeTheFolder())
                .answerSuffix("111.jpg", StubLabel.of("Sofa", 99), StubLabel.of("Couch", 60))
                .answerSuffix("112.jpg", StubLabel.of("Deer", 70))
                .answerSuffix("113.jpg", StubLabel.of("Deer", 99), StubLabel.person(97))
                .answerSuffix("114.jpg");
    }

    private static StubLabel[] unlikeTheFolder() {
        return Stream.concat(
                        Stream.of(ANIMAL),
                        Stream.of("Boat", "Water", "Sail", "Sea", "Harbor", "Rope", "Mast", "Sky")
                                .map(name -> StubLabel.of(name, 96)))
                .toArray(StubLabel[]::new);
    }

    private void put(String name, int content) {
        aws.s3().put("photos", "p/" + name, "JPEG " + name.substring(0, 5) + content + name);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private void run(String... arguments) {
        ProgramInProcess.Result result = new ProgramInProcess().run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
    }

    private static List<String> images(Path report) throws IOException {
        try (Stream<String> lines = Files.lines(report)) {
            return lines.filter(line -> line.startsWith("{\"type\":\"image\"")).toList();
        }
    }

    @Test
    void the_lines_are_those_that_judging_the_report_anew_writes() throws IOException {
        Path report = folder.resolve("report.jsonl");
        Path judged = folder.resolve("judged.jsonl");
        run(
                "verify",
                "s3://photos/p",
                "-e",
                "p/deer-100.jpg",
                "--dry-run",
                "--endpoint-url",
                aws.endpoint().toString(),
                "--path-style",
                "--report",
                report.toString());

        run("judge", report.toString(), "-o", judged.toString());

        assertThat(images(report)).hasSize(62).isEqualTo(images(judged));
        assertThat(images(report))
                .filteredOn(line -> line.contains("\"doubtful\""))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("105.jpg", "\"score\":-", "\"because\":[{\"label\":"));
        assertThat(images(report).stream().filter(line -> line.contains("\"score\":")))
                .hasSize(57);
        assertThat(Files.readString(report)).contains("\"advice\":[{\"kind\":");
    }
}
