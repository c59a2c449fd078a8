package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.removal.AboveLimitException;
import io.github.labelverifier.removal.AlteredReportException;
import io.github.labelverifier.removal.GuardedRemoval;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.LedgerInUseException;
import io.github.labelverifier.removal.LedgerUnfitException;
import io.github.labelverifier.removal.OtherActionException;
import io.github.labelverifier.removal.RemovalGuard;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.removal.RemovalRest;
import io.github.labelverifier.removal.RemovalResult;
import io.github.labelverifier.removal.UnfinishedReportException;
import io.github.labelverifier.review.Decisions;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes the flagged images of one finished report, as far as a person says yes, and tells how it went. */
public final class RemovalJob {
    private final Console console;
    private final Interruptions interruptions;
    private final Clock clock;
    private final Sequel sequel;
    private boolean stopsAsking;

    public RemovalJob(Console console, Interruptions interruptions, Clock clock) {
        this(console, interruptions, clock, Sequel.NONE);
    }

    /** One of several. */
    RemovalJob(Console console, Interruptions interruptions, Clock clock, Sequel sequel) {
        this.console = console;
        this.interruptions = interruptions;
        this.clock = clock;
        this.sequel = sequel;
    }

    /** Whether the person who was asked wants to be asked no more. */
    boolean stopsAsking() {
        return stopsAsking;
    }

    /** The plan of a report; nothing is removed by one that is unfinished or was altered in form. */
    public static RemovalPlan plan(Path report) throws CommandFailure {
        return plan(report, image -> Optional.empty());
    }

