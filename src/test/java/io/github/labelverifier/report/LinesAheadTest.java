package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other threads parse ahead is what one thread would have read, with the same errors in the same places. */
class LinesAheadTest {
    private static final String HEADER =
            "{\"type\":\"header\",\"schema\":1,\"tool\":\"t\",\"location\":\"s3://b/dog/\",\"exemplars\":[],\"reference\":[],"
                    + "\"rejectedLabels\":[],\"ignoredLabels\":[],\"minConfidence\":85.0,\"maxLabels\":10,"
                    + "\"recordConfidence\":55.0,\"recordLabels\":50,\"rule\":\"overlap\",\"startedAt\":\"2026-01-02T03:04:05Z\"}";
    private static final String SUMMARY =
            "{\"type\":\"summary\",\"complete\":true,\"images\":0,\"keep\":0,\"flag\":0,\"skip\":0,\"error\":0,\"bytesFlagged\":0,"
                    + "\"calls\":0,\"reused\":0,\"throttled\":0,\"estimatedCostUsd\":0,\"finishedAt\":\"2026-01-02T03:04:05Z\"}";
    private static final int IMAGES = 1_500;

    private final ExecutorService workers = Executors.newFixedThreadPool(3);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    private static String image(int number) {
        return "{\"type\":\"image\",\"key\":\"dog/" + number + ".jpg\",\"size\":7,\"etag\":\"e\",\"lastModified\":"
                + "\"2026-01-02T03:04:05Z\",\"verdict\":\"keep\",\"reasons\":[],\"overlap\":[],\"labels\":[{\"name\":\"L"
                + number % 7 + "\",\"confidence\":98.5,\"parents\":[]}]}";
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int i = 0; i < IMAGES; i++) {
            lines.add(image(i));
        }
        lines.add(SUMMARY);
        return lines;
    }

    /** All that a reading shows, and how it ends. */
    private static List<String> reading(ReportReader report) {
        List<String> seen = new ArrayList<>();
        try (report) {
            for (Optional<Finding> next = report.next(); next.isPresent(); next = report.next()) {
                seen.add(report.lineNumber() + " " + report.lastLine() + " " + report.decided() + " " + next.get());
            }
            seen.add("summary " + report.summary());
        } catch (IOException e) {
            seen.add(e.getClass() + " " + e.getMessage());
        }
        return seen;
    }

    private List<String> assertTheSame(String text) throws IOException {
        Path report = Files.writeString(folder.resolve("r.jsonl"), text);
        List<String> seen = reading(ReportReader.openAhead(report, new LabelTexts(), workers));
        assertThat(seen).isEqualTo(reading(ReportReader.open(report)));
        return seen;
    }

    @Test
    void a_report_is_read_as_by_one_thread_with_blank_lines_and_without_its_last_newline() throws IOException {
        List<String> lines = lines();
        lines.add(700, "");
        lines.add(20, "  \r");

        assertThat(assertTheSame(String.join("\n", lines))).hasSize(IMAGES + 1);
        assertThat(assertTheSame(HEADER)).hasSize(1);
    }

    @Test
    void a_line_that_says_nothing_is_told_after_those_before_it() throws IOException {
        List<String> lines = lines();
        lines.set(900, "{\"type\":\"image\",\"key\":7}");
        assertThat(assertTheSame(String.join("\n", lines))).hasSize(900);

        lines.set(900, image(900).replace("\"keep\"", "\"maybe\""));
        assertThat(assertTheSame(String.join("\n", lines)).get(899)).contains("line 901", "maybe");

        lines.set(900, "x".repeat(ReportReader.MAX_LINE_BYTES + 1));
        assertThat(assertTheSame(String.join("\n", lines)).get(899)).contains("too long");
    }

    @Test
    void what_was_cut_off_or_comes_after_the_summary_is_told_as_by_one_thread() throws IOException {
        String whole = String.join("\n", lines().subList(0, 1_000));

        assertThat(assertTheSame(whole.substring(0, whole.length() - 9))).hasSize(999);
        assertThat(assertTheSame(String.join("\n", lines()) + "\n" + image(1)).get(IMAGES))
                .contains("after the summary");
        assertThat(assertTheSame(String.join("\n", lines()) + "\nx").get(IMAGES))
                .contains("after the summary");
    }
}
