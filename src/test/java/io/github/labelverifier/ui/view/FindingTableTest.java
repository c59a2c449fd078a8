package io.github.labelverifier.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.cli.ReportScene;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.rate.RateStatus;
import io.github.labelverifier.report.Findings;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Terminal;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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

/** What people see of the reports in {@code report/golden}: the table on standard output, the summary on standard error. */
class FindingTableTest {

    /** A console whose output is kept. */
    private static final class Screen {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final Console console;

        /** Without columns, it is no terminal. */
        Screen(Optional<Integer> columns) {
            console = new Console(
                    out,
                    new PrintStream(err, false, StandardCharsets.UTF_8),
                    new FixedTerminal(columns),
                    Map.of("TERM", "xterm"));
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
        Findings findings = Findings.of(report, finding -> shown.contains(finding.verdict()));
        new FindingTable(screen.console, 85).print(findings, shown.size() > 1, locationOf(report));
        assertThat(screen.error()).isEmpty();
        return screen.output();
    }

    private static ImageLocation locationOf(Path report) throws IOException {
        try (ReportReader reader = ReportReader.open(report)) {
            return ImageLocation.of(reader.header().location());
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
        ReportScene scene = ReportScene.at("s3://photos/deer/");
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
}
