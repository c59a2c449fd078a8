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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** Shows how far a run is: one line that is drawn over on a terminal, or a line now and then elsewhere. */
public final class ProgressView implements ProgressListener {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(10);
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(5);

    /** From when on also those hear of it who want to hear nothing. */
    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(30);

    private final Console console;
    private final BigDecimal price;
    private final Clock clock;
    private final Instant start;
    private final RecentRate recent = new RecentRate();
    private Instant shown = Instant.EPOCH;
    private boolean warned;

    public ProgressView(Console console, BigDecimal price, Clock clock) {
        this.console = console;
        this.price = price;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void progress(Progress progress) {
        Instant now = clock.instant();
        warnWhileNothingHappens(progress);
        recent.add(new RecentRate.Sample(now, progress.counts().images()));
        show(now, () -> parts(progress));
    }

    /**
     * Shows how far the images are that are asked for before all others.
     *
     * @param noun what they are called
     * @param calls made for them so far
     */
    public void first(int done, int all, String noun, CallBudget calls) {
        show(
                clock.instant(),
                () -> List.of(
                        Text.count(done) + " of " + Text.count(all, noun),
                        Text.count(calls.answered(), "call") + " " + Text.dollars(cost(calls.answered()))));
    }

    private void show(Instant now, Supplier<List<String>> parts) {
        if (console.showsLiveProgress() && now.isAfter(shown.plus(REDRAW))) {
            shown = now;
            console.drawProgress(fit(parts.get(), console.terminal().columns() - 1));
        } else if (console.showsPlainProgress() && now.isAfter(shown.plus(PLAIN_LINE))) {
            // The first line comes after ten seconds: a short run needs none.
            if (!shown.equals(Instant.EPOCH) || now.isAfter(start.plus(PLAIN_LINE))) {
                console.tell(String.join("  ", parts.get()));
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

    /** What there is to tell, the most important first. */
    private List<String> parts(Progress progress) {
        List<String> parts = new ArrayList<>();
        long done = progress.counts().images();
        parts.add(Text.count(done) + " of " + Text.count(progress.listed()) + (progress.listingDone() ? "" : "+")
                + " images");
        progress.rate()
                .throttledFor()
                .filter(blocked -> blocked.compareTo(WORTH_A_WORD) > 0)
                .ifPresent(blocked ->
                        parts.add("Rekognition turns all calls away for " + Text.duration(blocked) + ", waiting"));
        parts.add(Text.count(progress.counts().flag()) + " flagged");
        if (progress.counts().error() > 0) {
            parts.add(Text.count(progress.counts().error(), "error"));
        }
        recent.perSecond().ifPresent(rate -> {
            parts.add(rate(rate, progress));
            if (progress.listingDone() && rate > 0) {
                parts.add(Text.duration(Duration.ofSeconds(Math.round((progress.listed() - done) / rate))) + " left");
            }
        });
        parts.add(Text.count(progress.calls(), "call") + " " + Text.dollars(cost(progress.answered())));
        if (progress.reused() > 0) {
            parts.add(Text.count(progress.reused()) + " reused");
        }
        if (progress.listed() > done) {
            // Some of those that are listed will need no call, and some of those that are not done have had theirs.
            long most = Math.max(
                    progress.calls(), Math.min(progress.answered() + progress.listed() - done, progress.listed()));
            parts.add("at most " + Text.dollars(cost(most)) + (progress.listingDone() ? "" : "+"));
        }
        return parts;
    }

    private static String rate(double rate, Progress progress) {
        OptionalDouble quota = progress.rate().quota();
        return perSecond(rate) + (quota.isPresent() ? " (quota " + perSecond(quota.getAsDouble()) + ")" : "");
    }

    /** With a decimal where it matters: some regions have a quota of 5. */
    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, rate < 9.95 ? "%.1f/s" : "%.0f/s", rate);
    }

    private BigDecimal cost(long calls) {
        return price.multiply(BigDecimal.valueOf(calls));
    }

    private static String fit(List<String> parts, int columns) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            String next = line.length() == 0 ? part : "  " + part;
            if (line.length() + next.length() > columns) {
                break;
            }
            line.append(next);
        }
        return line.toString();
    }
}
