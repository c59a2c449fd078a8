package io.github.labelverifier.removal;

import static io.github.labelverifier.report.SampleReport.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.report.SampleReport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T16:11:12.345678Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path report;
    private Path file;

    @BeforeEach
    void name_a_report() {
        report = folder.resolve("report.jsonl");
        file = folder.resolve("report.jsonl.removed.jsonl");
    }

    private Ledger create() throws IOException {
        return Ledger.create(report, SampleReport.header(), CLOCK);
    }

    @Test
    void it_stands_beside_the_report() {
        assertThat(Ledger.pathFor(report)).isEqualTo(file);
        assertThat(Ledger.pathFor(Path.of("report.jsonl"))).isEqualTo(Path.of("report.jsonl.removed.jsonl"));
    }

    @Test
    void it_says_first_which_report_it_belongs_to() throws IOException {
        create().close();

        assertThat(file)
                .hasContent("{\"type\":\"ledger\",\"schema\":1,\"tool\":\"label-verifier 1.0.0\","
                        + "\"location\":\"s3://photos/deer/\",\"reportStartedAt\":\"2026-11-22T00:00:00Z\"}");
    }

    @Test
    void a_report_has_one_ledger_which_is_never_written_over() throws IOException {
        create().close();
        String before = Files.readString(file);

        assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(this::create);
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void what_is_about_to_be_removed_is_on_disk_when_it_has_been_told() throws IOException {
        try (Ledger ledger = create()) {
            ledger.intend(List.of(image("deer/1.jpg"), image("deer/2.jpg")));

            assertThat(Files.readAllLines(file))
                    .last()
                    .isEqualTo("{\"type\":\"intent\",\"action\":\"delete\",\"keys\":[\"deer/1.jpg\",\"deer/2.jpg\"],"
                            + "\"at\":\"2026-11-22T16:11:12.345Z\"}");
        }
    }

    @Test
    void what_became_of_it_is_on_disk_one_line_an_image_when_it_has_been_told() throws IOException {
        try (Ledger ledger = create()) {
            ledger.record(List.of(
                    new RemovalOutcome("deer/1.jpg", Result.DELETED, Optional.of("marker"), Optional.empty()),
                    RemovalOutcome.of("deer/2.jpg", Result.FAILED, "no permission"),
                    RemovalOutcome.of("deer/3.jpg", Result.ABSENT)));

            assertThat(Files.readAllLines(file).subList(1, 4))
                    .containsExactly(
                            "{\"type\":\"removal\",\"key\":\"deer/1.jpg\",\"action\":\"delete\",\"outcome\":\"deleted\","
                                    + "\"deleteMarker\":\"marker\",\"at\":\"2026-11-22T16:11:12.345Z\"}",
                            "{\"type\":\"removal\",\"key\":\"deer/2.jpg\",\"action\":\"delete\",\"outcome\":\"failed\","
                                    + "\"message\":\"no permission\",\"at\":\"2026-11-22T16:11:12.345Z\"}",
                            "{\"type\":\"removal\",\"key\":\"deer/3.jpg\",\"action\":\"delete\",\"outcome\":\"absent\","
                                    + "\"at\":\"2026-11-22T16:11:12.345Z\"}");
        }
    }

    @Test
    void a_key_is_exact_and_its_line_is_one_line() throws IOException {
        try (Ledger ledger = create()) {
            ledger.intend(List.of(image("line\nfeed\"\u202e\u0000.jpg")));
            ledger.record(List.of(RemovalOutcome.of("日本/\ud83e\udd8c.jpg", Result.DELETED)));

            assertThat(Files.readString(file).split("\n")).hasSize(3);
            assertThat(Files.readString(file))
                    .contains("[\"line\\nfeed\\\"\u202e\\u0000.jpg\"]")
                    .contains("\"key\":\"日本/\ud83e\udd8c.jpg\"");
        }
    }

    @Test
    void it_goes_on_where_it_was() throws IOException {
        try (Ledger ledger = create()) {
            for (int i = 0; i < 3; i++) {
                ledger.intend(List.of(image("a" + i)));
                ledger.record(List.of(RemovalOutcome.of("a" + i, Result.DELETED)));
            }
        }

        assertThat(Files.readAllLines(file))
                .hasSize(7)
                .extracting(line -> line.substring(0, line.indexOf(',')))
                .containsExactly(
                        "{\"type\":\"ledger\"",
                        "{\"type\":\"intent\"",
                        "{\"type\":\"removal\"",
                        "{\"type\":\"intent\"",
                        "{\"type\":\"removal\"",
                        "{\"type\":\"intent\"",
                        "{\"type\":\"removal\"");
    }

    @Test
    void a_closed_ledger_refuses_to_record() throws IOException {
        Ledger ledger = create();
        ledger.close();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ledger.intend(List.of(image("a"))));
    }
}
