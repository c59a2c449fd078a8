package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.removal.AlteredReportException;
import io.github.labelverifier.removal.KeptLinks;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.LedgerInUseException;
import io.github.labelverifier.removal.LedgerUnfitException;
import io.github.labelverifier.removal.Removal;
import io.github.labelverifier.removal.RemovalCounts;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.removal.SparingRemover;
import io.github.labelverifier.removal.UnfinishedReportException;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Reasons;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Counts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What becomes of the flagged images of a finished report: guards, what an earlier run began, question, removal. */
public final class FlaggedImages {
    private static final int TOLD_FAILURES = 5;

    private final Console console;
    private final Interruptions interruptions;
    private final Clock clock;
    private final List<RemovalOutcome> firstFailures = new ArrayList<>();
    private long failures;
    private long copiesLeft;
    private long ended;

    public FlaggedImages(Console console, Interruptions interruptions, Clock clock) {
        this.console = console;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** The plan of a report; nothing is removed by one that is unfinished or was altered in form. */
    public static RemovalPlan plan(Path report) throws CommandFailure {
        try {
            return RemovalPlan.of(report);
        } catch (UnfinishedReportException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, e.getMessage() + "; nothing was removed. Finish it: verify --reuse " + report, e);
        } catch (AlteredReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        } catch (IOException e) {
            throw Reports.failure(report, e, "; nothing was removed");
        }
    }

    static boolean isAboveLimit(Removing removing, RemovalPlan plan) {
        return plan.percentOfChecked() > removing.maxFlagged();
    }

