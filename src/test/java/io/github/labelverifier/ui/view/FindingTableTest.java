package io.github.labelverifier.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.rate.RateStatus;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.SortedReport;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Terminal;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of the reports in {@code report/golden}: the table on standard output, the summary on standard error. */
class FindingTableTest {

    /** A console whose output is kept. */
    private static final class Screen {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final Console console;

        /** Without columns, it is no terminal. */
        Screen(Optional<Integer> columns) {
            this(columns, Map.of("TERM", "xterm"));
        }

        Screen(Optional<Integer> columns, Map<String, String> environment) {
            console = new Console(
                    out, new PrintStream(err, false, StandardCharsets.UTF_8), new FixedTerminal(columns), environment);
        }

        String output() {
            return out.toString(StandardCharsets.UTF_8);
        }

        String error() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    private record FixedTerminal(Optional<Integer> width) implements Terminal {
        @Override
        public boolean isInput() {
            return width.isPresent();
        }

        @Override
        public boolean isOutput() {
            return width.isPresent();
        }

        @Override
        public boolean isError() {
            return width.isPresent();
        }

        @Override
        public int columns() {
            return width.orElse(80);
        }

        @Override
        public void discardTyped() {}

        @Override
        public Optional<String> readLine() {
            throw new AssertionError("nothing is asked here");
        }
    }

    @FunctionalInterface
    private interface View {
        String of(Path report) throws IOException;
    }

    private static final Map<String, View> VIEWS = new TreeMap<>(Map.of(
            "table.txt", report -> table(report, EnumSet.of(Verdict.FLAG), Optional.empty()),
            "table-all.txt", report -> table(report, EnumSet.allOf(Verdict.class), Optional.empty()),
            "table-terminal.txt", report -> table(report, EnumSet.allOf(Verdict.class), Optional.of(90)),
            "summary.txt", report -> summary(report, Optional.empty()),
            "summary-terminal.txt", report -> summary(report, Optional.of(90))));

    private static String table(Path report, Set<Verdict> shown, Optional<Integer> columns) throws IOException {
        Screen screen = new Screen(columns);
        print(screen, report, finding -> shown.contains(finding.verdict()), shown.size() > 1);
        assertThat(screen.error()).isEmpty();
        return screen.output();
    }

    private static void print(Screen screen, Path report, FindingFilter filter, boolean withVerdict)
            throws IOException {
        FindingTable table = new FindingTable(screen.console, headerOf(report));
        if (!screen.console.terminal().isOutput()) {
            table.print(Findings.of(report, filter), withVerdict, locationOf(report));
            return;
        }
        try (SortedReport sorted = SortedReport.of(report, SortedReport.Order.REASON, filter)) {
            table.printByReason(visitor -> sorted.forEach(visitor::visit), withVerdict, locationOf(report));
        }
    }

    private static ImageLocation locationOf(Path report) throws IOException {
        return ImageLocation.of(headerOf(report).location());
    }

    private static ReportHeader headerOf(Path report) throws IOException {
        try (ReportReader reader = ReportReader.open(report)) {
            return reader.header();
        }
    }

    private static String summary(Path report, Optional<Integer> columns) throws IOException {
        Screen screen = new Screen(columns);
        ReportSummary end = summaryOf(report);
        Progress progress = new Progress(
                end.counts().images(),
                true,
                end.counts().images(),
                end.counts(),
                end.calls(),
                end.calls(),
                end.reused(),
                end.duplicates(),
                0,
                new RateStatus(
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        0,
                        end.throttled(),
                        Optional.empty()),
                end.skipped());
        new SummaryText(screen.console).tell(progress, 0, end.estimatedCostUsd(), Optional.of(Path.of("report.jsonl")));
        assertThat(screen.output()).isEmpty();
        return screen.error();
    }

    private static ReportSummary summaryOf(Path report) throws IOException {
        try (ReportReader reader = ReportReader.open(report)) {
            while (reader.next().isPresent()) {
                assertThat(reader.summary()).isEmpty();
            }
            return reader.summary().orElseThrow();
        }
    }

