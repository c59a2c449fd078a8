package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.StubLabel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pace that a run has found goes through its report to the next one. */
class KnownPaceRunTest {
    @TempDir
    Path folder;

    private final FakeAws aws = FakeAws.start();

    @BeforeEach
    void store() {
        aws.s3().createBucket("photos");
        for (int i = 100; i < 300; i++) {
            aws.s3().put("photos", "deer/" + i + ".jpg", "JPEG " + i);
        }
        aws.rekognition().answerOthers(StubLabel.of("Deer", 99)).quota(40, 5);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private String summary(String report, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                "s3://photos/deer",
                "--reference-label",
                "Deer",
                "--dry-run",
                "--endpoint-url",
                aws.endpoint().toString(),
                "--path-style",
                "--report",
                folder.resolve(report).toString()));
        arguments.addAll(List.of(more));
        assertThat(new ProgramInProcess().run(arguments.toArray(String[]::new)).code())
                .isZero();
        try (Stream<String> lines = Files.lines(folder.resolve(report))) {
            return lines.filter(line -> line.contains("\"type\":\"summary\""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void aRunThatMeetsTheQuotaTellsItsPaceAndTheNextOneIsHardlyEverTurnedAway() throws Exception {
        assertThat(summary("first.jsonl")).containsPattern("\"pace\":\\d+(\\.\\d+)?,");
        String edited = Files.readString(folder.resolve("first.jsonl"))
                .lines()
                .filter(line -> !line.contains("\"type\":\"image\""))
                .map(line -> line.replaceAll("\"pace\":[0-9.]+", "\"pace\":37")
                        .replaceAll("\"(images|keep|calls)\":200", "\"$1\":0"))
                .reduce("", (text, line) -> text + line + "\n");
        Files.writeString(folder.resolve("none.jsonl"), edited);

        String next =
                summary("second.jsonl", "--reuse", folder.resolve("none.jsonl").toString());

        assertThat(next).contains("\"calls\":200", "\"throttled\":0,");
    }
}
