package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.Decision.Choice;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Goes through the images of a plan one by one, forth and back; each decision is in the review's file at once. */
final class Review {
    private static final int BATCH = 1_000;

    private final Console console;
    private final ReviewView view;
    private final RemovalPlan plan;
    private final ReviewFile file;
    private final Deque<Step> steps = new ArrayDeque<>();

    /**
     * What was done at an image.
     *
     * @param number its place in the plan, from 0
     * @param alike when all with the same reason were marked from there on; empty if it was the one alone
     */
    private record Step(long number, Optional<Instant> alike) {}

    Review(Console console, ReviewView view, RemovalPlan plan, ReviewFile file) {
        this.console = console;
        this.view = view;
        this.plan = plan;
        this.file = file;
    }

    /** Goes on with the first image that has no decision; if all have one, begins anew. Ends at the last one, or when told. */
    void run() throws IOException {
        long decided = decided();
        long images = plan.overview().images();
        boolean again = decided == images;
        if (decided > 0) {
            console.tell(
                    again
                            ? "All " + Text.count(images) + " are decided: from the first again."
                            : Text.count(decided) + " of " + Text.count(images) + " are decided: going on.");
        }
        try (ReviewKeys keys = new ReviewKeys(console)) {
            run(keys, again);
        }
        console.tell("");
        console.tell("Review: " + file.path());
    }

    private long decided() throws IOException {
        long[] decided = {0};
        plan.findings()
                .forEach(finding -> decided[0] += file.of(finding.image()).isPresent() ? 1 : 0);
        return decided[0];
    }

    private void run(ReviewKeys keys, boolean all) throws IOException {
        boolean showsDecided = all;
        long number = 0;
        RemovalPlan.Entries entries = plan.entries();
        try {
            Optional<Finding> next = entries.next();
            while (next.isPresent()) {
                Finding finding = next.get();
                Optional<Decision> before = file.of(finding.image());
                if (before.isPresent() && !showsDecided) {
                    number++;
                    next = entries.next();
                    continue;
                }
                view.show(finding, number + 1, plan.overview().images(), before);
                char key = decide(keys, finding, number);
                if (key == 'q') {
                    return;
                }
                if (key == 'b') {
                    number = back(keys);
                    entries.close();
                    entries = from(number);
                    showsDecided = true;
                } else {
                    showsDecided = all;
                    number++;
                }
                next = entries.next();
            }
        } finally {
            entries.close();
        }
    }

    /** The plan from a number on. It is read anew, so that going back takes no memory. */
    private RemovalPlan.Entries from(long number) throws IOException {
        RemovalPlan.Entries entries = plan.entries();
        for (long i = 0; i < number; i++) {
            entries.next();
        }
        return entries;
    }

    /** Asks until there is a decision, or another image is wanted; tells the key that ended it. */
    private char decide(ReviewKeys keys, Finding finding, long number) throws IOException {
        Optional<String> suggested = Routes.suggested(finding);
        String back = steps.isEmpty() ? "" : "b";
        while (true) {
            char key = keys.ask(question(suggested, !back.isEmpty()), "dkmao?q" + back);
            switch (key) {
                case 'd' -> {
                    file.decide(finding.image(), Choice.REMOVE);
                    keys.echo("remove");
                    steps.push(new Step(number, Optional.empty()));
                    return key;
                }
                case 'k' -> {
                    file.decide(finding.image(), Choice.KEEP);
                    keys.echo("keep");
                    steps.push(new Step(number, Optional.empty()));
                    return key;
                }
                case 'm' -> {
                    if (move(keys, finding, suggested)) {
                        steps.push(new Step(number, Optional.empty()));
                        return key;
                    }
                }
                case 'a' -> {
                    steps.push(new Step(number, Optional.of(removeAlike(keys, finding, number))));
                    return key;
                }
                case 'o' -> {
                    keys.echo("open");
                    view.open(finding);
                }
                case '?' -> {
                    keys.echo("");
                    view.help();
                }
                case 'b' -> {
                    return key;
                }
                default -> {
                    keys.echo("stop");
                    return key;
                }
            }
        }
    }

    private String question(Optional<String> suggested, boolean canGoBack) {
        String move = suggested
                .map(place -> "m move to " + PlainText.escape(ImageLocation.lastPart(place)) + ", ")
                .orElse("");
        return "  d remove, k keep, " + move + "a all alike, " + (canGoBack ? "b back, " : "")
                + "q keep the rest, ? help: ";
    }

    private boolean move(ReviewKeys keys, Finding finding, Optional<String> suggested) throws IOException {
        if (suggested.isEmpty()) {
            keys.echo("");
            console.tell("  No folder is suggested for it.");
            return false;
        }
        String place = suggested.get();
        try {
            Locations.destination("the suggested folder", place, plan.location());
        } catch (CommandFailure e) {
            keys.echo("");
            console.tell("  " + PlainText.escape(e.getMessage()));
            return false;
        }
        file.move(List.of(finding.image()), place);
        keys.echo("move to " + PlainText.escape(ImageLocation.lastPart(place)));
        return true;
    }

    /** Marks this one and all later ones that are not decided and have the same first reason; tells when. */
    private Instant removeAlike(ReviewKeys keys, Finding like, long from) throws IOException {
        Instant at = file.now();
        Optional<Reason> reason = reason(like);
        long marked = inParts(
                from,
                finding -> reason(finding).equals(reason)
                        && file.of(finding.image()).isEmpty(),
                some -> file.decide(some, Choice.REMOVE, at));
        if (file.of(like.image()).filter(decision -> decision.at().equals(at)).isEmpty()) {
            file.decide(List.of(like.image()), Choice.REMOVE, at);
            marked++;
        }
        keys.echo("remove all " + Text.count(marked) + " alike");
        return at;
    }

    private static Optional<Reason> reason(Finding finding) {
        return finding.isRemovable() ? finding.reasons().stream().findFirst().map(Reason::counted) : Optional.empty();
    }

    /** Goes back to where the last decision was made; those on all alike are taken back. */
    private long back(ReviewKeys keys) throws IOException {
        Step last = steps.pop();
        if (last.alike().isPresent()) {
            Instant at = last.alike().get();
            long undone = inParts(
                    last.number(),
                    finding -> file.of(finding.image())
                            .filter(decision -> decision.choice() == Choice.REMOVE
                                    && decision.at().equals(at))
                            .isPresent(),
                    file::undo);
            keys.echo("back; " + Text.count(undone, "decision") + " taken back");
        } else {
            keys.echo("back");
        }
        return last.number();
    }

    private interface Wanted {
        boolean accepts(Finding finding) throws IOException;
    }

    private interface Act {
        void on(List<ImageEntry> some) throws IOException;
    }

    private long inParts(long from, Wanted wanted, Act act) throws IOException {
        long count = 0;
        List<ImageEntry> part = new ArrayList<>();
        try (RemovalPlan.Entries entries = from(from)) {
            for (Optional<Finding> next = entries.next(); next.isPresent(); next = entries.next()) {
                if (wanted.accepts(next.get())) {
                    part.add(next.get().image());
                    count++;
                }
                if (part.size() == BATCH) {
                    act.on(part);
                    part.clear();
                }
            }
        }
        act.on(part);
        return count;
    }
}