    private static List<Path> cases() throws IOException, URISyntaxException {
        Path golden = Path.of(
                Objects.requireNonNull(ReportReader.class.getResource("golden")).toURI());
        try (Stream<Path> folders = Files.list(golden)) {
            return folders.sorted().toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> people_see_exactly_what_the_golden_file_has() throws IOException, URISyntaxException {
        return cases().stream()
                .flatMap(golden -> VIEWS.entrySet().stream()
                        .map(view -> DynamicTest.dynamicTest(
                                golden.getFileName() + "/" + view.getKey(),
                                () -> assertThat(view.getValue().of(golden.resolve("report.jsonl")))
                                        .isEqualTo(Files.readString(golden.resolve(view.getKey()))))));
    }

    @Test
    void every_case_has_a_file_for_every_view_and_none_that_nobody_prints() throws IOException, URISyntaxException {
        assertThat(cases()).isNotEmpty().allSatisfy(golden -> {
            try (Stream<Path> files = Files.list(golden)) {
                assertThat(files.map(file -> String.valueOf(file.getFileName()))
                                .filter(name -> name.startsWith("table") || name.startsWith("summary")))
                        .containsExactlyInAnyOrderElementsOf(VIEWS.keySet());
            }
        });
    }

    @Test
    void long_keys_are_cut_in_the_middle_without_what_they_begin_with_in_common() throws IOException {
        String folder = "deer/" + "deep/".repeat(20);
        SampleReport scene = SampleReport.at("s3://photos/deer/");
        for (String name : List.of("a.jpg", "a-name-that-does-not-fit-into-half-of-the-screen.jpg", "鹿".repeat(30))) {
            scene.add(new ImageEntry(folder + name, 1, "e", Instant.EPOCH), Verdict.FLAG, "no-overlap");
        }
        Path report = scene.write(Files.createTempFile("label-verifier", ".jsonl"));

        String table = table(report, EnumSet.of(Verdict.FLAG), Optional.of(40)).replaceAll("\u001b\\[[0-9;]*m", "");

        assertThat(table.lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(40));
        assertThat(table.lines().toList().get(1)).startsWith("…/a.jpg ").endsWith("nothing in common");
        assertThat(table.lines().toList().get(2)).startsWith("…/a-name-").contains("…", "screen.jpg  nothing");
        assertThat(table(report, EnumSet.of(Verdict.FLAG), Optional.empty())).contains(folder + "a.jpg");
        Files.delete(report);
    }

    @Test
    void nothing_of_a_hostile_key_reaches_the_terminal_as_it_is() throws IOException, URISyntaxException {
        for (Path golden : cases()) {
            String shown = table(golden.resolve("report.jsonl"), EnumSet.allOf(Verdict.class), Optional.empty());

            assertThat(shown.lines().flatMapToInt(String::codePoints))
                    .as("%s", golden.getFileName())
                    .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        }
    }

    private static Path mixed(String location) throws IOException {
        return mixed(SampleReport.at(location));
    }

    private static Path mixed(SampleReport scene) throws IOException {
        scene.add(new ImageEntry("deer/1.jpg", 1, "e", Instant.EPOCH), Verdict.FLAG, "no-overlap");
        scene.add(new ImageEntry("deer/2.jpg", 1, "e", Instant.EPOCH), Verdict.KEEP);
        scene.add(
                new ImageEntry("deer/" + "long/".repeat(60) + "3.jpg", 1, "e", Instant.EPOCH),
                Verdict.FLAG,
                "no-overlap",
                "contains:Person");
        scene.add(new ImageEntry("deer/鹿4.jpg", 1, "e", Instant.EPOCH), Verdict.FLAG, "no-overlap");
        scene.add(new ImageEntry("deer/5.jpg", 1, "e", Instant.EPOCH), Verdict.FLAG, "contains:Person");
        return scene.write(Files.createTempFile("label-verifier", ".jsonl"));
    }

    @Test
    void those_with_the_same_reason_stand_together_on_a_terminal_the_worst_first() throws IOException {
        Path report = mixed("s3://photos/");

        String table = table(report, EnumSet.allOf(Verdict.class), Optional.of(120));

        assertThat(table.replaceAll("\u001b\\[[0-9;]*m", "")
                        .lines()
                        .filter(line -> line.contains("image"))
                        .toList())
                .containsExactly("contains Person  2 images", "nothing in common  2 images", "kept  1 image");
        assertThat(table).as("the label that decided").contains("\u001b[35mPerson 96\u001b[0m");
        assertThat(table(report, EnumSet.allOf(Verdict.class), Optional.empty())
                        .lines()
                        .skip(1))
                .as("a pipe has the order of the report")
                .extracting(line -> line.substring(0, 7))
                .containsExactly("deer/1.", "deer/2.", "deer/lo", "deer/鹿4", "deer/5.");
        Files.delete(report);
    }

    @Test
    void no_line_is_wider_than_the_screen() throws IOException {
        Path report = mixed("s3://photos/");
        for (int columns : List.of(40, 41, 60, 80, 100, 133, 200, 300)) {
            String table = table(report, EnumSet.allOf(Verdict.class), Optional.of(columns))
                    .replaceAll("\u001b\\[[0-9;]*m", "");

            assertThat(table.lines())
                    .as("%d columns", columns)
                    .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(columns))
                    .anySatisfy(line -> assertThat(line).contains("…", "3.jpg"));
        }
        Files.delete(report);
    }

    @Test
    void on_a_wide_screen_the_reasons_keep_to_their_column() throws IOException {
        Path report = mixed("s3://photos/");
        String table =
                table(report, EnumSet.allOf(Verdict.class), Optional.of(200)).replaceAll("\u001b\\[[0-9;]*m", "");

        int labels = table.lines().findFirst().orElseThrow().indexOf("LABELS");
        assertThat(table.lines().filter(line -> line.contains(".jpg") && !line.contains("鹿")))
                .hasSize(4)
                .allSatisfy(
                        line -> assertThat(line.substring(labels - 2, labels)).isBlank());
        Files.delete(report);
    }

    @Test
    void in_a_pipe_columns_are_as_wide_as_what_they_hold() throws IOException {
        SampleReport scene = SampleReport.at("s3://photos/");
        String longName = "deer/" + "x".repeat(90) + ".jpg";
        scene.add(
                new ImageEntry(longName, 1, "e", Instant.EPOCH),
                Verdict.FLAG,
                "no-overlap",
                "contains:Person",
                "contains:Advertisement Board");
        scene.add(new ImageEntry("deer/1.jpg", 1, "e", Instant.EPOCH), Verdict.FLAG, "no-overlap");
        Path report = scene.write(Files.createTempFile("label-verifier", ".jsonl"));

        List<String> table = table(report, EnumSet.of(Verdict.FLAG), Optional.empty())
                .lines()
                .toList();

        String head = table.get(0);
        assertThat(table.get(1)).contains(longName, "contains Advertisement Board");
        assertThat(table.subList(1, 3)).allSatisfy(line -> {
            assertThat(line.substring(head.indexOf("WHY"))).startsWith("nothing in common");
            assertThat(line.substring(head.indexOf("LABELS") - 2, head.indexOf("LABELS")))
                    .isBlank();
        });
        Files.delete(report);
    }

    @ParameterizedTest
    @CsvSource({
        "/data/x y,    '', file:///data/x%20y/deer/1.jpg",
        "s3://photos/, '',"
                + " https://s3.console.aws.amazon.com/s3/object/photos?region=us-east-1&prefix=deer%2F1.jpg",
        "s3://photos/, http://127.0.0.1:9000, ''"
    })
    void a_name_is_a_link_where_the_terminal_has_links_and_the_image_an_address(
            String location, String endpoint, String address) throws IOException {
        Path report = mixed(endpoint.isEmpty() ? SampleReport.at(location) : SampleReport.at(location, endpoint));
        Screen screen = new Screen(Optional.of(80), Map.of("TERM", "xterm-kitty"));

        print(screen, report, finding -> finding.isRemovable(), false);

        if (address.isEmpty()) {
            assertThat(screen.output()).doesNotContain("\u001b]8;;");
        } else {
            assertThat(screen.output()).contains("\u001b]8;;" + address + "\u001b\\…/1.jpg");
        }
        Files.delete(report);
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, https://s3.console.aws.amazon.com/s3/object/photos?region=us-east-1&prefix=a%20%26%E9%B9%BF%3F%2B",
        "cn-north-1, https://console.amazonaws.cn/s3/object/photos?region=cn-north-1&prefix=a%20%26%E9%B9%BF%3F%2B",
        "us-gov-west-1,"
                + " https://console.amazonaws-us-gov.com/s3/object/photos?region=us-gov-west-1&prefix=a%20%26%E9%B9%BF%3F%2B",
        ", https://s3.console.aws.amazon.com/s3/object/photos?prefix=a%20%26%E9%B9%BF%3F%2B"
    })
    void an_object_has_a_page_in_the_console_of_its_partition(String region, String address) {
        ImageLinks links = new ImageLinks(ImageLocation.of("s3://photos/"), Optional.ofNullable(region), false);

        assertThat(links.of("a &鹿?+")).hasValue(URI.create(address));
    }
}
