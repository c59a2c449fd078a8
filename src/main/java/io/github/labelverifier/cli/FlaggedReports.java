package io.github.labelverifier.cli;

import io.github.labelverifier.cli.RemovalOptions.Consent;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.LedgerUnfitException;
import io.github.labelverifier.removal.RemovalPlan;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What becomes of the flagged images of several reports, each with a plan and a ledger of its own. All are found fit before
 * anything is removed by the first; then there is one question a report, or one about all of them.
 */
final class FlaggedReports {
    private final Console console;
    private final Interruptions interruptions;
    private final Clock clock;

    FlaggedReports(Console console, Interruptions interruptions, Clock clock) {
        this.console = console;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** What one question is about. */
    enum Ask {
        each,
        all
    }

    /** A report's plan, and what is to become of it. */
    record Job(RemovalPlan plan, Removing removing) {
        Job confirmed() {
            return new Job(plan, removing.confirmed());
        }
    }

    /** What is left to be removed of a report, after earlier runs. */
    record Rest(Job job, RemovalPlan.Overview overview) {}

    /** Opens the store that a location is in. */
    interface Opener {
        Stores.Store open(ImageLocation location) throws ImageStoreException;
    }

    /** Nothing of any report is removed if more than a share of the checked images of one would go. */
    static void requireWithinLimits(List<Job> jobs) throws CommandFailure {
        for (Job job : jobs) {
            try {
                FlaggedImages.requireWithinLimit(job.removing(), job.plan());
            } catch (CommandFailure e) {
                throw jobs.size() == 1
                        ? e
                        : new CommandFailure(e.exitCode(), job.plan().report() + ": " + e.getMessage(), e);
            }
        }
    }

    /** Removes what may be removed, and tells which exit codes apply. */
    Set<ExitCode> remove(List<Job> jobs, Ask ask, Opener opener) throws CommandFailure, IOException {
        requireWithinLimits(jobs);
        try {
            return jobs.size() == 1 ? removeEach(jobs, opener) : removeAll(jobs, ask, opener);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        }
    }

    private Set<ExitCode> removeAll(List<Job> jobs, Ask ask, Opener opener)
            throws CommandFailure, ImageStoreException, IOException {
        List<Rest> left = new ArrayList<>();
        for (Job job : jobs) {
            RemovalPlan.Overview rest = rest(job.plan());
            if (rest.images() > 0) {
                left.add(new Rest(job, rest));
            }
        }
        if (left.isEmpty() || ask == Ask.each || left.get(0).job().removing().consent() == Consent.GIVEN) {
            return removeEach(jobs, opener);
        }
        if (!new ReportsConfirmation(console, opener).confirm(left)) {
            console.tell("Nothing was removed.");
            return EnumSet.of(ExitCode.NOT_CONFIRMED);
        }
        return removeEach(left.stream().map(rest -> rest.job().confirmed()).toList(), opener);
    }

    /** What is left of a plan after the removals of earlier runs, none of which may be unfit to go on from. */
    private RemovalPlan.Overview rest(RemovalPlan plan) throws CommandFailure, IOException {
        try (Ledger ledger = Ledger.view(plan.report(), plan.header(), clock)) {
            return ledger.done() == 0
                    ? plan.overview()
                    : plan.only(finding -> !ledger.isDone(finding.image().key()))
                            .overview();
        } catch (LedgerUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        }
    }

    private Set<ExitCode> removeEach(List<Job> jobs, Opener opener)
            throws CommandFailure, ImageStoreException, IOException {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        for (Job job : jobs) {
            if (interruptions.stop().isRequested()) {
                codes.add(ExitCode.INTERRUPTED);
                break;
            }
            try (Stores.Store store = opener.open(job.plan().location())) {
                codes.addAll(
                        new FlaggedImages(console, interruptions, clock).remove(job.removing(), store, job.plan()));
            }
        }
        return codes;
    }
}
