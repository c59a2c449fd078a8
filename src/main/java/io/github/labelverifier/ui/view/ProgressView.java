package io.github.labelverifier.ui.view;

import io.github.labelverifier.scan.CallBudget;
import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.scan.ProgressListener;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Shows how far a run is: one line that is drawn over on a terminal, or a line now and then elsewhere. */
public final class ProgressView implements ProgressListener {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(10);

    /** From when on also those hear of it who want to hear nothing. */
    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(30);

    private final Console console;
    private final BigDecimal price;
    private final Clock clock;
    private final Instant start;
    private final OptionalLong expectedCalls;
    private final RecentRate images = new RecentRate();
    private final RecentRate calls = new RecentRate();
    private Instant shown = Instant.EPOCH;
    private boolean warned;

    /**
     * A view of one run.
     *
     * @param price of a call
     * @param expectedCalls how many calls the whole run makes, where that was counted before
     */
    public ProgressView(Console console, BigDecimal price, OptionalLong expectedCalls, Clock clock) {
        this.console = console;
        this.price = price;
        this.expectedCalls = expectedCalls;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void progress(Progress progress) {
        Instant now = clock.instant();
        warnWhileNothingHappens(progress);
        images.add(new RecentRate.Sample(now, progress.done()));
        calls.add(new RecentRate.Sample(now, progress.answered()));
        show(now, () -> new RunInWords(progress, price, expectedCalls, images.perSecond(), calls.perSecond()).line());
    }

    /**
     * Shows how far the images are that are asked for before all others.
     *
     * @param noun what they are called
     * @param budget the calls made for them so far
     */
    public void first(int done, int all, String noun, CallBudget budget) {
        show(
                clock.instant(),
                () -> new ProgressLine(
                        OptionalInt.empty(),
                        List.of(
                                Text.count(done) + " of " + Text.count(all, noun),
                                Text.dollars(price.multiply(BigDecimal.valueOf(budget.answered()))) + " so far")));
    }

    /** Shows how many images were listed, before anything is asked for. */
    public void listing(long listed) {
        show(
                clock.instant(),
                () -> new ProgressLine(OptionalInt.empty(), List.of("counting: " + Text.count(listed, "image"))));
    }

    /** Shows how far the look after the last call is. */
    public void lookingAgain(long looked) {
        show(
                clock.instant(),
                () -> new ProgressLine(
                        OptionalInt.empty(),
                        List.of("looking whether images were changed meanwhile: " + Text.count(looked))));
    }

    private void show(Instant now, Supplier<ProgressLine> line) {
        if (console.showsLiveProgress() && now.isAfter(shown.plus(REDRAW))) {
            shown = now;
            ProgressLine drawn = line.get();
            console.drawProgress(drawn.in(console.terminal().columns() - 1), drawn.percent());
        } else if (console.showsPlainProgress() && now.isAfter(shown.plus(PLAIN_LINE))) {
            // The first line comes after ten seconds: a short run needs none.
            if (!shown.equals(Instant.EPOCH) || now.isAfter(start.plus(PLAIN_LINE))) {
                console.tell(line.get().whole());
                shown = now;
            }
        }
    }

    /** Where no progress is shown, a run that waits for minutes or hours must not look like one that hangs. */
    private void warnWhileNothingHappens(Progress progress) {
        Optional<Duration> blocked =
                progress.rate().throttledFor().filter(time -> time.compareTo(WORTH_A_WARNING) >= 0);
        if (blocked.isPresent() && !warned && !console.showsLiveProgress() && !console.showsPlainProgress()) {
            warned = true;
            console.warn("Rekognition has turned all calls away for " + Text.duration(blocked.get())
                    + "; waiting until it takes them again, which costs nothing");
        }
    }
}
