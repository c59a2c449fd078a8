package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.removal.RemovalCounts;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.removal.RemovalRest;
import io.github.labelverifier.removal.RemovalResult;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.SummaryLines;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Tells the person at the terminal how a removal goes and how it ended. */
final class RemovalWords {
    private final Console console;
    private final Path ledger;

    RemovalWords(Console console, Path ledger) {
        this.console = console;
        this.ledger = ledger;
    }

    /** The question about images that are to go. */
    static String question(RemovalPlan plan, PlannedWays ways) {
        RemovalPlan.Overview overview = plan.overview();
        Optional<String> place =
                ways.actions().size() == 1 ? ways.actions().get(0).destination() : Optional.empty();
        long moved = ways.images().entrySet().stream()
                .filter(way -> way.getKey().isMove())
                .mapToLong(Map.Entry::getValue)
                .sum();
        String what = overview.added() == 0 ? "flagged image" : "image";
        String from = " (" + Text.bytes(overview.bytes()) + ") from "
                + PlainText.escape(plan.header().location())
                + place.map(to -> " to " + PlainText.escape(to)).orElse("") + "?";
        long deleted = overview.images() - moved;
        if (moved > 0 && deleted > 0) {
            return "Delete " + Text.count(deleted, what) + " and move " + Text.count(moved) + from;
        }
        return (moved > 0 ? "Move " : "Delete ") + Text.count(overview.images(), what) + from;
    }

    /** Tells what became of what an earlier run left open. */
    static void tellSettled(Console console, RemovalCounts settled) {
        console.info("An earlier run left " + Text.count(settled.total(), "image") + " open: " + inWords(settled));
    }

    /** Warns of copies that a move which broke off may have left, where what it left open has not gone on since. */
    static void tellLeftCopies(Console console, RemovalCounts settled, Path ledger) {
        long left = settled.of(Result.FAILED);
        if (left > 0) {
            console.warn("what was not moved is where it was; the move that broke off may have left copies of "
                    + Text.count(left, "image") + " at its destination, which the ledger names: " + ledger);
        }
    }

    /** Tells what earlier runs did, and if that was all. */
    void tell(RemovalRest rest) {
        rest.settled().ifPresent(settled -> tellSettled(console, settled));
        long left = rest.plan().overview().images();
        if (rest.before() == 0) {
            if (left == 0) {
                console.info("Nothing to remove.");
            }
        } else if (left == 0) {
            console.info("Nothing is left to remove: " + Text.count(rest.before(), "image") + " went before.");
            new SummaryLines(console).tell(SummaryLines.Name.LEDGER, ledger.toString());
        } else {
            console.info(Text.count(rest.before(), "image") + " went before; " + Text.count(left) + " are left.");
        }
    }

    /** Draws how many images have ended. */
    void drawProgress(long ended, RemovalPlan plan) {
        if (console.showsLiveProgress() && (ended & 15) == 0) {
            console.drawProgress("removing: " + Text.count(ended) + " of at most "
                    + Text.count(plan.overview().images()));
        }
    }

    /** Tells how a removal in these ways ended. */
    void tell(RemovalResult removed, PlannedWays ways) {
        removed.remarks().forEach(console::warn);
        boolean nothingDone = removed.counts().done() == 0;
        long untried = removed.untried();
        // Of a last batch alone, each image is told like any other that was kept.
        if (removed.refusal().isPresent() && (untried > 0 || nothingDone)) {
            console.error("the store refuses to remove " + (nothingDone ? "anything" : "any more") + ": "
                    + removed.refusal().get() + ". "
                    + (untried == 0
                            ? ""
                            : Text.count(untried, "image") + (untried == 1 ? " was" : " were") + " not tried. ")
                    + remedy(removed.plan().location(), ways));
        } else {
            tellKept(removed);
        }
        if (removed.copies() > 0) {
            console.warn(Text.count(removed.copies(), "image") + " kept: a copy of "
                    + (removed.copies() == 1 ? "it" : "each")
                    + " may be left at the destination, which the ledger names");
        }
        SummaryLines lines = new SummaryLines(console);
        lines.tell(SummaryLines.Name.REMOVAL, inWords(removed.counts()));
        lines.tell(SummaryLines.Name.LEDGER, ledger.toString());
    }

    private void tellKept(RemovalResult removed) {
        removed.kept()
                .forEach(outcome -> console.warn(outcome.key() + " was kept ("
                        + (outcome.untried() ? "not tried" : outcome.result().id())
                        + outcome.message().map(why -> ": " + why).orElse("") + ")"));
        long more = removed.keptInAll() - removed.kept().size();
        if (more > 0) {
            console.warn(Text.count(more) + " more were kept: the ledger says why");
        }
    }

    /** What to look after; the refusal itself names what it was that is not allowed. */
    private static String remedy(ImageLocation location, PlannedWays ways) {
        boolean moves = ways.actions().stream().anyMatch(RemovalAction::isMove);
        if (location instanceof S3Location s3) {
            return "Check the credentials, and s3:GetObject and s3:DeleteObject on arn:aws:s3:::" + s3.bucket() + "/"
                    + s3.prefix() + "*"
                    + (moves ? "; to move, also s3:GetObject and s3:PutObject at the destination" : "");
        }
        return "Check the permissions of " + location.uri() + (moves ? " and of the destination" : "");
    }

    private static String inWords(RemovalCounts counts) {
        StringBuilder line = new StringBuilder();
        for (Result result : Result.values()) {
            if (counts.of(result) > 0) {
                line.append(line.length() == 0 ? "" : ", ")
                        .append(Text.count(counts.of(result)))
                        .append(' ')
                        .append(result.id());
            }
        }
        if (counts.untried() > 0) {
            line.append(line.length() == 0 ? "" : ", ")
                    .append(Text.count(counts.untried()))
                    .append(" not tried");
        }
        return line.length() == 0 ? "nothing to do" : line.toString();
    }
}
