package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code show --format manifest|hf|fiftyone}. */
class ShowExportTest {
    @TempDir
    private Path folder;

    private Path deer;
    private Path boar;

    @BeforeEach
    void write() throws IOException {
        deer = folder.resolve("deer.jsonl");
        boar = folder.resolve("boar.jsonl");
        SampleReport.at("s3://photos/deer/")
                .add(image("deer/1.jpg"), Verdict.KEEP)
                .add(image("deer/1.png"), Verdict.KEEP)
                .add(image("deer/odd\n\"key\" 🦌.jpg"), Verdict.KEEP)
                .add(image("deer/p.jpg"), Verdict.FLAG, "contains:Person")
                .add(image("deer/s.webp"), Verdict.SKIP, "empty")
                .write(deer);
        SampleReport.at("s3://photos/boar/")
                .add(image("boar/sub.folder/name"), Verdict.KEEP)
                .write(boar);
    }

    private static ImageEntry image(String key) {
        return new ImageEntry(key, 100, "e1", Instant.EPOCH);
    }

    private ProgramInProcess.Result show(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("show"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return new ProgramInProcess().run(all.toArray(String[]::new));
    }

    @Test
    void a_manifest_names_kept_images_with_classes_counted_by_name() {
        ProgramInProcess.Result result = show(deer, boar, "--format", "manifest");

        assertThat(result.code()).isZero();
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0))
                .matches("\\{\"source-ref\":\"s3://photos/deer/1\\.jpg\",\"class\":1,\"class-metadata\":\\{"
                        + "\"class-name\":\"deer\",\"confidence\":1,\"type\":\"groundtruth/image-classification\","
                        + "\"job-name\":\"label-verifier\",\"human-annotated\":\"no\","
                        + "\"creation-date\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\"}}");
        assertThat(lines.get(2)).startsWith("{\"source-ref\":\"s3://photos/deer/odd\\n\\\"key\\\" 🦌.jpg\",");
        assertThat(lines.get(3)).startsWith("{\"source-ref\":\"s3://photos/boar/sub.folder/name\",\"class\":0,");
        assertThat(result.err()).contains("4 images of 2 classes");
    }

    @Test
    void an_image_folder_has_paths_below_what_holds_all_classes_and_the_same_fields_in_each_line() {
        assertThat(show(boar, deer, "--format", "hf", "--show", "all").out().lines())
                .containsExactly(
                        "{\"file_name\":\"boar/sub.folder/name\",\"label\":\"boar\",\"verdict\":\"keep\",\"labels\":[\"Deer\"],\"score\":null}",
                        "{\"file_name\":\"deer/1.jpg\",\"label\":\"deer\",\"verdict\":\"keep\",\"labels\":[\"Deer\"],\"score\":null}",
                        "{\"file_name\":\"deer/1.png\",\"label\":\"deer\",\"verdict\":\"keep\",\"labels\":[\"Deer\"],\"score\":null}",
                        "{\"file_name\":\"deer/odd\\n\\\"key\\\" 🦌.jpg\",\"label\":\"deer\",\"verdict\":\"keep\",\"labels\":[\"Deer\"],\"score\":null}",
                        "{\"file_name\":\"deer/p.jpg\",\"label\":\"deer\",\"verdict\":\"flag\",\"labels\":[\"Person\",\"Poster\"],\"score\":null}",
                        "{\"file_name\":\"deer/s.webp\",\"label\":\"deer\",\"verdict\":\"skip\",\"labels\":[],\"score\":null}");
    }

    @Test
    void fiftyone_knows_an_image_by_its_name_without_the_suffix_so_one_of_two_is_left_out_and_told() {
        ProgramInProcess.Result result = show(deer, "--format", "fiftyone");

        assertThat(result.out())
                .startsWith("{\"classes\":[\"deer\"],\"labels\":{\"deer/1\":{\"label\":0,"
                        + "\"attributes\":{\"verdict\":\"keep\"}},\"deer/odd\\n\\\"key\\\" 🦌\":{\"label\":0,")
                .endsWith("}}\n");
        assertThat(result.err()).contains("1 image is left out: FiftyOne", "2 images of 1 class");
    }

    @Test
    void a_manifest_is_of_one_bucket() throws IOException {
        Path local = folder.resolve("local.jsonl");
        SampleReport.at(folder.resolve("images").toString())
                .add(image("1.jpg"), Verdict.KEEP)
                .write(local);
        Path other = folder.resolve("other.jsonl");
        SampleReport.at("s3://else/cat/").add(image("cat/1.jpg"), Verdict.KEEP).write(other);

        assertThat(show(local, "--format", "manifest").code()).isEqualTo(2);
        assertThat(show(deer, other, "--format", "manifest").err()).contains("s3://photos/deer/ and s3://else/cat/");
        assertThat(show(local, "--format", "hf").out()).startsWith("{\"file_name\":\"images/1.jpg\",");
    }

    @Test
    void what_a_person_has_decided_stands_above_the_verdict() throws Exception {
        ReportHeader header;
        try (ReportReader reader = ReportReader.open(deer)) {
            header = reader.header();
        }
        try (ReviewFile review = ReviewFile.open(deer, header, Clock.systemUTC())) {
            review.decide(image("deer/1.jpg"), Decision.Choice.REMOVE);
            review.decide(image("deer/1.png"), Decision.Choice.UNSURE);
            review.decide(image("deer/p.jpg"), Decision.Choice.KEEP);
        }

        ProgramInProcess.Result result = show(deer, "--format", "manifest");

        assertThat(result.out())
                .contains("/1.png", "/p.jpg", "\"human-annotated\":\"yes\"")
                .doesNotContain("/1.jpg");
        assertThat(result.err()).contains("2 decisions of its review heeded: deer.jsonl");
        assertThat(show(deer, "--format", "manifest", "--show", "keep").out())
                .contains("/1.jpg")
                .doesNotContain("/p.jpg", "yes");
    }

    @Test
    void a_broken_report_ends_it_and_leaves_nothing_that_looks_whole() throws IOException {
        String text = Files.readString(deer);
        Files.writeString(deer, text.replaceFirst("\"verdict\":\"flag\"", "\"verdict\":\"flug\""));

        ProgramInProcess.Result result = show(deer, "--format", "fiftyone");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.out()).doesNotEndWith("}}\n");
    }

    @Test
    void an_unfinished_report_is_told() throws IOException {
        SampleReport.at("s3://photos/deer/")
                .unfinished()
                .add(image("deer/1.jpg"), Verdict.KEEP)
                .write(deer);

        assertThat(show(deer, "--format", "hf").err()).contains("deer.jsonl is unfinished");
    }

    @Test
    void several_reports_and_other_options_of_show_do_not_go_together() {
        assertThat(show(deer, boar).err()).contains("--format table is of one report");
        assertThat(show(deer, "--format", "hf", "--summary").code()).isEqualTo(2);
        assertThat(show(deer, "--format", "hf", "--sort", "key").err()).contains("takes no --sort");
    }
}
