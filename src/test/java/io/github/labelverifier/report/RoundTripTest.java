package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    private static final int FINDINGS = 300;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_is_written_is_read_again_to_the_last_character(long seed) throws IOException {
        RandomReport random = new RandomReport(seed);
        ReportHeader header = random.header();
        ReportSummary summary = random.summary();
        List<Finding> findings = new ArrayList<>();
        Path file = folder.resolve("report.jsonl");
        try (ReportWriter writer = ReportWriter.toFile(file, false)) {
            writer.header(header);
            for (int i = 0; i < FINDINGS; i++) {
                Finding finding = random.finding(header);
                findings.add(finding);
                writer.finding(finding);
            }
            writer.summary(summary);
        }

        try (ReportReader reader = ReportReader.open(file)) {
            assertThat(reader.header()).isEqualTo(header);
            for (Finding finding : findings) {
                assertThat(reader.next()).contains(finding);
            }
            assertThat(reader.next()).isEmpty();
            assertThat(reader.summary()).contains(summary);
        }
        assertThat(Files.readAllLines(file)).hasSize(FINDINGS + 2);
    }

    @Test
    void a_finding_as_a_line_of_its_own_says_what_its_call_asked_for_and_is_read_again_too() throws IOException {
        RandomReport random = new RandomReport(9);
        ReportHeader header = random.header();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLinesOutput lines = new JsonLinesOutput(out);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < FINDINGS; i++) {
            findings.add(random.finding(header));
            lines.accept(findings.get(i));
        }
        lines.flush();

        // Under a header that asked for something else.
        Path file = SampleReport.writeUnfinished(folder.resolve("report.jsonl"), SampleReport.header());
        Files.write(file, out.toByteArray(), StandardOpenOption.APPEND);

        try (ReportReader reader = ReportReader.open(file)) {
            for (Finding finding : findings) {
                assertThat(reader.next()).contains(finding);
            }
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void characters_are_written_as_themselves_so_that_a_key_can_be_searched_for() throws IOException {
        String key = "é/日本/\ud83e\udd8c.jpg";
        Path file = SampleReport.write(folder.resolve("report.jsonl"), SampleReport.header(), SampleFindings.kept(key));

        assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).contains("\"key\":\"" + key + "\"");
        try (ReportReader reader = ReportReader.open(file)) {
            assertThat(reader.next().map(finding -> finding.image().key())).isEqualTo(Optional.of(key));
        }
    }
}