    /** Nothing is removed if more than a share of the checked images would go. */
    static void requireWithinLimit(Removing removing, RemovalPlan plan) throws CommandFailure {
        if (isAboveLimit(removing, plan)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    Text.percent(plan.percentOfChecked()) + " of the checked images are flagged, more than"
                            + " --max-flagged " + Text.number(removing.maxFlagged())
                            + ": nothing was removed. If the exemplars are right, raise it");
        }
    }

    /**
     * Nothing is removed, and no ledger is begun, where the place of the images is away: all would seem to be gone. Of a bucket
     * that shows when it is opened.
     */
    static void requireThere(RemovalPlan plan) throws ImageStoreException {
        if (plan.location() instanceof FolderLocation folder) {
            Counts counts = plan.summary().counts();
            if (counts.images() > counts.flag()) {
                new FolderSource(folder).requireContent();
            } else {
                new FolderSource(folder).requireThere();
            }
        }
    }

    /** Removes what may be removed, and tells which exit codes apply. */
    public Set<ExitCode> remove(Removing removing, RemovableStore store, RemovalPlan plan)
            throws CommandFailure, ImageStoreException, IOException {
        return remove(removing, store, plan, List.of());
    }

    /**
     * Removes what may be removed, and tells which exit codes apply.
     *
     * @param others the plans of other reports, whose other images are kept
     */
    public Set<ExitCode> remove(Removing removing, RemovableStore store, RemovalPlan plan, List<RemovalPlan> others)
            throws CommandFailure, ImageStoreException, IOException {
        requireWithinLimit(removing, plan);
        requireThere(plan);
        ImageRemover remover = store.remover(removing.way());
        interruptions.enter();
        try (Ledger ledger = open(plan)) {
            requireSameAction(ledger, remover.action());
            Removal removal =
                    new Removal(remover, ledger, interruptions.stop()::isRequested, outcome -> note(outcome, plan));
            settle(removal, ledger);
            RemovalPlan rest = ledger.done() == 0
                    ? plan
                    : plan.only(finding -> !ledger.isDone(finding.image().key()));
            long before = plan.overview().images() - rest.overview().images();
            if (rest.overview().images() == 0) {
                console.info(
                        before == 0
                                ? "Nothing to remove."
                                : "Nothing is left to remove: " + Text.count(before, "image") + " went before. Ledger: "
                                        + ledger.path());
                return codes(ledger);
            }
            if (before > 0) {
                console.info(Text.count(before, "image") + " went before; "
                        + Text.count(rest.overview().images()) + " are left.");
            }
            Set<ExitCode> codes = removeRest(removing, store, remover, others, ledger, rest);
            codes.addAll(codes(ledger));
            return codes;
        } catch (LedgerUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        } finally {
            interruptions.leave();
            console.clearProgress();
        }
    }

    private Ledger open(RemovalPlan plan) throws CommandFailure {
        try {
            return Ledger.open(plan.report(), plan.header(), clock);
        } catch (LedgerInUseException | LedgerUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "cannot write the ledger " + Ledger.pathFor(plan.report()) + ": " + Reasons.of(e)
                            + "; nothing was removed",
                    e);
        }
    }

    private static void requireSameAction(Ledger ledger, RemovalAction action) throws CommandFailure {
        Optional<RemovalAction> begun = ledger.pendingAction();
        if (begun.isPresent() && !begun.get().equals(action)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    ledger.path() + ": an earlier run did not live to tell what became of some images; end it the same"
                            + " way first, "
                            + begun.get()
                                    .destination()
                                    .map(to -> "with --move-to " + to)
                                    .orElse("without --move-to"));
        }
    }

    private void settle(Removal removal, Ledger ledger) throws IOException, LedgerUnfitException {
        if (ledger.pendingAction().isPresent()) {
            tellSettled(console, removal.settle());
        }
    }

    /** What an earlier run left open, and this one could not find out, is not done. */
    private static Set<ExitCode> codes(Ledger ledger) {
        return ledger.pendingAction().isPresent() ? EnumSet.of(ExitCode.INCOMPLETE) : EnumSet.noneOf(ExitCode.class);
    }

    private Set<ExitCode> removeRest(
            Removing removing,
            RemovableStore store,
            ImageRemover remover,
            List<RemovalPlan> others,
            Ledger ledger,
            RemovalPlan rest)
            throws CommandFailure, IOException {
        Optional<RemovalPlan> confirmed = Optional.of(rest);
        if (removing.consent() != Consent.GIVEN) {
            // Nothing is under way while the question stands.
            interruptions.atEnd(ledger::forgetIfEmpty);
            interruptions.leave();
            try {
                confirmed = new TerminalConfirmation(
                                console,
                                remover,
                                new ReviewView(
                                        console,
                                        store,
                                        removing.inlineImages(),
                                        rest.header().policy().minConfidence()))
                        .confirm(rest);
            } finally {
                interruptions.enter();
                interruptions.atEnd(() -> {});
            }
        }
        if (confirmed.isEmpty()) {
            console.tell("Nothing was removed.");
            return EnumSet.of(ExitCode.NOT_CONFIRMED);
        }
        Removal.Result removed;
        try {
            removed = run(remover, others, ledger, confirmed.get());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the removal broke off: " + Reasons.of(e) + ". What was done is in " + ledger.path()
                            + "; go on with: label-verifier delete " + rest.report(),
                    e);
        }
        console.clearProgress();
        remover.remarks().forEach(console::warn);
        Set<ExitCode> codes = codes(removed, confirmed.get());
        if (removing.failOnFlagged()
                && removed.counts().done() < rest.overview().images()) {
            codes.add(ExitCode.FLAGGED);
        }
        tell(removed, confirmed.get(), ledger);
        return codes;
    }

    private Removal.Result run(ImageRemover remover, List<RemovalPlan> others, Ledger ledger, RemovalPlan plan)
            throws IOException {
        try (KeptLinks kept = new KeptLinks()) {
            ImageRemover sparing = remover;
            if (plan.location() instanceof FolderLocation folder) {
                kept.add(plan);
                for (RemovalPlan other : others) {
                    kept.add(other);
                }
                sparing = new SparingRemover(remover, folder, kept);
            }
            return new Removal(sparing, ledger, interruptions.stop()::isRequested, outcome -> note(outcome, plan))
                    .run(plan);
        }
    }

    private Set<ExitCode> codes(Removal.Result removed, RemovalPlan plan) {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        boolean untouched = removed.counts().total() < plan.overview().images();
        if (interruptions.stop().isRequested() && untouched) {
            codes.add(ExitCode.INTERRUPTED);
        }
        if (removed.refusal().isPresent() && untouched) {
            codes.add(ExitCode.ERROR);
        }
        if (removed.counts().done() < removed.counts().total()) {
            codes.add(ExitCode.INCOMPLETE);
        }
        return codes;
    }

    private void note(RemovalOutcome outcome, RemovalPlan plan) {
        ended++;
        if (!outcome.result().isDone()) {
            failures++;
            copiesLeft += outcome.moved().isPresent() ? 1 : 0;
            if (firstFailures.size() < TOLD_FAILURES) {
                firstFailures.add(outcome);
            }
        }
        if (console.showsLiveProgress() && (ended & 15) == 0) {
            console.drawProgress("removing: " + Text.count(ended) + " of at most "
                    + Text.count(plan.overview().images()));
        }
    }

    private void tell(Removal.Result removed, RemovalPlan plan, Ledger ledger) {
        long untried = plan.overview().images()
                - removed.counts().total()
                + removed.counts().untried();
        boolean nothingDone = removed.counts().done() == 0;
        // Of a last batch alone, each image is told like any other that was kept.
        if (removed.refusal().isPresent() && (untried > 0 || nothingDone)) {
            console.error("the store refuses to remove " + (nothingDone ? "anything" : "any more") + ": "
                    + removed.refusal().get() + ". "
                    + (untried == 0
                            ? ""
                            : Text.count(untried, "image") + (untried == 1 ? " was" : " were") + " not tried. ")
                    + remedy(plan));
        } else {
            firstFailures.forEach(outcome -> console.warn(outcome.key() + " was kept ("
                    + (outcome.untried() ? "not tried" : outcome.result().id())
                    + outcome.message().map(why -> ": " + why).orElse("") + ")"));
            if (failures > firstFailures.size()) {
                console.warn(Text.count(failures - firstFailures.size()) + " more were kept: the ledger says why");
            }
        }
        if (copiesLeft > 0) {
            console.warn(Text.count(copiesLeft, "image") + " kept: a copy of " + (copiesLeft == 1 ? "it" : "each")
                    + " may be left at the destination, which the ledger names");
        }
        console.info("Removal: " + inWords(removed.counts()));
        console.info("Ledger: " + ledger.path());
    }

    private static String remedy(RemovalPlan plan) {
        return plan.location() instanceof S3Location s3
                ? "Check the credentials, and s3:DeleteObject and s3:GetObject on arn:aws:s3:::" + s3.bucket() + "/"
                        + s3.prefix() + "*"
                : "Check the permissions of " + plan.location().uri();
    }

    public static void tellSettled(Console console, RemovalCounts settled) {
        console.info("An earlier run left " + Text.count(settled.total(), "image") + " open: " + inWords(settled));
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
