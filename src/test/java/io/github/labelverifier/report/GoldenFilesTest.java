package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every folder of {@code golden} holds a report and what each format makes of its findings, byte for byte. A folder more is
 * a case more. What people see of the same reports is checked where it is printed, in package {@code cli}.
 */
class GoldenFilesTest {
    private static final String REPORT = "report.jsonl";

    /** What only the command line prints: tables and summaries. */
    private static final List<String> OF_THE_COMMAND_LINE = List.of("table", "summary");

    @FunctionalInterface
    private interface Format {
        FindingOutput open(OutputStream out, ImageLocation location) throws IOException;
    }

    private static final Map<String, Format> FORMATS = new TreeMap<>(Map.of(
            "keys.txt", (out, location) -> ListOutput.ofKeys(out, false),
            "keys-0.txt", (out, location) -> ListOutput.ofKeys(out, true),
            "uris.txt", (out, location) -> ListOutput.ofUris(out, location, false),
            "uris-0.txt", (out, location) -> ListOutput.ofUris(out, location, true),
            "findings.jsonl", (out, location) -> new JsonLinesOutput(out),
            "findings.csv", (out, location) -> new CsvOutput(out)));

    @TempDir
    Path folder;

    private static List<Path> cases() throws IOException, URISyntaxException {
        Path golden = Path.of(Objects.requireNonNull(GoldenFilesTest.class.getResource("golden"))
                .toURI());
        try (Stream<Path> folders = Files.list(golden)) {
            return folders.sorted().toList();
        }
    }

    private static List<String> filesOf(Path golden) throws IOException {
        try (Stream<Path> files = Files.list(golden)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> OF_THE_COMMAND_LINE.stream().noneMatch(name::startsWith))
                    .sorted()
                    .toList();
        }
    }

    private static ImageLocation location(ReportHeader header) {
        return header.location().startsWith(S3Location.SCHEME)
                ? S3Location.split(header.location())
                : new FolderLocation(Path.of(header.location()));
    }

    @TestFactory
    Stream<DynamicTest> a_format_writes_exactly_what_its_golden_file_has() throws IOException, URISyntaxException {
        return cases().stream()
                .flatMap(golden -> FORMATS.entrySet().stream()
                        .map(format -> DynamicTest.dynamicTest(
                                golden.getFileName() + "/" + format.getKey(),
                                () -> assertThat(written(golden, format.getValue()))
                                        .isEqualTo(Files.readString(golden.resolve(format.getKey()))))));
    }

    private static String written(Path golden, Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ReportReader reader = ReportReader.open(golden.resolve(REPORT))) {
            FindingOutput output = format.open(out, location(reader.header()));
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                output.accept(next.get());
            }
            output.flush();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> a_report_that_is_read_and_written_again_is_the_same() throws IOException, URISyntaxException {
        return cases().stream()
                .map(golden -> DynamicTest.dynamicTest(golden.getFileName() + "/" + REPORT, () -> {
                    Path original = golden.resolve(REPORT);
                    Path again = folder.resolve(golden.getFileName() + ".jsonl");

                    rewrite(original, again);

                    assertThat(Files.readString(again)).isEqualTo(Files.readString(original));
                }));
    }

    private static void rewrite(Path report, Path again) throws IOException {
        try (ReportReader reader = ReportReader.open(report);
                ReportWriter writer = ReportWriter.toFile(again, false)) {
            writer.header(reader.header());
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                writer.finding(next.get());
            }
            writer.summary(reader.summary().orElseThrow());
        }
    }

    @Test
    void every_case_has_a_file_for_every_format_and_none_that_nobody_writes() throws IOException, URISyntaxException {
        List<String> expected = Stream.concat(FORMATS.keySet().stream(), Stream.of(REPORT))
                .sorted()
                .toList();

        assertThat(cases())
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(golden -> assertThat(filesOf(golden))
                        .as("%s", golden.getFileName())
                        .isEqualTo(expected));
    }
}