    /** The same, as a review has it. */
    static RemovalPlan plan(Path report, Decisions decisions) throws CommandFailure {
        try {
            return RemovalPlan.of(report, decisions);
        } catch (UnfinishedReportException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, e.getMessage() + "; nothing was removed. Finish it: verify --reuse " + report, e);
        } catch (AlteredReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        } catch (IOException e) {
            throw Reports.failure(report, e, "; nothing was removed");
        }
    }

    /** What must hold before anything is removed. */
    static RemovalGuard guard(RemovalSettings settings) {
        return new RemovalGuard(settings.maxFlagged(), RemovalJob::requireThere);
    }

    private static void requireThere(FolderLocation folder, boolean withContent) throws ImageStoreException {
        FolderSource source = new FolderSource(folder);
        if (withContent) {
            source.requireContent();
        } else {
            source.requireThere();
        }
    }

    static CommandFailure refusal(AboveLimitException e) {
        return new CommandFailure(
                ExitCode.REFUSED,
                Text.percent(e.percent()) + " of the checked images are flagged, more than --max-flagged "
                        + Text.number(e.limit()) + ": nothing was removed. If the exemplars are right, raise it",
                e);
    }

    private static CommandFailure refusal(OtherActionException e) {
        return new CommandFailure(
                ExitCode.REFUSED,
                e.getMessage() + "; end it the same way first, "
                        + e.destination().map(to -> "with --move-to " + to).orElse("without --move-to"),
                e);
    }

    /** Removes what may be removed, and tells which exit codes apply. */
    public Set<ExitCode> remove(PlannedRemoval wanted, RemovableStore store)
            throws CommandFailure, ImageStoreException, IOException {
        return remove(wanted, store, List.of());
    }

    /**
     * Removes what may be removed, and tells which exit codes apply.
     *
     * @param others the plans of other reports, whose other images are kept
     */
    public Set<ExitCode> remove(PlannedRemoval wanted, RemovableStore store, List<RemovalPlan> others)
            throws CommandFailure, ImageStoreException, IOException {
        GuardedRemoval removal = guarded(wanted, others);
        PlannedWays ways =
                PlannedWays.of(wanted.plan(), wanted.routes(), wanted.settings().way(), store);
        requireReachable(ways);
        interruptions.enter();
        try (Ledger ledger = open(wanted.plan())) {
            RemovalRest rest = removal.rest(ways, store.source()::find, ledger);
            RemovalWords words = new RemovalWords(console, ledger.path());
            words.tell(rest);
            Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
            if (rest.plan().overview().images() > 0) {
                codes.addAll(removeRest(wanted, store, ledger, rest, words));
            }
            // What an earlier run left open, and this one could not find out, is not done.
            if (rest.isLeftOpen()) {
                codes.add(ExitCode.INCOMPLETE);
            }
            return codes;
        } catch (OtherActionException e) {
            throw refusal(e);
        } catch (LedgerUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        } finally {
            interruptions.leave();
            console.clearProgress();
        }
    }

    private static GuardedRemoval guarded(PlannedRemoval wanted, List<RemovalPlan> others)
            throws CommandFailure, ImageStoreException {
        try {
            return GuardedRemoval.of(wanted.plan(), others, guard(wanted.settings()));
        } catch (AboveLimitException e) {
            throw refusal(e);
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
                    "cannot write the ledger " + Ledger.pathFor(plan.report()) + ": " + IoProblem.of(e)
                            + "; nothing was removed",
                    e);
        }
    }

    /** A place that cannot be reached is found out before anything is asked or removed. */
    private static void requireReachable(PlannedWays ways) throws ImageStoreException {
        for (RemovalAction action : ways.actions()) {
            ways.of(action);
        }
    }

    private Set<ExitCode> removeRest(
            PlannedRemoval wanted, RemovableStore store, Ledger ledger, RemovalRest rest, RemovalWords words)
            throws CommandFailure, ImageStoreException, IOException {
        PlannedWays ways =
                PlannedWays.of(rest.plan(), wanted.routes(), wanted.settings().way(), store);
        ConfirmedRemoval all = new ConfirmedRemoval(rest.plan(), ways);
        if (wanted.settings().consent() == Consent.GIVEN) {
            return remove(wanted.settings(), rest, all, words, ledger);
        }
        double minConfidence = rest.plan().header().policy().minConfidence();
        ReviewView view = new ReviewView(console, store, wanted.settings().inlineImages(), minConfidence);
        try (TerminalReview review =
                new TerminalReview(console, interruptions, view, wanted.review(), clock, ledger::forgetIfEmpty)) {
            Optional<ConfirmedRemoval> confirmed = ask(all, review, ledger);
            if (confirmed.isPresent()) {
                return remove(wanted.settings(), rest, confirmed.get(), words, ledger);
            }
            console.tell("Nothing was removed.");
            if (ways.actions().stream().anyMatch(RemovalAction::isMove)) {
                rest.settled().ifPresent(settled -> RemovalWords.tellLeftCopies(console, settled, ledger.path()));
            }
            return EnumSet.of(ExitCode.NOT_CONFIRMED);
        }
    }

    /** What a person says yes to. */
    private Optional<ConfirmedRemoval> ask(ConfirmedRemoval all, TerminalReview review, Ledger ledger)
            throws CommandFailure, ImageStoreException, IOException {
        // Nothing is under way while the question stands.
        interruptions.atEnd(() -> {
            console.terminal().endKeys();
            ledger.forgetIfEmpty();
        });
        interruptions.leave();
        try {
            TerminalConfirmation question = new TerminalConfirmation(console, review, sequel);
            Optional<ConfirmedRemoval> confirmed = question.confirm(all);
            stopsAsking = question.stopsAsking();
            return confirmed;
        } finally {
            interruptions.enter();
            interruptions.atEnd(() -> {});
        }
    }

    private Set<ExitCode> remove(
            RemovalSettings settings, RemovalRest rest, ConfirmedRemoval confirmed, RemovalWords words, Ledger ledger)
            throws CommandFailure, ImageStoreException {
        RemovalResult removed = remove(rest, confirmed, words, ledger);
        words.tell(removed, confirmed.ways());
        return codes(settings, rest, removed);
    }

    private RemovalResult remove(RemovalRest rest, ConfirmedRemoval confirmed, RemovalWords words, Ledger ledger)
            throws CommandFailure, ImageStoreException {
        try {
            return rest.remove(
                    confirmed.plan(),
                    confirmed.ways(),
                    interruptions.stop()::isRequested,
                    ended -> words.drawProgress(ended, confirmed.plan()));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the removal broke off: " + IoProblem.of(e) + ". What was done is in " + ledger.path()
                            + "; go on with: label-verifier delete "
                            + confirmed.plan().report(),
                    e);
        } finally {
            console.clearProgress();
        }
    }

    private Set<ExitCode> codes(RemovalSettings settings, RemovalRest rest, RemovalResult removed) {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        if (interruptions.stop().isRequested() && removed.endedEarly()) {
            codes.add(ExitCode.INTERRUPTED);
        }
        if (removed.refusal().isPresent() && removed.endedEarly()) {
            codes.add(ExitCode.ERROR);
        }
        if (removed.keptInAll() > 0) {
            codes.add(ExitCode.INCOMPLETE);
        }
        if (settings.failOnFlagged()
                && removed.counts().done() < rest.plan().overview().images()) {
            codes.add(ExitCode.FLAGGED);
        }
        return codes;
    }
}
