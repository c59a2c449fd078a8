package io.github.labelverifier.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.rate.RateStatus;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Terminal;
import io.github.labelverifier.verdict.Counts;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The line that tells how far a run is. */
class ProgressViewTest {
    private static final int NO_TERMINAL = 0;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final HandClock clock = new HandClock();

    /** A clock that stands still until it is moved. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-02T03:04:05Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(long millis) {
            now = now.plusMillis(millis);
        }
    }

    /** A terminal of that width; of no width, none. */
    private record OfWidth(int columns) implements Terminal {
        @Override
        public boolean isInput() {
            return isError();
        }

        @Override
        public boolean isOutput() {
            return isError();
        }

        @Override
        public boolean isError() {
            return columns != NO_TERMINAL;
        }

        @Override
        public void discardTyped() {}

        @Override
        public Optional<String> readLine() {
            return Optional.empty();
        }
    }

    private Console console(int columns, Console.When progress, boolean quiet) {
        return console(columns, progress, quiet, Map.of("TERM", "xterm"));
    }

    private Console console(int columns, Console.When progress, boolean quiet, Map<String, String> environment) {
        Console console = new Console(
                OutputStream.nullOutputStream(),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                new OfWidth(columns),
                environment);
        console.behave(new Console.Manner(progress, Console.When.never, quiet, false));
        return console;
    }

    private ProgressView view(Console console) {
        return new ProgressView(console, new BigDecimal("0.001"), OptionalLong.empty(), clock);
    }

    private static Progress progress(long done, Optional<Duration> throttledFor) {
        return new Progress(
                20_000,
                true,
                done,
                new Counts(done - done / 5 - 1, done / 5, 0, 1, 0),
                done,
                done,
                12,
                0,
                0,
                new RateStatus(
                        OptionalDouble.of(49), OptionalDouble.of(50), OptionalDouble.empty(), 32, 0, throttledFor),
                Map.of());
    }

    @Test
    void aRunThatIsTurnedAwayAllTheTimeSaysSoOnceAlsoIfItIsToBeQuiet() {
        ProgressView view = view(console(80, Console.When.auto, true));

        view.progress(progress(10, Optional.of(Duration.ofSeconds(29))));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        for (int seconds = 30; seconds < 200; seconds++) {
            view.progress(progress(10, Optional.of(Duration.ofSeconds(seconds))));
        }

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("warning: Rekognition has turned all calls away for 0:30; waiting until it takes them again,"
                        + " which costs nothing\n");
    }

    @Test
    void aRunWhoseProgressIsShownNeedsNoWarningToSayThatItWaits() {
        ProgressView view = view(console(200, Console.When.auto, false));

        view.progress(progress(10, Optional.of(Duration.ofSeconds(31))));

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("turns all calls away for 0:31")
                .doesNotContain("warning:");
    }

