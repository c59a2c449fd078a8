package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong command lines: exit code 2 and one or two lines, before any place is opened. */
class UsageTest {
    private static final String DEER = "verify s3://photos/deer -e deer/1.jpg --dry-run ";

    /** Arguments separated by blanks, {@code ''} being an empty one, and what the error has to say. */
    static Stream<Arguments> wrongCommandLines() {
        return Stream.of(
                line("remove s3://photos/deer", "remove"),
                line("--frobnicate", "--frobnicate"),
                line("verify", "LOCATION"),
                line("verify '' -e deer/1.jpg --dry-run", "LOCATION is empty"),
                line("verify s3:// -e deer/1.jpg --dry-run", "the bucket is missing"),
                line("verify s3:///deer -e deer/1.jpg --dry-run", "the bucket is missing"),
                line("verify s3://ph*tos/deer -e deer/1.jpg --dry-run", "ph*tos"),
                line("verify s3://photos -e deer/1.jpg --dry-run", "whole bucket", "--whole-bucket"),
                line("verify s3://photos/ -e deer/1.jpg --yes", "whole bucket", "--whole-bucket"),
                line("verify https://photos.s3.amazonaws.com/deer -e deer/1.jpg --dry-run", "s3://"),
                line(DEER + "s3://photos/deer-old", "s3://photos/deer-old"),
                line("verify s3://photos/deer --dry-run", "nothing to compare with", "-e KEY"),
                line("verify s3://photos/deer -e '' --dry-run", "--exemplar is empty"),
                line(DEER + "-e s3://other/deer/2.jpg", "s3://other/deer/2.jpg", "bucket photos"),
                line(DEER + "-e s3://photos/", "s3://photos/"),
                line(DEER + "--exemplars-from - --keys-from -", "--exemplars-from", "--keys-from"),
                line("verify s3://photos/deer --exemplars-from - --dry-run", "holds no key"),
                line(DEER + "--min-confidence 100.1", "--min-confidence", "0 to 100", "100.1"),
                line(DEER + "--min-confidence -1", "--min-confidence"),
                line(DEER + "--min-confidence NaN", "--min-confidence"),
                line(DEER + "--min-confidence high", "--min-confidence", "high"),
                line(DEER + "--max-labels 0", "--max-labels", "1 to 1000"),
                line(DEER + "--max-labels 1001", "--max-labels", "1 to 1000"),
                line(DEER + "--max-labels 2.5", "--max-labels", "2.5"),
                line(DEER + "--record-confidence 90", "--record-confidence", "--min-confidence"),
                line(DEER + "--record-labels 9", "--record-labels", "--max-labels"),
                line(DEER + "--record-labels 1001", "--record-labels", "1 to 1000"),
                line(DEER + "--limit 0", "--limit"),
                line(DEER + "--limit 99999999999999999999", "--limit"),
                line(DEER + "--limit", "--limit"),
                line(DEER + "--max-flagged 101", "--max-flagged", "0 to 100"),
                line(DEER + "--tps 0", "--tps"),
                line(DEER + "--concurrency 0", "--concurrency"),
                line(DEER + "--concurrency 1001", "--concurrency"),
                line(DEER + "--max-calls -1", "--max-calls"),
                line(DEER + "--price-per-image -0.1", "--price-per-image"),
                line(DEER + "--read-timeout 0", "--read-timeout"),
                line(DEER + "--endpoint-url localhost:9000", "--endpoint-url", "localhost:9000"),
                line(DEER + "--endpoint-url ftp://localhost", "--endpoint-url", "ftp://localhost"),
                line(DEER + "--region ''", "--region is empty"),
                line(DEER + "--profile ''", "--profile is empty"),
                line(DEER + "--report ''", "--report is empty"),
                line(DEER + "--report .", "--report", "folder"),
                line(DEER + "--format xml", "--format", "xml", "table"),
                line(DEER + "--show flagged", "--show", "flagged", "flag"),
                line(DEER + "--color sometimes", "--color", "sometimes"),
                line(DEER + "--include [z-a].jpg", "--include"),
                line(DEER + "--reference-label ''", "--reference-label is empty"),
                line(DEER + "--yes", "--dry-run and --yes exclude each other"),
                line(DEER + "--no-reject --reject-label Man", "--no-reject and --reject-label exclude"),
                line(DEER + "--reference-label person", "person", "--no-reject"),
                line(DEER + "--reference-label Deer --ignore-label deer", "Deer", "ignored"),
                line(DEER + "--report - --format keys", "--report -", "--format keys"),
                line("verify s3://photos/deer -e deer/1.jpg --yes --report -", "--report -", "--dry-run"),
                line(DEER + "--dryrun", "--dryrun"),
                line(DEER + "-x", "-x"),
                line(DEER + "--limit 3 --limit 5", "--limit can be given only once"),
                line(DEER + "--yes --max-flagged 1 -qv --dry-run -q", "can be given only once"),
                line("verify s3://photos/deer --dry-run -e --yes", "--exemplar lacks its value", "--exemplar=--yes"),
                line("verify s3://photos/deer --dry-run -qe --yes", "--exemplar lacks its value"),
                line(DEER + "--report --format=none", "--report lacks its value"),
                line(DEER + "--max-flagged 10 --fail-on-flagged --max-flagged 20", "--max-flagged"),
                line(DEER + "--rule contrast --against", "--against lacks its value"),
                line(DEER + "--rule contrast --against --limit=3", "--against lacks its value"),
                line(DEER + "--rule contrast --against a.jsonl b.jsonl --limit none", "--limit"),
                line("demo --yes", "--yes"),
                line("help nothing", "nothing"));
    }

    private static Arguments line(String line, String... parts) {
        return Arguments.of(line, List.of(parts));
    }

    @ParameterizedTest
    @MethodSource
    void wrongCommandLines(String line, List<String> parts) {
        ProgramInProcess.Result result = run(Arrays.stream(line.split(" "))
                .filter(argument -> !argument.isEmpty())
                .map(argument -> argument.equals("''") ? "" : argument)
                .toArray(String[]::new));

        assertThat(result.code()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("error: ").contains(parts).doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void a_file_of_options_is_no_argument(@TempDir Path folder) throws Exception {
        Path options = Files.writeString(folder.resolve("options.txt"), "--yes");

        ProgramInProcess.Result result = run((DEER + "@" + options).split(" "));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("@" + options);
    }

    private static ProgramInProcess.Result run(String... arguments) {
        return new ProgramInProcess().stores(real -> new NoStores()).run(arguments);
    }
}
