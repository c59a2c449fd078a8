package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A duplicate goes only while what it is a duplicate of stays. */
class DuplicateRemovalTest {
    private static final String BUCKET = SampleReport.BUCKET;
    private static final String FIRST = "deer/1.jpg";
    private static final String SECOND = "deer/2.jpg";
    private static final Label DEER = new Label("Deer", 99, List.of("Animal"));

    @TempDir
    private Path folder;

    private FakeS3 s3;
    private Path report;

    @BeforeEach
    void start() {
        s3 = FakeS3.start().createBucket(BUCKET);
        report = folder.resolve("deer.jsonl");
        s3.put(BUCKET, FIRST, "a deer");
        s3.put(BUCKET, SECOND, "a deer");
        s3.put(BUCKET, "deer/3.jpg", "another deer");
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private void report(String... reasons) throws IOException {
        SampleReport.on(s3)
                .addStored(s3, FIRST, Verdict.KEEP)
                .addStored(s3, SECOND, Verdict.FLAG, reasons)
                .addStored(s3, "deer/3.jpg", Verdict.KEEP)
                .write(report);
    }

    private void decide(String key, Decision.Choice choice) throws Exception {
        try (ReportReader reader = ReportReader.open(report);
                ReviewFile review = ReviewFile.open(report, reader.header(), Clock.systemUTC())) {
            review.decide(SampleReport.entry(s3, key), choice);
        }
    }

    private ProgramInProcess.Result delete(String... more) {
        List<String> arguments = new ArrayList<>(List.of("delete", report.toString(), "--yes", "--max-flagged", "100"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--endpoint-url", s3.endpoint().toString()));
        return new ProgramInProcess().run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicate-of:", "near-duplicate-of:"})
    void it_goes_while_the_other_is_there(String kind) throws Exception {
        report(kind + FIRST);

        assertThat(delete().code()).isZero();
        assertThat(s3.keys(BUCKET, "deer/")).containsExactly(FIRST, "deer/3.jpg");
    }

    @Test
    void it_stays_where_the_other_is_gone_by_now() throws Exception {
        report("duplicate-of:" + FIRST);
        s3.delete(BUCKET, FIRST);

        ProgramInProcess.Result result = delete();

        assertThat(result.err()).contains("deer/1.jpg, of which it is a duplicate, is not there any more");
        assertThat(result.code()).isEqualTo(3);
        assertThat(s3.keys(BUCKET, "deer/")).contains(SECOND);
    }

    @Test
    void it_stays_where_the_other_was_written_over() throws Exception {
        report("duplicate-of:" + FIRST);
        s3.put(BUCKET, FIRST, "a tractor");

        ProgramInProcess.Result result = delete();

        assertThat(result.err()).contains("deer/1.jpg, of which it is a duplicate, is another picture by now");
        assertThat(result.code()).isEqualTo(3);
        assertThat(s3.keys(BUCKET, "deer/")).contains(SECOND);
    }

    @Test
    void it_stays_where_the_other_goes_by_a_persons_word() throws Exception {
        report("duplicate-of:" + FIRST);
        decide(FIRST, Decision.Choice.REMOVE);

        ProgramInProcess.Result result = delete();

        assertThat(result.err()).contains("deer/1.jpg, of which it is a duplicate, goes too");
        assertThat(result.code()).isEqualTo(3);
        assertThat(s3.keys(BUCKET, "deer/")).containsExactly(SECOND, "deer/3.jpg");
        assertThat(delete().code()).as("nor does it go the next time").isEqualTo(3);
        assertThat(s3.keys(BUCKET, "deer/")).contains(SECOND);
    }

    @Test
    void it_stays_where_the_other_goes_by_another_report_of_the_command() throws Exception {
        report("near-duplicate-of:" + FIRST);
        Path other = folder.resolve("other.jsonl");
        SampleReport.on(s3)
                .addStored(s3, FIRST, Verdict.FLAG, "no-overlap")
                .addStored(s3, SECOND, Verdict.KEEP)
                .write(other);

        assertThat(delete(other.toString()).code()).isEqualTo(3);
        assertThat(s3.keys(BUCKET, "deer/")).containsExactly(SECOND, "deer/3.jpg");
    }

    @Test
    void it_goes_where_one_of_two_others_stays_or_something_else_speaks_against_it() throws Exception {
        report("duplicate-of:" + FIRST, "near-duplicate-of:deer/3.jpg");
        s3.delete(BUCKET, FIRST);

        assertThat(delete().code()).isZero();
        assertThat(s3.keys(BUCKET, "deer/")).containsExactly("deer/3.jpg");

        s3.put(BUCKET, SECOND, "a deer");
        report = folder.resolve("again.jsonl");
        s3.put(BUCKET, FIRST, "a deer");
        report("contains:Person", "duplicate-of:" + FIRST);
        s3.delete(BUCKET, FIRST);
        assertThat(delete().code()).isZero();
        assertThat(s3.keys(BUCKET, "deer/")).containsExactly("deer/3.jpg");
    }

    @Test
    void it_goes_where_a_person_says_so() throws Exception {
        report("duplicate-of:" + FIRST);
        decide(FIRST, Decision.Choice.REMOVE);
        decide(SECOND, Decision.Choice.REMOVE);

        assertThat(delete().code()).isZero();
        assertThat(s3.keys(BUCKET, "deer/")).containsExactly("deer/3.jpg");
    }

    @Test
    void in_a_folder_the_other_is_looked_at_too() throws Exception {
        byte[] deer = "a deer".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Path images = Files.createDirectories(folder.resolve("images"));
        Files.write(images.resolve("1.jpg"), deer);
        Files.write(images.resolve("2.jpg"), deer);
        SampleReport.at(images.toString())
                .image("1.jpg", deer, DEER)
                .image("2.jpg", deer, DEER)
                .asDuplicateOf("1.jpg")
                .write(report);
        Files.writeString(images.resolve("1.jpg"), "a tractor");

        ProgramInProcess.Result result =
                new ProgramInProcess().run("delete", report.toString(), "--yes", "--max-flagged", "100");

        assertThat(result.err()).contains("1.jpg, of which it is a duplicate, is another picture by now");
        assertThat(images.resolve("2.jpg")).exists();
    }
}