    private void run(ProgressView view, int steps, long millis, long perStep) {
        for (int step = 1; step <= steps; step++) {
            view.progress(progress(1_000 + step * perStep, Optional.empty()));
            clock.pass(millis);
        }
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private List<String> drawn() {
        return Arrays.stream(shown().split("\r"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.replaceAll("\u001b\\[[?0-9]*[A-Za-z]", ""))
                .toList();
    }

    @Test
    void tellsHowFarHowFastAndHowDear() {
        run(view(console(200, Console.When.auto, false)), 40, 200, 10);

        assertThat(drawn().get(drawn().size() - 1))
                .isEqualTo("[#-----------------]    7%  1,400 of 20,000 images  6:12 left  $1.40 of at most $20.00"
                        + "  280 flagged  1 error  50 of 50/s  1,400 calls  12 reused");
    }

    @Test
    void tellsTheTimeAndTheCostOfTheCallsThatAreToComeWhereTheyWereCounted() {
        run(
                new ProgressView(
                        console(200, Console.When.auto, false), new BigDecimal("0.001"), OptionalLong.of(2_000), clock),
                40,
                200,
                10);

        assertThat(drawn().get(drawn().size() - 1)).contains("  0:12 left  $1.40 of $2.00  ");
    }

    @Test
    void tellsNoShareAndNoTimeBeforeTheListingIsDone() {
        ProgressView view = view(console(200, Console.When.auto, false));
        for (int step = 1; step <= 40; step++) {
            Progress all = progress(1_000 + step * 10, Optional.empty());
            view.progress(new Progress(
                    20_000,
                    false,
                    all.done(),
                    all.counts(),
                    all.calls(),
                    all.answered(),
                    0,
                    0,
                    0,
                    all.rate(),
                    Map.of()));
            clock.pass(200);
        }

        assertThat(drawn().get(drawn().size() - 1))
                .isEqualTo("1,400 of 20,000+ images  $1.40 so far  280 flagged  1 error  50 of 50/s  1,400 calls");
    }

    @Test
    void hasABarOnlyWhereThereIsRoomForIt() {
        ProgressView view = view(console(80, Console.When.auto, false));
        run(view, 40, 200, 10);

        assertThat(drawn().get(drawn().size() - 1))
                .isEqualTo("  7%  1,400 of 20,000 images  6:12 left  $1.40 of at most $20.00  280 flagged");
    }

    @ParameterizedTest
    @CsvSource({"TERM, dumb", "ACCESSIBLE, 1"})
    void isToldInLinesThatStayWhereNothingIsDrawnOver(String variable, String value) {
        Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm"));
        environment.put(variable, value);
        run(view(console(80, Console.When.auto, false, environment)), 350, 100, 5);

        assertThat(shown().lines())
                .hasSize(3)
                .allMatch(line -> line.matches("\\d+%  [0-9,]+ of 20,000 images  .* of 50/s  .*"));
        assertThat(shown()).doesNotContain("\r", "\u001b");
    }

    @Test
    void isShownInTheTaskbarWhereTheTerminalIsKnownToDoSo() {
        Console console =
                console(80, Console.When.auto, false, Map.of("TERM", "xterm-256color", "TERM_PROGRAM", "ghostty"));
        view(console).progress(progress(5_000, Optional.empty()));
        assertThat(shown()).endsWith("\u001b]9;4;1;25\u001b\\");

        console.info("a line");
        assertThat(shown()).contains("\u001b]9;4;0;\u001b\\").endsWith("a line\n");
    }

    @Test
    void isNotShownInTheTaskbarOfOtherTerminals() {
        view(console(80, Console.When.auto, false)).progress(progress(5_000, Optional.empty()));
        view(console(
                        80,
                        Console.When.auto,
                        false,
                        Map.of("TERM", "tmux-256color", "TMUX", "/tmp/tmux,1,0", "WT_SESSION", "a")))
                .progress(progress(5_000, Optional.empty()));

        assertThat(shown()).doesNotContain("\u001b]9;");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 20, 40, 79, 80, 81, 120, 500})
    void isNeverWiderThanTheTerminal(int columns) {
        ProgressView view = view(console(columns, Console.When.auto, false));
        run(view, 40, 200, 10);
        view.progress(progress(5_000, Optional.of(Duration.ofSeconds(70))));

        // In the last column some terminals go to the next line at once, which drawing over cannot undo.
        assertThat(drawn()).isNotEmpty().allSatisfy(line -> assertThat(line).hasSizeLessThan(Math.max(1, columns)));
        if (columns >= 30) {
            assertThat(drawn()).allSatisfy(line -> assertThat(line).contains(" of 20,000 images"));
        }
    }

    @Test
    void isDrawnTenTimesASecondAtMost() {
        run(view(console(80, Console.When.auto, false)), 1_000, 1, 1);

        assertThat(drawn()).hasSizeBetween(9, 10);
    }

    @Test
    void saysThatAllCallsAreTurnedAwayOnceThatLasts() {
        ProgressView view = view(console(100, Console.When.auto, false));
        view.progress(progress(100, Optional.of(Duration.ofSeconds(4))));
        assertThat(shown()).doesNotContain("turns all calls away");
        clock.pass(200);
        view.progress(progress(100, Optional.of(Duration.ofSeconds(70))));
        assertThat(shown()).contains("Rekognition turns all calls away for 1:10, waiting");
    }

    @Test
    void staysInItsLineAlsoBeforeANewWidthIsNoticed() {
        view(console(80, Console.When.auto, false)).progress(progress(100, Optional.empty()));

        assertThat(shown()).startsWith("\r\u001b[?7l  0%  100 of").endsWith("\u001b[K\u001b[?7h");
    }

    @Test
    void isGoneFromTheScreenBeforeALine() {
        Console console = console(80, Console.When.auto, false);
        view(console).progress(progress(100, Optional.empty()));
        console.info("a line");

        assertThat(shown()).endsWith("\r\u001b[Ka line\n");
    }

    @Test
    void isALineEveryTenSecondsWhereThereIsNoTerminal() {
        run(view(console(NO_TERMINAL, Console.When.always, false)), 350, 100, 5);

        List<String> lines = shown().lines().toList();
        assertThat(lines).hasSize(3).allMatch(line -> line.contains(" of 20,000 images  ") && line.contains("of 50/s"));
        assertThat(shown()).doesNotContain("\r", "\u001b");
    }

    @Test
    void isLeftOutWhereNobodyLooksOrNobodyWantsIt() {
        run(view(console(NO_TERMINAL, Console.When.auto, false)), 350, 100, 5);
        run(view(console(80, Console.When.never, false)), 350, 100, 5);
        run(view(console(80, Console.When.auto, true)), 350, 100, 5);

        assertThat(shown()).isEmpty();
    }
}
