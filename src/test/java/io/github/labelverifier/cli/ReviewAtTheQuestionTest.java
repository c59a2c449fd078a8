package io.github.labelverifier.cli;

import static io.github.labelverifier.sample.SampleReport.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.Decision.Choice;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The review at the question, where keys are followed by Enter. */
class ReviewAtTheQuestionTest {
    private static final String DOG = "s3://photos/dog/";

    @TempDir
    private Path folder;

    private FakeS3 s3;
    private Path report;

    @BeforeEach
    void start() throws IOException {
        s3 = FakeS3.start().createBucket(BUCKET);
        report = folder.resolve("deer.jsonl");
        SampleReport.on(s3)
                .put(s3, "deer/1.jpg", Verdict.FLAG, "contains:Person")
                .put(s3, "deer/2.jpg", Verdict.FLAG, "no-overlap")
                .suggest(s3, "deer/3.jpg", DOG)
                .put(s3, "deer/4.jpg", Verdict.FLAG, "contains:Person", "no-overlap")
                .put(s3, "deer/5.jpg", Verdict.FLAG, "no-overlap")
                .keep(s3, "deer/6.jpg", "deer/7.jpg", "deer/8.jpg", "deer/9.jpg", "deer/a.jpg", "deer/b.jpg")
                .write(report);
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private ProgramInProcess.Result delete(String... typed) {
        return new ProgramInProcess()
                .answering(typed)
                .run(
                        "delete",
                        report.toString(),
                        "--endpoint-url",
                        s3.endpoint().toString());
    }

    private Map<String, String> decisions() throws Exception {
        Map<String, String> decisions = new TreeMap<>();
        try (ReportReader reader = ReportReader.open(report);
                ReviewFile review = ReviewFile.view(ReviewFile.pathFor(report), reader.header())) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                Optional<Decision> decision = review.of(next.get().image());
                if (decision.isPresent()) {
                    decisions.put(
                            next.get().image().key().substring(5, 6),
                            decision.get().choice().id());
                }
            }
        }
        return decisions;
    }

    private static void expect(int code, ProgramInProcess.Result result) {
        assertThat(result.code()).as(result.err()).isEqualTo(code);
    }

    @Test
    void each_decision_lasts_and_the_sum_is_asked_about() throws Exception {
        ProgramInProcess.Result result = delete("r", "d", "k", "m", "q", "2");

        expect(0, result);
        assertThat(result.err())
                .contains("(1 of 5)", "m move to dog", "Delete 1 flagged image and move 1 (", "1 deleted, 1 moved");
        assertThat(decisions()).isEqualTo(Map.of("1", "remove", "2", "keep", "3", "move"));
        assertThat(s3.keys(BUCKET, "deer/"))
                .contains("deer/2.jpg", "deer/4.jpg", "deer/5.jpg")
                .doesNotContain("deer/1.jpg", "deer/3.jpg");
        assertThat(s3.keys(BUCKET, "dog/")).containsExactly("dog/3.jpg");
    }

    @Test
    void a_wrong_number_or_the_end_of_input_loses_nothing_and_a_later_review_goes_on() throws Exception {
        ProgramInProcess.Result first = delete("r", "d", "k", "q", "7");
        expect(4, first);
        assertThat(first.err()).contains("Type 1 to delete it", "Nothing was removed.", "deer.jsonl.review.jsonl");
        assertThat(s3.keys(BUCKET, "deer/")).hasSize(11);
        assertThat(decisions()).isEqualTo(Map.of("1", "remove", "2", "keep"));

        ProgramInProcess.Result second = delete("r");
        expect(4, second);
        assertThat(second.err())
                .contains("2 decisions; 0 added, 1 spared", "1 of 4 are decided: going on.", "(2 of 4)")
                .doesNotContain("(1 of 4)");

        expect(0, delete("r", "k", "k", "d", "2"));
        assertThat(s3.keys(BUCKET, "deer/")).hasSize(9).doesNotContain("deer/1.jpg", "deer/5.jpg");
    }

    @Test
    void a_review_that_is_done_begins_anew() {
        delete("r", "d", "d", "d", "d", "d", "no");

        ProgramInProcess.Result result = delete("r", "d", "k", "q", "4");

        expect(0, result);
        assertThat(result.err())
                .contains("All 5 are decided: from the first again.", "(1 of 5)  marked: remove", "4 deleted");
        assertThat(s3.keys(BUCKET, "deer/")).contains("deer/2.jpg");
    }

    @Test
    void all_with_the_same_first_reason_can_be_marked_and_that_be_taken_back() throws Exception {
        ProgramInProcess.Result result = delete("r", "a", "b", "k", "a", "q", "no");

        expect(4, result);
        assertThat(decisions()).isEqualTo(Map.of("1", "keep", "2", "remove", "5", "remove"));

        delete("r", "d", "a", "q");
        assertThat(decisions())
                .isEqualTo(Map.of("1", "keep", "2", "remove", "3", "remove", "4", "remove", "5", "remove"));
    }

    @Test
    void going_back_shows_what_was_decided_and_then_goes_on_with_what_is_not() throws Exception {
        ProgramInProcess.Result result = delete("r", "d", "d", "b", "b", "k", "k", "q");

        expect(4, result);
        assertThat(result.err()).contains("(2 of 5)  marked: remove", "(1 of 5)  marked: remove");
        assertThat(decisions()).isEqualTo(Map.of("1", "keep", "2", "remove", "3", "keep"));
    }

    @Test
    void what_has_no_suggestion_is_not_moved_and_other_words_are_no_keys() throws Exception {
        ProgramInProcess.Result result = delete("r", "m", "delete", "", "b", "?", "d", "q");

        expect(4, result);
        assertThat(result.err()).contains("No folder is suggested for it.", "d  remove it");
        assertThat(decisions()).isEqualTo(Map.of("1", "remove"));
    }

    @Test
    void it_is_refused_while_another_one_is_under_way() throws Exception {
        try (ReportReader reader = ReportReader.open(report);
                ReviewFile other = ReviewFile.open(report, reader.header(), Clock.systemUTC())) {
            other.decide(reader.next().orElseThrow().image(), Choice.KEEP);

            ProgramInProcess.Result result = delete("r", "d");

            expect(5, result);
            assertThat(result.err()).contains("another review of this report is under way", "nothing was removed");
        }
    }

    @Test
    void without_a_review_there_is_none_to_go_through() {
        ProgramInProcess.Result result = new ProgramInProcess()
                .answering("r", "d", "1")
                .run(
                        "delete",
                        report.toString(),
                        "--no-review",
                        "--endpoint-url",
                        s3.endpoint().toString());

        expect(4, result);
        assertThat(result.err()).contains("Type 5 to delete them; anything else keeps all");
        assertThat(ReviewFile.pathFor(report)).doesNotExist();
    }

    @Test
    void a_review_of_another_name_goes_on_there() throws Exception {
        delete("r", "d", "q", "no");
        Path other = Files.move(ReviewFile.pathFor(report), folder.resolve("mine.jsonl"));

        ProgramInProcess.Result result = new ProgramInProcess()
                .answering("r", "k", "q", "1")
                .run(
                        "delete",
                        report.toString(),
                        "--review",
                        other.toString(),
                        "--endpoint-url",
                        s3.endpoint().toString());

        expect(0, result);
        assertThat(ReviewFile.pathFor(report)).doesNotExist();
        assertThat(Files.readAllLines(other)).hasSize(3);
        assertThat(s3.keys(BUCKET, "deer/")).hasSize(10).doesNotContain("deer/1.jpg");
    }

    @Test
    void of_several_reports_each_question_has_its_place_and_no_more_need_be_asked() throws Exception {
        List<String> arguments = new ArrayList<>(List.of("delete"));
        for (int i = 1; i <= 3; i++) {
            s3.put(BUCKET, "class" + i + "/bad.jpg", "bad");
            arguments.add(
                    SampleReport.at("s3://photos/class" + i + "/", s3.endpoint().toString())
                            .addStored(s3, "class" + i + "/bad.jpg", Verdict.FLAG, "no-overlap")
                            .write(folder.resolve(i + ".jsonl"))
                            .toString());
        }
        arguments.addAll(
                List.of("--max-flagged", "100", "--endpoint-url", s3.endpoint().toString()));

        ProgramInProcess.Result result =
                new ProgramInProcess().answering("1", "q", "1").run(arguments.toArray(String[]::new));

        expect(4, result);
        assertThat(result.err())
                .contains(
                        "Report 1 of 3: class1 (",
                        "Report 2 of 3: class2 (",
                        "q to ask no more",
                        "Nothing more is asked: 1")
                .doesNotContain("Report 3 of 3");
        assertThat(s3.keys(BUCKET, "class")).containsExactly("class2/bad.jpg", "class3/bad.jpg");
    }
}
