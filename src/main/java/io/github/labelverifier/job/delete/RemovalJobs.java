package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.LinkChain;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.removal.AboveLimitException;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.LedgerUnfitException;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes the flagged images of several reports, each with a plan and a ledger of its own. All are found fit before
 * anything is removed by the first; then there is one question a report, or one about all of them.
 */
public final class RemovalJobs {
    private final Console console;
    private final Interruptions interruptions;
    private final Clock clock;
    private final String noun;

    /**
     * Removals one after another.
     *
     * @param noun what each is of, such as {@code Class}
     */
    public RemovalJobs(Console console, Interruptions interruptions, Clock clock, String noun) {
        this.noun = noun;
        this.console = console;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** What one question is about. */
    public enum Ask {
        each,
        all
    }

    /** Nothing of any report is removed if more than a share of the checked images of one would go. */
    private static void requireWithinLimits(List<PlannedRemoval> jobs) throws CommandFailure {
        for (PlannedRemoval job : jobs) {
            try {
                RemovalJob.guard(job.settings()).requireWithinLimit(job.plan());
            } catch (AboveLimitException e) {
                CommandFailure refusal = RemovalJob.refusal(e);
                throw jobs.size() == 1
                        ? refusal
                        : new CommandFailure(
                                refusal.exitCode(), job.plan().report() + ": " + refusal.getMessage(), refusal);
            }
        }
    }

    /** Removes what may be removed, and tells which exit codes apply. */
    public Set<ExitCode> remove(List<PlannedRemoval> jobs, Ask ask, StoreOpener opener)
            throws CommandFailure, IOException {
        requireWithinLimits(jobs);
        try {
            for (PlannedRemoval job : jobs) {
                RemovalJob.guard(job.settings()).requireThere(job.plan());
            }
            List<RemovalPlan> plans = jobs.stream().map(PlannedRemoval::plan).toList();
            return jobs.size() == 1 ? removeEach(jobs, plans, opener) : removeAll(jobs, plans, ask, opener);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        }
    }

    private Set<ExitCode> removeAll(List<PlannedRemoval> jobs, List<RemovalPlan> plans, Ask ask, StoreOpener opener)
            throws CommandFailure, ImageStoreException, IOException {
        List<PlannedRemoval> left = new ArrayList<>();
        List<ReportsConfirmation.Part> parts = new ArrayList<>();
        for (PlannedRemoval job : jobs) {
            RemovalPlan.Overview rest = rest(job.plan());
            if (rest.images() > 0) {
                left.add(job);
                parts.add(new ReportsConfirmation.Part(
                        job.plan().location(), job.settings().way(), rest));
            }
        }
        if (left.isEmpty() || ask == Ask.each || left.get(0).settings().consent() == Consent.GIVEN) {
            return removeEach(jobs, plans, opener);
        }
        if (!new ReportsConfirmation(console, opener).confirm(parts)) {
            console.tell("Nothing was removed.");
            return EnumSet.of(ExitCode.NOT_CONFIRMED);
        }
        return removeEach(left.stream().map(PlannedRemoval::confirmed).toList(), plans, opener);
    }

    /** What is left of a plan after the removals of earlier runs, none of which may be unfit to go on from. */
    private RemovalPlan.Overview rest(RemovalPlan plan) throws CommandFailure, IOException {
        try (Ledger ledger = Ledger.view(plan.report(), plan.header(), clock)) {
            return plan.without(ledger).overview();
        } catch (LedgerUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        }
    }

    private Set<ExitCode> removeEach(List<PlannedRemoval> jobs, List<RemovalPlan> plans, StoreOpener opener)
            throws CommandFailure, ImageStoreException, IOException {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        int number = 0;
        for (PlannedRemoval job : linksFirst(jobs)) {
            if (interruptions.stop().isRequested()) {
                codes.add(ExitCode.INTERRUPTED);
                break;
            }
            number++;
            Sequel sequel = new Sequel(noun, name(job.plan()), number, jobs.size());
            try (RemovableStore store = opener.open(job.plan().location())) {
                List<RemovalPlan> others =
                        plans.stream().filter(plan -> plan != job.plan()).toList();
                RemovalJob removal = new RemovalJob(console, interruptions, clock, sequel);
                codes.addAll(removal.remove(job, store, others));
                if (removal.stopsAsking()) {
                    console.tell(
                            "Nothing more is asked: " + Text.count(jobs.size() - number) + " are left as they are.");
                    break;
                }
            }
        }
        return codes;
    }

    private static String name(RemovalPlan plan) {
        return ImageLocation.lastPart(plan.location().uri()) + " (" + plan.report() + ")";
    }

    /** The same, but first those of which links would go that lead out of their folder: to files that may go by another. */
    private static List<PlannedRemoval> linksFirst(List<PlannedRemoval> jobs) throws IOException {
        List<PlannedRemoval> first = new ArrayList<>();
        List<PlannedRemoval> rest = new ArrayList<>();
        for (PlannedRemoval job : jobs) {
            (jobs.size() > 1 && leadsOut(job.plan()) ? first : rest).add(job);
        }
        first.addAll(rest);
        return first;
    }

    private static boolean leadsOut(RemovalPlan plan) throws IOException {
        if (!(plan.location() instanceof FolderLocation folder)) {
            return false;
        }
        try (RemovalPlan.Entries entries = plan.entries()) {
            for (Optional<Finding> next = entries.next(); next.isPresent(); next = entries.next()) {
                LinkChain chain = LinkChain.of(folder, next.get().image().key());
                if (chain.files().stream().anyMatch(file -> !Path.of(file).startsWith(folder.folder()))) {
                    return true;
                }
            }
        }
        return false;
    }
}
