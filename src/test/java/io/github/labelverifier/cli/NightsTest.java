package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.StubLabel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same command night after night: it pays for new images only, and tells only what is newly flagged. */
class NightsTest {
    @TempDir
    Path folder;

    private final FakeAws aws = FakeAws.start();
    private int night;

    @BeforeEach
    void store() {
        aws.s3().createBucket("photos");
        aws.rekognition().answerOthers(StubLabel.of("Deer", 99));
        deer("deer/1.jpg");
        deer("deer/2.jpg");
        person("deer/3.jpg");
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private void deer(String key) {
        put(key, StubLabel.of("Deer", 99));
    }

    private void person(String key) {
        put(key, StubLabel.of("Deer", 99), StubLabel.of("Person", 98));
    }

    private void put(String key, StubLabel... labels) {
        aws.s3().put("photos", key, "JPEG of " + key + " in night " + night);
        aws.rekognition().answer(key, labels);
    }

    private ProgramInProcess.Result night(String... more) {
        return nightAs("uris", more);
    }

    private ProgramInProcess.Result nightAs(String format, String... more) {
        night++;
        List<String> arguments = new ArrayList<>(List.of(
                "verify",
                "s3://photos/deer",
                "-e",
                "deer/1.jpg",
                "--reuse",
                folder.resolve("nightly").toString(),
                "--report-dir",
                folder.resolve("nightly").toString(),
                "--new",
                "--dry-run",
                "-q",
                "--format",
                format,
                "--endpoint-url",
                aws.endpoint().toString(),
                "--path-style"));
        arguments.addAll(List.of(more));
        return new ProgramInProcess().run(arguments.toArray(String[]::new));
    }

    private void expect(ProgramInProcess.Result result, long paidSoFar, String out) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(out);
        assertThat(result.code()).isZero();
        assertThat(aws.rekognition().served()).isEqualTo(paidSoFar);
    }

    @Test
    void threeNights() {
        expect(night(), 3, "s3://photos/deer/3.jpg\n");

        deer("deer/4.jpg");
        person("deer/5.jpg");
        expect(night(), 5, "s3://photos/deer/5.jpg\n");

        expect(night(), 5, "");

        aws.s3().delete("photos", "deer/5.jpg");
        person("deer/3.jpg");
        expect(night(), 6, "s3://photos/deer/3.jpg\n");

        assertThat(folder.resolve("nightly")).isDirectoryNotContaining("glob:**.pending*");
        assertThat(folder.resolve("nightly").toFile().list()).hasSize(4);
    }

    @Test
    void theReportHasAllAndTheExitCodeSaysThatFlaggedImagesRemain() throws Exception {
        night();
        ProgramInProcess.Result second = night("--fail-on-flagged");

        assertThat(second.out()).isEmpty();
        assertThat(second.code()).isEqualTo(10);
        for (var report : folder.resolve("nightly").toFile().listFiles()) {
            assertThat(Files.readString(report.toPath())).contains("contains:Person");
        }
    }

    @Test
    void whatIsFlaggedForAnotherThresholdIsNew() {
        put("deer/2.jpg", StubLabel.of("Deer", 99), StubLabel.of("Person", 80));
        expect(night(), 3, "s3://photos/deer/3.jpg\n");

        expect(night("--min-confidence", "75"), 3, "s3://photos/deer/2.jpg\n");
        expect(night("--min-confidence", "75"), 3, "");
    }

    @Test
    void aNightThatWasCutShortHasToldNothing() throws Exception {
        night();
        for (var report : folder.resolve("nightly").toFile().listFiles()) {
            List<String> lines = Files.readAllLines(report.toPath());
            Files.write(report.toPath(), lines.subList(0, lines.size() - 1));
        }

        expect(night(), 3, "s3://photos/deer/3.jpg\n");
    }

    @Test
    void otherVerdictsAreComparedToo() {
        aws.s3().put("photos", "deer/notes.txt", "text");
        expect(nightAs("keys", "--show", "all"), 3, "deer/1.jpg\ndeer/2.jpg\ndeer/3.jpg\ndeer/notes.txt\n");
        deer("deer/4.jpg");
        expect(nightAs("keys", "--show", "all"), 4, "deer/4.jpg\n");
    }

    @Test
    void theTableShowsOnlyTheNewOnesToo() {
        nightAs("table");
        person("deer/4.jpg");

        ProgramInProcess.Result result = nightAs("table");

        assertThat(result.out()).contains("deer/4.jpg").doesNotContain("deer/3.jpg");
    }

    @Test
    void soDoesAFolderThatIsJudgedByContrast() {
        night("--rule", "contrast");
        ProgramInProcess.Result again = night("--rule", "contrast");

        assertThat(again.out()).isEmpty();
        assertThat(again.code()).isZero();
    }

    @Test
    void withoutReportsToCompareWithItIsAMistake() {
        ProgramInProcess.Result result =
                new ProgramInProcess().run("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--new", "--dry-run");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("--new compares with the reports that --reuse names: add --reuse PATH");
    }
}
