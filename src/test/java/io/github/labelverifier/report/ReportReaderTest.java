package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    @TempDir
    Path folder;

    private Path file;
    private String header;
    private String first;
    private String second;
    private String summary;

    @BeforeEach
    void write_a_report_of_two_images() throws IOException {
        file = SampleReport.write(
                folder.resolve("report.jsonl"),
                SampleReport.header(),
                SampleFindings.kept("deer/1.jpg"),
                SampleFindings.flagged("deer/2.jpg"));
        List<String> lines = Files.readAllLines(file);
        header = lines.get(0);
        first = lines.get(1);
        second = lines.get(2);
        summary = lines.get(3);
    }

    /** What a reader makes of a file. */
    private record Content(List<String> keys, Optional<ReportSummary> summary) {}

    private Content read(String content) throws IOException {
        Files.writeString(file, content);
        try (ReportReader reader = ReportReader.open(file)) {
            List<String> keys = new ArrayList<>();
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                keys.add(next.get().image().key());
            }
            return new Content(keys, reader.summary());
        }
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private void assertMalformed(String content, long line, String why) {
        assertThatExceptionOfType(MalformedReportException.class)
                .isThrownBy(() -> read(content))
                .withMessage(file + " line " + line + ": " + why);
    }

    @Nested
    class A_report {

        @Test
        void is_finished_if_its_last_line_is_a_summary() throws IOException {
            Content content = read(lines(header, first, second, summary));

            assertThat(content.keys()).containsExactly("deer/1.jpg", "deer/2.jpg");
            assertThat(content.summary())
                    .hasValueSatisfying(end -> assertThat(end.counts().images()).isEqualTo(2));
        }

        @Test
        void is_unfinished_without_a_summary() throws IOException {
            Content content = read(lines(header, first, second));

            assertThat(content.keys()).containsExactly("deer/1.jpg", "deer/2.jpg");
            assertThat(content.summary()).isEmpty();
        }

        @Test
        void is_unfinished_if_its_summary_says_so() throws IOException {
            String incomplete = summary.replace("\"complete\":true", "\"complete\":false");

            assertThat(read(lines(header, first, incomplete)).summary()).isEmpty();
        }

        @Test
        void need_not_end_with_a_newline() throws IOException {
            assertThat(read(header + "\n" + first + "\n" + summary).summary()).isPresent();
            assertThat(read(header + "\n" + first).keys()).containsExactly("deer/1.jpg");
            assertThat(read(header).keys()).isEmpty();
        }

        @Test
        void may_have_blank_lines_and_the_line_ends_of_another_system() throws IOException {
            Content content =
                    read("\n" + header + "\r\n\r\n \t\n" + first + "\r\n\n" + second + "\r\n" + summary + "\r\n\n \n");

            assertThat(content.keys()).containsExactly("deer/1.jpg", "deer/2.jpg");
            assertThat(content.summary()).isPresent();
        }

        @Test
        void has_nothing_after_its_summary() {
            assertMalformed(lines(header, summary, first), 3, "there is more after the summary");
            assertMalformed(lines(header, summary, summary), 3, "there is more after the summary");
            assertMalformed(lines(header, summary, "{\"type\":\"note\"}"), 3, "there is more after the summary");
            assertMalformed(lines(header, first, summary, "garbage"), 4, "there is more after the summary");
        }

        @Test
        void has_nothing_torn_after_its_summary_either() {
            assertMalformed(lines(header, summary) + "{\"type\":\"ima", 3, "there is more after the summary");
        }

        @Test
        void that_is_gone_is_an_error() {
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> ReportReader.open(folder.resolve("gone.jsonl")));
        }
    }

    @Nested
    class A_last_line {

        @ParameterizedTest
        @ValueSource(doubles = {0.01, 0.3, 0.6, 0.99})
        void that_is_torn_is_passed_over_and_the_report_is_unfinished(double part) throws IOException {
            String torn = second.substring(0, (int) Math.ceil(second.length() * part));

            Content content = read(lines(header, first) + torn);

            assertThat(content.keys()).containsExactly("deer/1.jpg");
            assertThat(content.summary()).isEmpty();
        }

        @Test
        void that_is_a_torn_summary_is_no_summary() throws IOException {
            String torn = summary.substring(0, summary.length() - 1);

            Content content = read(lines(header, first, second) + torn);

            assertThat(content.keys()).hasSize(2);
            assertThat(content.summary()).isEmpty();
        }

        @Test
        void that_is_torn_within_a_character_is_passed_over() throws IOException {
            byte[] whole = lines(header, first.replace("deer/1.jpg", "deer/\ud83e\udd8c"))
                    .getBytes(StandardCharsets.UTF_8);
            int cut = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u00f0\u009f") + 2;
            Files.write(file, Arrays.copyOf(whole, cut));

            try (ReportReader reader = ReportReader.open(file)) {
                assertThat(reader.next()).isEmpty();
                assertThat(reader.summary()).isEmpty();
            }
        }

        @Test
        void that_a_power_failure_left_as_zeros_is_passed_over() throws IOException {
            assertThat(read(lines(header, first) + "\u0000".repeat(512)).keys()).containsExactly("deer/1.jpg");
        }

        @Test
        void that_is_whole_and_bad_is_an_error() {
            assertMalformed(lines(header, first, "garbage"), 3, "not a line of a report");
        }
    }

    @Nested
    class A_line_in_the_middle {

        @Test
        void that_cannot_be_read_is_an_error_that_names_file_and_line() {
            assertMalformed(lines(header, first, second.substring(0, 40), summary), 3, "not a line of a report");
            assertMalformed(lines(header, "[]", summary), 2, "not a line of a report");
            assertMalformed(lines(header, first + first, summary), 2, "not a line of a report");
            assertMalformed(lines(header, "", "", "\u0000", summary), 4, "not a line of a report");
        }

        @ParameterizedTest
        @ValueSource(strings = {"key", "size", "lastModified", "verdict"})
        void that_lacks_what_an_image_needs_is_an_error(String field) {
            String without = first.replaceFirst("\"" + field + "\":(\"[^\"]*\"|\\d+),", "");

            assertMalformed(lines(header, without, summary), 2, "the field '" + field + "' is missing");
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '`',
                delimiter = '|',
                value = {
                    "\"size\":\\d+ | \"size\":-1 | size is -1",
                    "\"size\":\\d+ | \"size\":9223372036854775808 | the field 'size' is out of range",
                    "\"size\":\\d+ | \"size\":1e999999999 | the field 'size' is out of range",
                    "\"size\":\\d+ | \"size\":1e-999999999 | the field 'size' is out of range",
                    "\"size\":\\d+ | \"size\":\"5\" | the field 'size' is no number",
                    "\"size\":\\d+ | \"size\":null | the field 'size' is no number",
                    "\"key\":\"[^\"]*\" | \"key\":5 | the field 'key' is no text",
                    "\"key\":\"[^\"]*\" | \"key\":null | the field 'key' is missing",
                    "\"verdict\":\"[^\"]*\" | \"verdict\":\"burn\" | the verdict 'burn' is not known",
                    "\"lastModified\":\"[^\"]*\" | \"lastModified\":\"today\" | the field 'lastModified' is no time: today",
                    "\"reasons\":\\[] | \"reasons\":\"no\" | the field 'reasons' is no list",
                    "\"reasons\":\\[] | \"reasons\":[5] | the field 'reasons' is no text",
                    "\"name\":\"[^\"]*\" | \"other\":1 | the field 'name' is missing",
                    "\"labels\":\\[ | \"labels\":[5, | the field 'labels' is no list of objects"
                })
        void whose_field_is_of_another_kind_is_an_error(String field, String replacement, String why) {
            String line = first.replaceFirst(field, replacement);

            assertThat(line).isNotEqualTo(first);
            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> read(lines(header, line, summary)))
                    .withMessage(file + " line 2: " + why);
        }

        @Test
        void that_names_more_changed_images_than_a_run_does_is_an_error() {
            String keys = "\"x\",".repeat(ReportSummary.MOST_CHANGED);
            String more =
                    summary.replaceFirst("\"finishedAt\"", "\"changedMeanwhile\":[" + keys + "\"y\"],\"finishedAt\"");

            assertThat(more).isNotEqualTo(summary);
            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> read(lines(header, first, more)))
                    .withMessage(file + " line 3: the field 'changedMeanwhile' has more than 100");
        }

        @Test
        void that_is_longer_than_any_report_has_is_an_error_and_does_not_fill_the_memory() throws IOException {
            try (var out = Files.newBufferedWriter(file)) {
                out.write(header + "\n");
                String megabyte = " ".repeat(1024 * 1024);
                for (int i = 0; i < 17; i++) {
                    out.write(megabyte);
                }
            }

            assertThatExceptionOfType(MalformedReportException.class)
                    .isThrownBy(() -> {
                        try (ReportReader reader = ReportReader.open(file)) {
                            reader.next();
                        }
                    })
                    .withMessage(file + " line 2: not a line of a report: it is too long");
        }
    }

    @Nested
    class A_later_version {

        @Test
        void may_have_added_fields() throws IOException {
            String more =
                    ",\"new\":{\"deep\":[1,{\"type\":\"summary\",\"key\":\"x\"}]},\"newer\":null,\"newest\":\"x\"}";
            String newer = first.substring(0, first.length() - 1) + more;
            String newerHeader = header.substring(0, header.length() - 1) + more;
            String newerSummary = summary.substring(0, summary.length() - 1) + more;

            Content content =
                    read(lines(newerHeader, newer.replace("\"labels\":[{", "\"labels\":[{\"new\":[1],"), newerSummary));

            assertThat(content.keys()).containsExactly("deer/1.jpg");
            assertThat(content.summary()).isPresent();
        }

        @Test
        void may_have_its_fields_in_another_order() throws IOException {
            Content content = read(lines(typeLast(header), typeLast(first), typeLast(summary)));

            assertThat(content.keys()).containsExactly("deer/1.jpg");
            assertThat(content.summary()).isPresent();
        }

        private static String typeLast(String line) {
            String moved = line.replaceFirst("^\\{(\"type\":\"\\w+\"),(.*)}$", "{$2,$1}");
            assertThat(moved).isNotEqualTo(line);
            return moved;
        }

        @Test
        void may_have_added_kinds_of_line() throws IOException {
            Content content =
                    read(lines(header, "{\"type\":\"note\"}", first, "{}", second, "{\"type\":null}", summary));

            assertThat(content.keys()).containsExactly("deer/1.jpg", "deer/2.jpg");
            assertThat(content.summary()).isPresent();
        }

        @Test
        void may_have_added_very_many_of_them() throws IOException {
            String notes = "{\"type\":\"note\"}\n".repeat(100_000);

            assertThat(read(lines(header) + notes + lines(first, summary)).keys())
                    .containsExactly("deer/1.jpg");
        }

        @Test
        void of_another_schema_is_refused() {
            assertMalformed(
                    lines(header.replace("\"schema\":1", "\"schema\":2"), first, summary),
                    1,
                    "schema 2 is not known; this program reads 1");
        }

        @Test
        void may_have_left_out_what_was_added_since_the_first() throws IOException {
            String older = summary.replaceFirst("\"duplicates\":0,", "");
            String olderHeader = header.replaceFirst(",\"exemplarAnswers\":\\[]", "");

            assertThat(older).isNotEqualTo(summary);
            assertThat(olderHeader).isNotEqualTo(header);
            assertThat(read(lines(olderHeader, first, older)).summary())
                    .hasValueSatisfying(end -> assertThat(end.duplicates()).isZero());
        }
    }

    @Nested
    class A_file_that_is_no_report {

        @Test
        void is_empty() {
            assertMalformed("", 1, "it is empty");
        }

        @Test
        void begins_with_something_else() {
            assertMalformed("key,size\n", 1, "not a line of a report");
            assertMalformed("not even a whole line", 1, "not a line of a report");
            assertMalformed(lines(first, header, summary), 1, "not a report: its first line is no header");
            assertMalformed("{}\n", 1, "not a report: its first line is no header");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "schema",
                    "tool",
                    "location",
                    "rule",
                    "startedAt",
                    "minConfidence",
                    "maxLabels",
                    "recordConfidence",
                    "recordLabels"
                })
        void has_a_header_that_lacks_something(String field) {
            String without = header.replaceFirst("\"" + field + "\":(\"[^\"]*\"|[\\d.]+),", "");

            assertMalformed(lines(without, summary), 1, "the field '" + field + "' is missing");
        }

        @Test
        void has_a_header_whose_rule_cannot_be() {
            assertMalformed(lines(header.replace("\"maxLabels\":10", "\"maxLabels\":0")), 1, "maxLabels: 0");
            assertMalformed(
                    lines(header.replace("\"minConfidence\":85.0", "\"minConfidence\":101")),
                    1,
                    "minConfidence: 101.0");
            assertMalformed(
                    lines(header.replace("\"recordLabels\":50", "\"recordLabels\":1001")), 1, "maxLabels: 1001");
        }
    }

    @Test
    void a_reader_knows_which_line_it_is_at() throws IOException {
        Files.writeString(file, lines(header, "", first, second));

        try (ReportReader reader = ReportReader.open(file)) {
            assertThat(reader.lineNumber()).isEqualTo(1);
            reader.next();
            assertThat(reader.lineNumber()).isEqualTo(3);
            assertThat(reader.lastLine()).isEqualTo(new OffsetIndex.Extent(header.length() + 2L, first.length()));
        }
    }
}
