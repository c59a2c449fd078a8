package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.labelverifier.disk.OffsetIndex.Extent;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.sample.SampleReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineAtTest {
    @TempDir
    Path folder;

    private Path file;
    private LineAt second;

    @BeforeEach
    void write_a_report_of_two_images() throws IOException {
        file = SampleReport.write(
                folder.resolve("report.jsonl"),
                SampleReport.header(),
                SampleFindings.kept("deer/1.jpg"),
                SampleFindings.flagged("deer/2.jpg"));
        try (ReportReader reader = ReportReader.open(file)) {
            reader.next();
            reader.next();
            second = LineAt.in(3, reader.lastLine());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "7, 123, 456", "1048575, 8796093022207, 2147483647"})
    void an_index_gives_back_the_line_that_it_has_kept(int report, long offset, int length) {
        LineAt line = LineAt.in(report, new Extent(offset, length));

        assertThat(LineAt.kept(new Extent(line.place(), line.length()))).isEqualTo(line);
    }

    @Test
    void a_line_is_read_from_where_it_stands() throws IOException {
        assertThat(second.readKey(file)).isEqualTo("deer/2.jpg");
    }

    @Test
    void a_report_that_became_shorter_is_an_error() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(second.offset() + 1);
        }

        assertThat(Files.size(file)).isEqualTo(second.offset() + 1);
        assertThatIOException()
                .isThrownBy(() -> second.readKey(file))
                .withMessage(file + " became shorter while it was read");
    }
}
