package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.ProgressView;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks, on the whole listing and before the first call, whether the run would pay again for images whose recorded
 * labels are too narrow, and, at a terminal, whether the person there agrees to the price. Each check is left out where
 * it is not needed.
 */
final class BeforePaying {
    private final Console console;
    private final RunStart start;
    private final ImageSource source;
    private final StopSignal stop;
    private final ProgressView view;

    BeforePaying(Console console, RunStart start, ImageSource source, StopSignal stop, Clock clock) {
        this.console = console;
        this.start = start;
        this.source = source;
        this.stop = stop;
        this.view = new ProgressView(console, start.plan().price(), start.expectedCalls(), clock);
    }

    /**
     * Looks, and asks.
     *
     * @param limit after how many images the run ends
     * @return the listing from its start; empty if the answer was not yes
     */
    Optional<Prefetch> look(Prefetch listing, List<ImageEntry> exemplars, EarlierReports earlier, long limit)
            throws CommandFailure, ImageStoreException, IOException, InterruptedException {
        Optional<EarlierReports.Narrow> narrow = earlier.lookForNarrow(exemplars, start.skipRule());
        if (!mayCostTooMuch(exemplars, limit)) {
            return narrow.isEmpty()
                    ? Optional.of(listing)
                    : Optional.of(pass(listing, limit, List.of(narrow.get()), earlier, narrow));
        }
        try (CallForecast forecast = new CallForecast(start.skipRule(), earlier.answers(), start.contents())) {
            forecast.exemplars(exemplars);
            List<FirstPass.Look> looks = new ArrayList<>(List.of(forecast));
            narrow.ifPresent(looks::add);
            Prefetch again = pass(listing, limit, looks, earlier, narrow);
            start.expect(forecast.calls());
            if (isWanted(forecast)) {
                return Optional.of(again);
            }
            again.close();
            console.tell("Nothing was paid.");
            return Optional.empty();
        }
    }

    private Prefetch pass(
            Prefetch listing,
            long limit,
            List<FirstPass.Look> looks,
            EarlierReports earlier,
            Optional<EarlierReports.Narrow> narrow)
            throws CommandFailure, ImageStoreException, IOException, InterruptedException {
        Prefetch again;
        try {
            again = new FirstPass(stop, view::listing).through(listing, limit, looks);
        } finally {
            console.clearProgress();
        }
        try {
            if (narrow.isPresent()) {
                earlier.requireWide(narrow.get());
            }
            return again;
        } catch (CommandFailure e) {
            again.close();
            throw e;
        }
    }

    /** Whether somebody is there who can be asked, and the run may turn out to be one to ask for. */
    private boolean mayCostTooMuch(List<ImageEntry> exemplars, long limit) throws ImageStoreException {
        long unasked = start.plan().pace().callsUnasked();
        return console.terminal().isInput()
                && start.plan().price().signum() > 0
                && most(Long.MAX_VALUE) > unasked
                && limit > unasked - exemplars.size()
                && !source.holdsAtMost(unasked - exemplars.size());
    }

    /** So many calls, or fewer where that is the bound. */
    private long most(long calls) {
        return Math.min(calls, start.plan().pace().maxCalls().orElse(Long.MAX_VALUE));
    }

    private boolean isWanted(CallForecast forecast) throws IOException {
        long calls = most(forecast.calls());
        if (calls <= start.plan().pace().callsUnasked()) {
            return true;
        }
        String answer = console.ask("This run makes "
                + (calls < forecast.calls() || forecast.mayBeFewer() ? "at most " : "")
                + Text.count(calls, "call") + " for "
                + Text.count(forecast.images(), "image") + ", which costs about "
                + Text.dollars(start.plan().cost(calls)) + ". Go on? [y/N] ");
        return List.of("y", "yes").contains(answer.toLowerCase(Locale.ROOT));
    }
}
