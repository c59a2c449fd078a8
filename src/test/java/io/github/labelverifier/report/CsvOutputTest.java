package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.testing.Digests;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOutputTest {

    private static String csv(Finding... findings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvOutput csv = new CsvOutput(out);
        for (Finding finding : findings) {
            csv.accept(finding);
        }
        csv.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The lines below the names of the columns, as a program reads them. */
    private static List<List<String>> read(String csv) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(csv, CSVFormat.RFC4180)) {
            for (CSVRecord line : parser) {
                lines.add(line.toList());
            }
        }
        return lines.subList(1, lines.size());
    }

    private static String keyCell(String key) throws IOException {
        List<List<String>> lines = read(csv(SampleFindings.flagged(key)));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).hasSize(14);
        return lines.get(0).get(0);
    }

    @Test
    void the_columns_are_named_even_if_there_are_no_findings() throws IOException {
        assertThat(csv())
                .isEqualTo(
                        "key,size,etag,lastModified,verdict,reasons,overlap,labels,model,message,score,suggest,because,sent\n");
    }

    @Test
    @DefaultLocale("de-DE")
    void lists_are_joined_and_numbers_have_a_point_in_every_locale() throws IOException {
        Finding finding = new Finding(
                new ImageEntry("deer/7.jpg", 81_234, "9b2c", Instant.parse("2026-01-02T03:04:05Z")),
                Verdict.FLAG,
                List.of(Reason.NO_OVERLAP, Reason.contains("Person")),
                List.of("Deer", "Animal"),
                Optional.of(new Detection(
                        List.of(new Label("Person", 96.1, List.of()), new Label("Deer", 90, List.of("Animal"))),
                        "3.0",
                        SampleFindings.ASKED)),
                Optional.empty());

        assertThat(csv(finding).lines().skip(1))
                .containsExactly("deer/7.jpg,81234,9b2c,2026-01-02T03:04:05Z,flag,no-overlap;contains:Person,"
                        + "Deer;Animal,Person=96.1;Deer=90.0,3.0,,,,,");
    }

    @Test
    void what_an_image_does_not_have_is_empty() throws IOException {
        assertThat(csv(SampleFindings.failed("a")).lines().skip(1))
                .containsExactly("a,1001," + Digests.of("etag of a")
                        + ",2026-11-22T00:00:00Z,error,AccessDeniedException,,,,no permission to read a,,,,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+1", "-rf", "-1+1|cmd", "@SUM(A1)", "=", "-"})
    void a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(String key) throws IOException {
        assertThat(keyCell(key)).isEqualTo("'" + key);
    }

    @Test
    void every_text_is_guarded_not_the_key_alone() throws IOException {
        Finding finding = new Finding(
                new ImageEntry("=key", 1, "=etag", Instant.EPOCH),
                Verdict.FLAG,
                List.of(Reason.parse("=reason")),
                List.of("=overlap"),
                Optional.of(new Detection(List.of(new Label("=label", 90, List.of())), "=model", SampleFindings.ASKED)),
                Optional.of("=message"),
                Optional.of(new Contrast(
                        -1.5,
                        Optional.of("=suggest"),
                        List.of(new Contrast.LabelPoints("=because", -2, OptionalDouble.of(1))))));

        assertThat(read(csv(finding)))
                .containsExactly(List.of(
                        "'=key",
                        "1",
                        "'=etag",
                        "1970-01-01T00:00:00Z",
                        "flag",
                        "'=reason",
                        "'=overlap",
                        "'=label=90.0",
                        "'=model",
                        "'=message",
                        "-1.5",
                        "'=suggest",
                        "'=because=-3.0",
                        ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t=1+1", "\r=1+1", "\n=1+1", "\u0000=1+1"})
    void a_control_character_does_not_hide_a_formula(String key) throws IOException {
        assertThat(keyCell(key)).startsWith("\\").endsWith("=1+1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a,b.jpg | \"a,b.jpg\"",
                "a\"b.jpg | \"a\"\"b.jpg\"",
                "\"quoted\" | \"\"\"quoted\"\"\"",
                "a;b.jpg | a;b.jpg",
                "a b.jpg | a b.jpg",
                "it's | it's",
                "é日本.jpg | é日本.jpg"
            })
    void commas_and_quotes_are_quoted(String key, String expected) throws IOException {
        assertThat(csv(SampleFindings.flagged(key)).lines().skip(1))
                .singleElement()
                .asString()
                .startsWith(expected + ",");
        assertThat(keyCell(key)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {" a ", "#a", "", "'a", "\\N", "a,\"b\",,", "NULL"})
    void odd_texts_are_read_again_as_they_are(String key) throws IOException {
        assertThat(keyCell(key)).isEqualTo(key);
    }

    @Test
    void a_line_is_one_line_whatever_is_in_it() throws IOException {
        String csv = csv(SampleFindings.flagged("a\nb\r\nc\u2028d\u0085e"), SampleFindings.kept("f"));

        assertThat(csv.split("\n")).hasSize(3);
        assertThat(read(csv)).extracting(line -> line.get(0)).containsExactly("a\\nb\\r\\nc\\u2028d\\u0085e", "f");
    }
}
