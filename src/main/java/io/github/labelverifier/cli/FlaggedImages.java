package io.github.labelverifier.cli;

import io.github.labelverifier.cli.RemovalOptions.Consent;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.Removal;
import io.github.labelverifier.removal.RemovalCounts;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.removal.UnfinishedReportException;
import io.github.labelverifier.verdict.Counts;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What becomes of the flagged images of a finished report: guards, question, removal. */
final class FlaggedImages {
    private static final int TOLD_FAILURES = 5;

    private final Console console;
    private final Interruptions interruptions;
    private final Clock clock;
    private long told;

    FlaggedImages(Console console, Interruptions interruptions, Clock clock) {
        this.console = console;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** Removes what may be removed, and tells which exit codes apply. */
    Set<ExitCode> dealWith(VerifyRequest request, Stores.Store store, ReportFile file, Counts counts)
            throws CommandFailure, IOException {
        boolean failOnFlagged = request.removing().failOnFlagged();
        if (request.removing().consent() == Consent.REPORT_ONLY || file.path().isEmpty()) {
            console.info("Dry run: nothing was removed.");
            return failOnFlagged ? EnumSet.of(ExitCode.FLAGGED) : EnumSet.noneOf(ExitCode.class);
        }
        if (counts.percentFlagged() > request.removing().maxFlagged()) {
            console.error(Text.percent(counts.percentFlagged()) + " of the checked images are flagged, more than"
                    + " --max-flagged " + Text.number(request.removing().maxFlagged())
                    + ": nothing was removed. If the exemplars are right, raise it");
            return EnumSet.of(ExitCode.REFUSED);
        }
        ImageRemover remover = store.remover();
        Optional<RemovalPlan> confirmed = confirm(request, plan(file), remover);
        if (confirmed.isEmpty()) {
            console.tell("Nothing was removed.");
            return EnumSet.of(ExitCode.NOT_CONFIRMED);
        }
        RemovalCounts removed = remove(confirmed.get(), remover);
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        if (interruptions.stop().isRequested()) {
            codes.add(ExitCode.INTERRUPTED);
        }
        if (removed.done() < removed.total()) {
            codes.add(ExitCode.INCOMPLETE);
        }
        if (failOnFlagged && removed.done() < counts.flag()) {
            codes.add(ExitCode.FLAGGED);
        }
        return codes;
    }

    private static RemovalPlan plan(ReportFile file) throws CommandFailure, IOException {
        try {
            return RemovalPlan.of(file.path().orElseThrow());
        } catch (UnfinishedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        }
    }

    private Optional<RemovalPlan> confirm(VerifyRequest request, RemovalPlan plan, ImageRemover remover)
            throws IOException {
        return request.removing().consent() == Consent.GIVEN
                ? Optional.of(plan)
                : new TerminalConfirmation(console, remover.undo()).confirm(plan);
    }

    private RemovalCounts remove(RemovalPlan plan, ImageRemover remover) throws CommandFailure, IOException {
        interruptions.enter();
        try (Ledger ledger = Ledger.create(plan.report(), plan.header(), clock)) {
            RemovalCounts counts =
                    new Removal(remover, ledger, interruptions.stop()::isRequested, this::tellFailure).run(plan);
            tell(counts, plan);
            return counts;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the removal broke off: " + Reasons.of(e) + ". What was done is in "
                            + Ledger.pathFor(plan.report()),
                    e);
        } finally {
            interruptions.leave();
        }
    }

    private void tellFailure(RemovalOutcome outcome) {
        if (!outcome.result().isDone() && ++told <= TOLD_FAILURES) {
            console.warn(outcome.key() + " was kept (" + outcome.result().id()
                    + outcome.message().map(why -> ": " + why).orElse("") + ")");
        }
    }

    private void tell(RemovalCounts counts, RemovalPlan plan) {
        StringBuilder line = new StringBuilder();
        for (Result result : Result.values()) {
            if (counts.of(result) > 0) {
                line.append(line.length() == 0 ? "" : ", ")
                        .append(Text.count(counts.of(result)))
                        .append(' ')
                        .append(result.id());
            }
        }
        console.info("Removal: " + (line.length() == 0 ? "nothing to do" : line));
        console.info("Ledger: " + Ledger.pathFor(plan.report()));
    }
}
