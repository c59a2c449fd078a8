package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of the fields and their order, as the contract has them and other programs rely on. */
class ReportFormatTest {
    @TempDir
    Path folder;

    /** The names of an object's fields, those of objects in it (and in its lists) too, as {@code outer.inner}. */
    private static List<String> fields(String line) throws IOException {
        List<String> fields = new ArrayList<>();
        try (JsonParser json = ReportJson.FACTORY.createParser(line)) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    fields.add(json.getParsingContext()
                            .pathAsPointer()
                            .toString()
                            .substring(1)
                            .replaceAll("/\\d+/", "."));
                }
            }
        }
        return fields;
    }

    private List<String> lines(ReportHeader header, Finding... findings) throws IOException {
        return Files.readAllLines(SampleReport.write(folder.resolve("report.jsonl"), header, findings));
    }

    @Test
    void a_header_has_the_fields_of_the_contract_and_then_those_that_were_added() throws IOException {
        ReportHeader header = SampleReport.header(
                List.of("deer/1.jpg"),
                List.of(new ReportHeader.Answer(SampleFindings.image("deer/1.jpg"), SampleFindings.shows("Deer"))));

        assertThat(fields(lines(header).get(0)))
                .containsExactly(
                        "type",
                        "schema",
                        "tool",
                        "location",
                        "region",
                        "endpoint",
                        "exemplars",
                        "reference",
                        "reference.label",
                        "reference.exemplars",
                        "reference.label",
                        "reference.exemplars",
                        "rejectedLabels",
                        "ignoredLabels",
                        "minConfidence",
                        "maxLabels",
                        "recordConfidence",
                        "recordLabels",
                        "rule",
                        "startedAt",
                        "exemplarAnswers",
                        "exemplarAnswers.key",
                        "exemplarAnswers.size",
                        "exemplarAnswers.etag",
                        "exemplarAnswers.lastModified",
                        "exemplarAnswers.labels",
                        "exemplarAnswers.labels.name",
                        "exemplarAnswers.labels.confidence",
                        "exemplarAnswers.labels.parents",
                        "exemplarAnswers.model");
    }

    @Test
    void a_checked_image_has_the_fields_of_the_contract() throws IOException {
        List<String> checked = List.of(
                "type",
                "key",
                "size",
                "etag",
                "lastModified",
                "verdict",
                "reasons",
                "overlap",
                "labels",
                "labels.name",
                "labels.confidence",
                "labels.parents",
                "model");
        List<String> lines = lines(SampleReport.header(), SampleFindings.kept("a"), SampleFindings.flagged("b"));

        assertThat(fields(lines.get(1))).isEqualTo(checked);
        assertThat(fields(lines.get(2))).isEqualTo(checked);
    }

    @Test
    void an_image_without_an_answer_has_no_labels_and_says_why() throws IOException {
        List<String> lines = lines(SampleReport.header(), SampleFindings.skipped("a"), SampleFindings.failed("b"));

        assertThat(fields(lines.get(1)))
                .containsExactly("type", "key", "size", "etag", "lastModified", "verdict", "reasons");
        assertThat(fields(lines.get(2)))
                .containsExactly("type", "key", "size", "etag", "lastModified", "verdict", "reasons", "message");
    }

    @Test
    void a_storage_class_stands_behind_the_fields_of_the_listing() throws IOException {
        ImageEntry image = new ImageEntry("a", 1, "x", Instant.EPOCH, Optional.of("GLACIER"), Optional.empty());
        List<String> lines = lines(SampleReport.header(), Finding.skipped(image, "archived"));

        assertThat(fields(lines.get(1)))
                .containsExactly("type", "key", "size", "etag", "lastModified", "storageClass", "verdict", "reasons");
    }

    @Test
    void a_summary_has_the_fields_of_the_contract_and_the_number_of_duplicates() throws IOException {
        assertThat(fields(lines(SampleReport.header()).get(1)))
                .containsExactly(
                        "type",
                        "complete",
                        "images",
                        "keep",
                        "flag",
                        "skip",
                        "error",
                        "bytesFlagged",
                        "skipped",
                        "calls",
                        "reused",
                        "duplicates",
                        "throttled",
                        "estimatedCostUsd",
                        "finishedAt",
                        "advice");
    }

    @Test
    void advice_of_a_kind_that_only_a_later_version_knows_is_left_out() throws IOException {
        Path report = SampleReport.write(folder.resolve("later.jsonl"), SampleReport.header());
        String lines = Files.readString(report);
        Files.writeString(
                report,
                lines.replace(
                        "\"advice\":[]",
                        "\"advice\":[{\"kind\":\"more-exemplars\",\"wanted\":{\"least\":3}},"
                                + "{\"kind\":\"other-rule\",\"rule\":\"contrast\",\"wouldFlag\":12,\"why\":[]}]"));

        try (ReportReader reader = ReportReader.open(report)) {
            assertThat(reader.next()).isEmpty();
            assertThat(reader.summary().orElseThrow().advice()).containsExactly(new Advice.OtherRule("contrast", 12));
        }
    }

    @Test
    void what_is_not_known_of_a_run_is_null_and_not_left_out() throws IOException {
        ReportHeader header = SampleReport.header();

        assertThat(lines(header).get(0)).contains("\"region\":\"us-east-1\",\"endpoint\":null,");
    }

    @Test
    void a_line_of_standard_output_has_the_fields_of_the_report_and_says_what_its_call_asked_for() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLinesOutput lines = new JsonLinesOutput(out);
        lines.accept(SampleFindings.flagged("a"));
        lines.flush();

        assertThat(fields(out.toString(StandardCharsets.UTF_8)))
                .containsExactly(
                        "type",
                        "key",
                        "size",
                        "etag",
                        "lastModified",
                        "verdict",
                        "reasons",
                        "overlap",
                        "labels",
                        "labels.name",
                        "labels.confidence",
                        "labels.parents",
                        "model",
                        "recordConfidence",
                        "recordLabels");
    }
}
