package io.github.labelverifier.report;

import static io.github.labelverifier.sample.SampleFindings.flagged;
import static io.github.labelverifier.sample.SampleFindings.image;
import static io.github.labelverifier.sample.SampleFindings.kept;
import static io.github.labelverifier.sample.SampleFindings.shows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.Digests;
import io.github.labelverifier.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
    @TempDir
    Path folder;

    private Path file;
    private Path pending;

    private static Optional<Detection> twin(ReportWriter writer, ImageEntry image) throws IOException {
        return writer.answers().twinOf(image).map(Recorded::detection);
    }

    @BeforeEach
    void name_a_report() {
        file = folder.resolve("report.jsonl");
        pending = folder.resolve("report.jsonl.pending.jsonl");
    }

    @Nested
    class A_file {

        @Test
        void that_exists_is_not_written_over() throws IOException {
            Files.writeString(file, "dear to somebody");

            assertThatExceptionOfType(FileAlreadyExistsException.class)
                    .isThrownBy(() -> ReportWriter.toFile(file, false));
            assertThat(file).hasContent("dear to somebody");
        }

        @Test
        void that_may_be_written_over_keeps_what_it_has_until_there_is_a_header() throws IOException {
            Files.writeString(file, "old ".repeat(10_000));

            try (ReportWriter writer = ReportWriter.toFile(file, true)) {
                assertThat(Files.readString(file)).startsWith("old ");
                writer.header(SampleReport.header());
                assertThat(Files.readString(file))
                        .startsWith("{\"type\":\"header\"")
                        .doesNotContain("old");
            }
        }

        @Test
        void has_its_header_at_once_and_its_findings_when_they_are_flushed() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                assertThat(Files.readAllLines(file)).hasSize(1);

                writer.finding(kept("a"));
                writer.finding(flagged("b"));
                writer.flush();
                assertThat(Files.readAllLines(file)).hasSize(3);

                writer.flush();
                assertThat(Files.readAllLines(file)).hasSize(3);
            }
        }

        @Test
        void never_has_half_a_line() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                long size = 0;
                int growths = 0;
                for (int i = 0; i < 5_000; i++) {
                    writer.finding(kept("deer/" + "x".repeat(i % 100) + i));
                    if (Files.size(file) != size) {
                        size = Files.size(file);
                        growths++;
                        assertThat(lastByte(file)).isEqualTo((byte) '\n');
                    }
                }
                assertThat(growths)
                        .as("times that lines went to the file by themselves")
                        .isBetween(3, 100);
            }
            assertThat(Files.readAllLines(file)).hasSize(5_001);
        }

        private static byte lastByte(Path file) throws IOException {
            byte[] content = Files.readAllBytes(file);
            return content[content.length - 1];
        }

        @Test
        void that_is_closed_without_a_summary_has_all_findings_and_is_unfinished() throws IOException {
            SampleReport.writeUnfinished(file, SampleReport.header(), kept("a"), kept("b"));

            try (ReportReader reader = ReportReader.open(file)) {
                assertThat(reader.next()).contains(kept("a"));
                assertThat(reader.next()).contains(kept("b"));
                assertThat(reader.next()).isEmpty();
                assertThat(reader.summary()).isEmpty();
            }
        }
    }

    @Nested
    class A_stream {

        @Test
        void gets_what_a_file_would_and_stays_open() throws IOException {
            SampleReport.write(file, SampleReport.header(), kept("a"), flagged("b"));
            boolean[] closed = new boolean[1];
            ByteArrayOutputStream stream = new ByteArrayOutputStream() {
                @Override
                public void close() {
                    closed[0] = true;
                }
            };

            try (ReportWriter writer = ReportWriter.toStream(stream)) {
                writer.header(SampleReport.header());
                writer.finding(kept("a"));
                writer.finding(flagged("b"));
                writer.summary(SampleReport.at(SampleReport.LOCATION)
                        .add(kept("a"), flagged("b"))
                        .summary());
            }

            assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
            assertThat(closed[0]).isFalse();
        }

        @Test
        void is_flushed_with_the_report() throws IOException {
            int[] flushes = new int[1];
            OutputStream stream = new OutputStream() {
                @Override
                public void write(int b) {}

                @Override
                public void flush() {
                    flushes[0]++;
                }
            };
            try (ReportWriter writer = ReportWriter.toStream(stream)) {
                writer.header(SampleReport.header());
                assertThat(flushes[0]).isEqualTo(1);
                writer.finding(kept("a"));
                writer.flush();
                assertThat(flushes[0]).isEqualTo(2);
            }
        }

        @Test
        void that_fails_fails_the_report() throws IOException {
            OutputStream broken = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("broken pipe");
                }
            };
            try (ReportWriter writer = ReportWriter.toStream(broken)) {
                assertThatExceptionOfType(IOException.class)
                        .isThrownBy(() -> writer.header(SampleReport.header()))
                        .withMessage("broken pipe");
            }
        }

        @Test
        void also_answers_for_known_content() throws IOException {
            try (ReportWriter writer = ReportWriter.toStream(OutputStream.nullOutputStream())) {
                writer.header(SampleReport.header());
                writer.finding(kept(image("a", 5, "same"), shows("Deer")));

                assertThat(twin(writer, image("b", 5, "same"))).contains(shows("Deer"));
            }
        }
    }

    @Nested
    class An_answer {

        @Test
        void is_known_for_an_image_of_the_same_content_under_another_key() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                writer.finding(kept(image("a", 5, "same"), shows("Deer")));
                writer.finding(flagged("other"));

                assertThat(twin(writer, image("b", 5, "same"))).contains(shows("Deer"));

                writer.flush();
                writer.finding(kept("c"));
                assertThat(twin(writer, image("b", 5, "same"))).contains(shows("Deer"));
            }
        }

        @Test
        void is_not_known_for_other_content() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                writer.finding(kept(image("a", 5, "same"), shows("Deer")));

                assertThat(twin(writer, image("a", 6, "same"))).isEmpty();
                assertThat(twin(writer, image("a", 5, "other"))).isEmpty();
            }
        }

        @Test
        void is_not_known_where_content_or_labels_are_not() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                assertThat(twin(writer, image("a", 5, "same"))).isEmpty();
                writer.header(SampleReport.header());
                writer.finding(kept(image("a", 5, ""), shows("Deer")));
                writer.finding(SampleFindings.failed("b"));

                assertThat(twin(writer, image("c", 5, ""))).isEmpty();
                assertThat(twin(writer, image("b"))).isEmpty();
            }
        }

        @Test
        void is_known_from_the_exemplars_of_the_header() throws IOException {
            Detection deer = shows("Deer");
            Detection elk = shows("Elk");
            ReportHeader header = SampleReport.header(
                    List.of("1", "2"),
                    List.of(
                            new ReportHeader.Answer(image("1", 5, "one"), deer),
                            new ReportHeader.Answer(image("2", 6, "two"), elk)));
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(header);

                assertThat(twin(writer, image("copy", 5, "one"))).contains(deer);
                assertThat(twin(writer, image("copy", 6, "two"))).contains(elk);
                assertThat(twin(writer, image("copy", 6, "one"))).isEmpty();
            }
        }

        @Test
        void keeps_what_its_own_call_asked_for() throws IOException {
            Detection wide = shows("Deer", new Asked(10, 999));
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                writer.finding(kept(image("a", 5, "wide"), wide));
                writer.finding(kept(image("b", 5, "as the report"), shows("Deer")));

                assertThat(twin(writer, image("c", 5, "wide"))).contains(wide);
                assertThat(twin(writer, image("c", 5, "as the report")))
                        .map(Detection::asked)
                        .contains(SampleFindings.ASKED);
            }
        }

        @Test
        void is_found_among_very_many_and_does_not_disturb_what_is_written_next() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                for (int i = 0; i < 5_000; i++) {
                    writer.finding(kept(image("k" + i, i, "e" + i), shows("Label " + i)));
                    if (i % 500 == 0) {
                        int earlier = i / 2;
                        assertThat(twin(writer, image("x", earlier, "e" + earlier)))
                                .contains(shows("Label " + earlier));
                    }
                }
            }
            try (ReportReader reader = ReportReader.open(file)) {
                for (int i = 0; i < 5_000; i++) {
                    assertThat(reader.next()).map(Finding::detection).contains(Optional.of(shows("Label " + i)));
                }
            }
        }
    }

    @Nested
    class An_answer_whose_image_must_wait_its_turn {

        @Test
        void is_saved_beside_the_report_at_once() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                assertThat(pending).doesNotExist();

                writer.hold(image("b"), shows("Deer"));

                assertThat(Files.readAllLines(pending))
                        .singleElement()
                        .asString()
                        .startsWith("{\"type\":\"answer\",\"key\":\"b\",\"size\":1001,\"etag\":\""
                                + Digests.of("etag of b") + "\",")
                        .endsWith("\"model\":\"3.0\",\"recordConfidence\":55.0,\"recordLabels\":50}");
            }
        }

        @Test
        void stays_there_until_the_findings_of_all_that_wait_are_in_the_report() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                writer.hold(image("b"), shows("Deer"));
                writer.hold(image("c"), shows("Deer"));

                writer.finding(kept("a"));
                writer.finding(kept("b"));
                writer.flush();
                assertThat(Files.readAllLines(pending)).hasSize(2);

                writer.finding(kept("c"));
                assertThat(pending).exists();
                writer.flush();
                assertThat(pending).doesNotExist();

                writer.hold(image("e"), shows("Deer"));
                assertThat(Files.readAllLines(pending)).hasSize(1);
                writer.finding(kept("e"));
            }
            assertThat(pending).doesNotExist();
        }

        @Test
        void is_left_by_a_run_that_ends_before_its_turn() throws IOException {
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                writer.hold(image("b"), shows("Deer"));
            }
            assertThat(pending).exists();
        }

        @Test
        void of_an_earlier_run_goes_when_its_report_is_written_over() throws IOException {
            Files.writeString(file, "old");
            Files.writeString(pending, "old");

            try (ReportWriter writer = ReportWriter.toFile(file, true)) {
                assertThat(pending).exists();
                writer.header(SampleReport.header());
                assertThat(pending).doesNotExist();
            }
        }

        @Test
        void of_somebody_else_is_not_written_over() throws IOException {
            Files.writeString(pending, "notes");

            assertThatExceptionOfType(FileAlreadyExistsException.class)
                    .isThrownBy(() -> ReportWriter.toFile(file, false))
                    .withMessageContaining("report.jsonl.pending.jsonl");
            assertThat(file).doesNotExist();
            assertThat(pending).hasContent("notes");
        }

        @Test
        void is_not_written_through_a_link() throws IOException {
            Path other = folder.resolve("other");
            try (ReportWriter writer = ReportWriter.toFile(file, false)) {
                writer.header(SampleReport.header());
                Files.createSymbolicLink(pending, other);

                assertThatExceptionOfType(FileAlreadyExistsException.class)
                        .isThrownBy(() -> writer.hold(image("b"), shows("Deer")));
            }
            assertThat(other).doesNotExist();
        }

        @Test
        void is_not_saved_for_a_report_on_a_stream() throws IOException {
            try (ReportWriter writer = ReportWriter.toStream(OutputStream.nullOutputStream())) {
                writer.header(SampleReport.header());
                writer.hold(image("b"), shows("Deer"));
                writer.finding(kept("b"));
                writer.flush();
            }
            assertThat(folder).isEmptyDirectory();
        }
    }
}
