package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.Decision.Choice;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.review.ReviewSample;
import io.github.labelverifier.review.SampleDraw;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code judge --max-false-flags} where people have marked a random sample. */
class SampledCutTest {
    private static final List<String> SCENES = List.of("Grass", "Forest", "Snow", "Water", "Road", "Night", "Fence");

    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void write() throws Exception {
        SampleReport scene = SampleReport.at("s3://photos/deer/").exemplars();
        for (int i = 0; i < 200; i++) {
            boolean isRight = i % 5 != 0;
            String place = SCENES.get(i * i % SCENES.size());
            scene.keep(
                    image(String.format("deer/%03d%s.jpg", i, isRight ? "" : "-wrong")),
                    new Label(isRight ? "Deer" : "Tractor", 98, List.of()),
                    new Label(place, 90, List.of()),
                    new Label(isRight && i % 3 > 0 ? "Antler" : "Outdoors", 80, List.of()));
        }
        report = scene.write(folder.resolve("deer.jsonl"));
    }

    private static ImageEntry image(String key) {
        return new ImageEntry(key, 7, "etag of " + key, Instant.EPOCH);
    }

    private static boolean isWrong(Finding finding) {
        return finding.image().key().contains("wrong");
    }

    /** Marks the first images of a sample, as a person would who knows. */
    private void mark(ReviewSample sample, int marks) throws Exception {
        SampleDraw draw = new SampleDraw(sample);
        try (ReportReader reader = ReportReader.open(report);
                ReviewFile review = ReviewFile.open(report, reader.header(), Clock.systemUTC())) {
            long position = 0;
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                draw.offer(next.get(), position++);
            }
            review.draw(sample);
            for (SampleDraw.Drawn one : draw.drawn().subList(0, marks)) {
                review.decide(one.finding().image(), isWrong(one.finding()) ? Choice.REMOVE : Choice.KEEP);
            }
        }
    }

    private ProgramInProcess.Result judge(String percent) {
        return new ProgramInProcess()
                .stores(real -> new NoStores())
                .run("judge", report.toString(), "--rule", "contrast", "--max-false-flags", percent, "-o", out());
    }

    private String out() {
        return folder.resolve("judged.jsonl").toString();
    }

    private List<Finding> judged() throws Exception {
        List<Finding> findings = new ArrayList<>();
        try (ReportReader reader = ReportReader.open(Path.of(out()))) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                findings.add(next.get());
            }
        }
        return findings;
    }

    @Test
    void the_cut_is_a_score_of_a_right_image_and_it_is_said_what_it_rests_on_and_catches() throws Exception {
        mark(new ReviewSample(100, 7), 100);

        ProgramInProcess.Result result = judge("5");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .containsPattern(
                        "Cut -?\\d+\\.\\d+ from the sample: 100 drawn, \\d+ marked right, \\d+ wrong\\. On average"
                                + " it flags at most 5% of the right images")
                .containsPattern("Of the \\d+ marked wrong, it catches \\d+");
        long flaggedRight = judged().stream()
                .filter(one -> one.verdict() == Verdict.FLAG && !isWrong(one))
                .count();
        assertThat(flaggedRight).isLessThanOrEqualTo(16);
    }

    @Test
    void where_too_few_are_marked_right_it_is_said_how_many_more_are_needed() throws Exception {
        mark(new ReviewSample(40, 7), 10);

        ProgramInProcess.Result result = judge("5");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .containsPattern(
                        "the sample has \\d+ images marked right, and --max-false-flags 5 needs 19: mark \\d+ more,"
                                + " with label-verifier review \\S*deer.jsonl --sample 40");
        assertThat(Path.of(out())).doesNotExist();
    }

    @Test
    void a_smaller_share_needs_a_larger_sample_and_says_of_which_size() throws Exception {
        mark(new ReviewSample(40, 7), 40);

        assertThat(judge("1").err()).contains("needs 99: mark ").containsPattern("--sample (1[0-9]0|120)");
    }

    @Test
    void a_larger_sample_of_the_same_seed_holds_the_smaller_one() throws Exception {
        mark(new ReviewSample(30, 7), 30);
        mark(new ReviewSample(100, 7), 30);

        ProgramInProcess.Result result = judge("10");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).contains("100 drawn, ");
    }

    @Test
    void a_review_without_a_sample_promises_nothing_and_the_estimate_stands() throws Exception {
        try (ReportReader reader = ReportReader.open(report);
                ReviewFile review = ReviewFile.open(report, reader.header(), Clock.systemUTC())) {
            review.decide(reader.next().orElseThrow().image(), Choice.KEEP);
        }

        assertThat(judge("5").err()).contains("an estimate, within a factor of two");
        assertThat(judge("1").code()).isEqualTo(2);
    }
}
