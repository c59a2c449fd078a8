package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.DetectLabelsCall;
import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.Scenes;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a bucket of which nothing tells beforehand that Rekognition cannot read it. */
class SentInsteadRunTest {
    private static final String NOTE =
            "Note: Rekognition cannot read s3://photos/deer/ by itself: images are fetched, and sent from here\n";
    private static final int TOO_LARGE_TO_SEND = 5_300_000;

    @TempDir
    Path folder;

    private final FakeAws aws = FakeAws.start();

    @BeforeEach
    void store() {
        aws.s3().createBucket("photos");
        IntStream.rangeClosed(1, 6).forEach(this::put);
        aws.rekognition().answerOthers(StubLabel.of("Deer", 99)).seeing((bucket, key) -> false);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private void put(int number) {
        aws.s3().put("photos", "deer/" + number + ".jpg", Jpegs.of("JPEG " + number));
    }

    private ProgramInProcess.Result run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.addAll(List.of("--endpoint-url", aws.endpoint().toString(), "--path-style"));
        return new ProgramInProcess().run(line.toArray(String[]::new));
    }

    private ProgramInProcess.Result verify(String report, String... more) {
        List<String> line = new ArrayList<>(
                List.of("verify", "s3://photos/deer", "--dry-run", "--report", file(report), "--format", "none"));
        line.addAll(List.of(more));
        return run(line.toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String header(String report) throws IOException {
        return Files.readAllLines(folder.resolve(report)).get(0);
    }

    /** What Rekognition was told the name of alone. */
    private List<String> named() {
        return aws.rekognition().calls().stream()
                .filter(call -> !call.isBytes())
                .map(DetectLabelsCall::name)
                .toList();
    }

    @Test
    void learn_by_the_exemplars_which_are_refused_for_nothing_and_send_all_images() throws Exception {
        ProgramInProcess.Result result = verify("report.jsonl", "-e", "deer/1.jpg", "-e", "deer/2.jpg");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).containsOnlyOnce(NOTE).contains("6 images: 6 kept");
        assertThat(header("report.jsonl")).contains("\"send\":\"bytes\"");
        assertThat(named()).containsExactlyInAnyOrder("deer/1.jpg", "deer/2.jpg");
        assertThat(aws.rekognition().served()).isEqualTo(6);
    }

    @Test
    void do_so_too_where_one_exemplar_alone_is_out_of_reach() {
        aws.rekognition().seeing((bucket, key) -> key.equals("deer/1.jpg"));

        ProgramInProcess.Result result = verify("report.jsonl", "-e", "deer/1.jpg", "-e", "deer/2.jpg");

        assertThat(result.err()).contains(NOTE, "6 images: 6 kept");
        assertThat(named()).containsExactlyInAnyOrder("deer/1.jpg", "deer/2.jpg");
        assertThat(aws.rekognition().served()).isEqualTo(6);
    }

    @Test
    void know_it_from_the_report_that_they_reuse() throws Exception {
        verify("first.jsonl", "-e", "deer/1.jpg");
        put(7);

        ProgramInProcess.Result next = verify("next.jsonl", "-e", "deer/1.jpg", "--reuse", file("first.jsonl"));
        put(8);
        ProgramInProcess.Result last = verify("last.jsonl", "-e", "deer/1.jpg", "--reuse", file("next.jsonl"));

        assertThat(next.code()).as(next.err()).isZero();
        assertThat(next.err()).containsOnlyOnce("Note: images are fetched, and sent from here, as in the run that");
        assertThat(header("next.jsonl")).contains("\"send\":\"bytes\"");
        assertThat(last.code()).as(last.err()).isZero();
        assertThat(named()).containsExactly("deer/1.jpg");
        assertThat(aws.rekognition().served()).isEqualTo(8);
    }

    @Test
    void ask_by_name_again_once_a_run_was_told_to() throws Exception {
        verify("first.jsonl", "-e", "deer/1.jpg");
        String first = Files.readString(folder.resolve("first.jsonl"));
        Files.writeString(
                folder.resolve("first.jsonl"), first.replaceFirst("\"startedAt\":\"....", "\"startedAt\":\"2025"));
        aws.rekognition().seeing((bucket, key) -> true);
        put(7);
        verify("next.jsonl", "-e", "deer/1.jpg", "--reuse", file("first.jsonl"), "--send", "reference");
        put(8);

        ProgramInProcess.Result last =
                verify("last.jsonl", "-e", "deer/1.jpg", "--reuse", file("first.jsonl"), "--reuse", file("next.jsonl"));

        assertThat(last.err()).doesNotContain("Note:");
        assertThat(header("last.jsonl")).doesNotContain("\"send\"");
        assertThat(named()).containsExactly("deer/1.jpg", "deer/7.jpg", "deer/8.jpg");
    }

    @Test
    void convert_an_exemplar_that_is_too_large_to_be_sent() throws Exception {
        byte[] large = Arrays.copyOf(Scenes.jpeg(1, 640, 480), TOO_LARGE_TO_SEND);
        aws.s3().put("photos", "deer/1.jpg", large);
        aws.s3().put("photos", "deer/2.jpg", large);

        ProgramInProcess.Result result = verify("report.jsonl", "-e", "deer/1.jpg");
        ProgramInProcess.Result never = verify("never.jsonl", "-e", "deer/1.jpg", "--convert", "never");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains(NOTE, "6 images: 6 kept");
        assertThat(never.code()).isEqualTo(1);
        assertThat(never.err()).contains("deer/1.jpg: it is there", "too large to be sent");
    }

    @Test
    void end_with_the_refusal_where_nobody_may_read_the_exemplar() {
        aws.s3().inject(FakeS3.error("AccessDenied"), When.operation("GetObject"));

        ProgramInProcess.Result result = verify("report.jsonl", "-e", "deer/1.jpg");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("deer/1.jpg", "s3:GetObject").doesNotContain("Note:");
        assertThat(aws.rekognition().requests()).isEqualTo(1);
    }

    @Test
    void send_nothing_if_they_are_told_not_to() {
        ProgramInProcess.Result result = verify("report.jsonl", "-e", "deer/1.jpg", "--send", "reference");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("deer/1.jpg", "--send bytes");
        assertThat(aws.rekognition().requests()).isEqualTo(1);
    }

    @Test
    void send_nothing_for_an_image_that_is_out_of_reach_while_the_exemplars_are_not() {
        aws.rekognition().seeing((bucket, key) -> !key.equals("deer/4.jpg"));

        ProgramInProcess.Result result = verify("report.jsonl", "-e", "deer/1.jpg");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("5 kept").doesNotContain("Note:");
        assertThat(aws.rekognition().calls()).noneMatch(DetectLabelsCall::isBytes);
    }

    @Test
    void without_exemplars_tell_how_to_send() throws Exception {
        ProgramInProcess.Result result = verify("report.jsonl", "--reference-label", "Deer");

        assertThat(result.code()).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("report.jsonl"))).contains("--send bytes");
        assertThat(aws.rekognition().served()).isZero();
    }

    @Test
    void of_labels_learn_it_as_well() {
        ProgramInProcess.Result result = run("labels", "s3://photos/deer/1.jpg", "s3://photos/deer/2.jpg");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .containsOnlyOnce("images are fetched, and sent from here")
                .contains("2 calls");
        assertThat(aws.rekognition().served()).isEqualTo(2);
    }

    @Test
    void of_a_dataset_learn_it_for_all_classes() throws Exception {
        aws.s3().put("photos", "zoo/deer/1.jpg", Jpegs.of("zoo 1"));
        aws.s3().put("photos", "zoo/deer/2.jpg", Jpegs.of("zoo 2"));
        aws.s3().put("photos", "zoo/elk/1.jpg", Jpegs.of("zoo 3"));
        aws.s3().put("photos", "zoo/elk/2.jpg", Jpegs.of("zoo 4"));
        Path exemplars = Files.writeString(folder.resolve("exemplars"), "deer,zoo/deer/1.jpg\nelk,zoo/elk/1.jpg\n");
        aws.rekognition()
                .inject(
                        RekognitionServer.error("ThrottlingException"),
                        When.always().first(1));

        ProgramInProcess.Result result = run(
                "dataset",
                "s3://photos/zoo",
                "--exemplars",
                exemplars.toString(),
                "--dry-run",
                "--out-dir",
                file("out"));

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).containsOnlyOnce("images are fetched, and sent from here");
        assertThat(header("out/deer.jsonl")).contains("\"send\":\"bytes\"");
        assertThat(header("out/elk.jsonl")).contains("\"send\":\"bytes\"");
        assertThat(aws.rekognition().served()).isEqualTo(4);
        assertThat(Files.readString(folder.resolve("out/deer.jsonl"))
                        + Files.readString(folder.resolve("out/elk.jsonl")))
                .contains("\"calls\":2")
                .contains("\"throttled\":1");
    }
}
