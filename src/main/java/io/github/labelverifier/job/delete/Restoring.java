package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.image.RestoreOutcome.Result;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Endpoints;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.LedgerInUseException;
import io.github.labelverifier.removal.LedgerUnfitException;
import io.github.labelverifier.removal.RemovalCounts;
import io.github.labelverifier.removal.Removers;
import io.github.labelverifier.removal.Restoration;
import io.github.labelverifier.removal.Settlement;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.store.MoveOrDelete;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.SummaryLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The job of {@code restore}: brings back what was removed by a report, as its ledger tells. */
public final class Restoring {
    private static final int TOLD_FAILURES = 5;

    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;
    private final Clock clock;

    public Restoring(Console console, Stores stores, Interruptions interruptions, Clock clock) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** Does the job and tells how it ended. */
    public ExitCode run(RestoreRequest request) throws CommandFailure, IOException {
        ReportHeader header = header(request.report());
        interruptions.enter();
        try (Ledger ledger = open(request.report(), header)) {
            ImageLocation location = Reports.location(request.report(), header);
            Endpoints.requireSame(request.report(), header, location, stores, request.aws());
            return ExitCode.first(restore(request, ledger, location));
        } catch (LedgerUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage(), e);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        } finally {
            interruptions.leave();
        }
    }

    /** The ledger alone is not believed where the images were. */
    private static ReportHeader header(Path report) throws CommandFailure {
        if (!Files.exists(report)) {
            throw new CommandFailure(
                    ExitCode.ERROR, "there is no report " + report + ", which tells where the images were");
        }
        return Reports.header(report);
    }

    private Ledger open(Path report, ReportHeader header) throws CommandFailure, LedgerUnfitException {
        try {
            return Ledger.reopen(report, header, clock);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "nothing was removed by " + report + ": there is no ledger " + Ledger.pathFor(report),
                    e);
        } catch (LedgerInUseException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "cannot open the ledger " + Ledger.pathFor(report) + ": " + IoProblem.of(e), e);
        }
    }

    private Set<ExitCode> restore(RestoreRequest request, Ledger ledger, ImageLocation location)
            throws CommandFailure, IOException, ImageStoreException, LedgerUnfitException {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        if (location instanceof FolderLocation folder) {
            new FolderSource(folder).requireThere();
        }
        if (!ledger.pendingActions().isEmpty()) {
            settle(request, ledger, location);
            if (!ledger.pendingActions().isEmpty()) {
                codes.add(ExitCode.INCOMPLETE);
            }
        }
        Restoration restoration = new Restoration(ledger, location);
        Restoration.Outlook outlook = restoration.outlook();
        if (outlook.lost() > 0) {
            codes.add(ExitCode.INCOMPLETE);
            console.warn(Text.count(outlook.lost(), "image") + " cannot be brought back, such as "
                    + String.join(", ", outlook.examples())
                    + ": deleted, and the store has named no version that would bring them back");
        }
        if (outlook.restorable() == 0) {
            console.info("There is nothing to bring back.");
            return codes;
        }
        if (request.dryRun()) {
            print(restoration, request.nul());
            console.info(
                    "Dry run: " + Text.count(outlook.restorable(), "image") + " would come back to " + location.uri());
            return codes;
        }
        try (RemovableStore store = stores.openStorage(location, request.aws())) {
            ImageRestorer restorer = store.restorer();
            Restoration.Counts counts =
                    restoration.run(restorer, interruptions.stop()::isRequested, new Failures()::tell);
            restorer.remarks().forEach(console::warn);
            SummaryLines lines = new SummaryLines(console);
            lines.tell(
                    SummaryLines.Name.RESTORED,
                    Text.count(counts.restored(), "image") + " of " + Text.count(outlook.restorable()) + " to "
                            + location.uri());
            lines.tell(SummaryLines.Name.LEDGER, ledger.path().toString());
            if (counts.failed() + counts.unknown() > 0) {
                codes.add(ExitCode.INCOMPLETE);
            }
            if (counts.restored() + counts.failed() + counts.unknown() < outlook.restorable()) {
                codes.add(ExitCode.INTERRUPTED);
            }
        }
        return codes;
    }

    /** What a removal did that was stopped before it recorded the outcome comes back as well. */
    private void settle(RestoreRequest request, Ledger ledger, ImageLocation location)
            throws CommandFailure, IOException, ImageStoreException, LedgerUnfitException {
        if (request.dryRun()) {
            console.warn("the removal broke off: there may be more to bring back, which restore finds out without"
                    + " --dry-run");
            return;
        }
        Map<RemovalAction, MoveOrDelete> ways = new HashMap<>();
        for (RemovalAction action : ledger.pendingActions()) {
            ways.put(action, new MoveOrDelete(destination(ledger, action, location), action.number(), false));
        }
        try (RemovableStore store = stores.openStorage(location, request.aws())) {
            Removers removers = action -> store.remover(Objects.requireNonNull(ways.get(action)));
            RemovalCounts settled = new Settlement(removers, ledger).settle();
            RemovalWords.tellSettled(console, settled);
            if (ways.keySet().stream().anyMatch(RemovalAction::isMove)) {
                RemovalWords.tellLeftCopies(console, settled, ledger.path());
            }
        }
    }

    private static Optional<ImageLocation> destination(Ledger ledger, RemovalAction action, ImageLocation location)
            throws CommandFailure {
        if (!action.isMove()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Locations.destination(action.destination().orElseThrow(), location));
        } catch (CommandFailure e) {
            throw new CommandFailure(ExitCode.REFUSED, ledger.path() + ": " + e.getMessage(), e);
        }
    }

    private void print(Restoration restoration, boolean nul) throws IOException, LedgerUnfitException {
        restoration.restorable(some -> {
            for (var image : some) {
                String key = image.image().key();
                String line = nul ? key + "\0" : PlainText.escape(key) + "\n";
                console.out().write(line.getBytes(StandardCharsets.UTF_8));
            }
        });
        console.out().flush();
    }

    /** Tells the first few of those that were not brought back. */
    private final class Failures {
        private long told;

        void tell(RestoreOutcome outcome) {
            if (outcome.result() != Result.RESTORED && ++told <= TOLD_FAILURES) {
                Optional<String> why = outcome.message();
                console.warn(outcome.key() + " was not brought back"
                        + why.map(text -> ": " + text).orElse(""));
            }
        }
    }
}
