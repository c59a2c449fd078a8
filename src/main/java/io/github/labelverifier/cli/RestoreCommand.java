package io.github.labelverifier.cli;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.image.RestoreOutcome.Result;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Endpoints;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.delete.RemovalWords;
import io.github.labelverifier.job.judge.ReportJudging;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.removal.LedgerInUseException;
import io.github.labelverifier.removal.LedgerUnfitException;
import io.github.labelverifier.removal.Removal;
import io.github.labelverifier.removal.Restoration;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.store.RemovalWay;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Reasons;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier restore}. */
@Command(
        name = "restore",
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        customSynopsis = "label-verifier restore REPORT [OPTIONS]",
        description = {
            "Brings back what was removed by a report, as its ledger tells: images that were moved, and images that were"
                    + " deleted in a bucket that keeps versions. Nothing newer is written over. It asks nothing."
        })
final class RestoreCommand implements Callable<Integer> {
    private static final int TOLD_FAILURES = 5;

    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;
    private final Clock clock;
    private long told;

    @Parameters(arity = "1", paramLabel = "REPORT", description = "The report by which images were removed.")
    private Path report = Path.of("");

    @Option(names = "--dry-run", description = "Only print the keys of the images that would come back.")
    private boolean dryRun;

    @Option(names = "-0", description = "End the keys that --dry-run prints with NUL instead of newline.")
    private boolean nul;

    @Mixin
    private ConcurrencyOption pace = new ConcurrencyOption();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Mixin
    private MannerOptions manner = new MannerOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option alone
    private boolean help;

    RestoreCommand(Console console, Stores stores, Interruptions interruptions, Clock clock) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        console.behave(manner.toManner());
        Reports.requireFile(report);
        AwsSettings settings = aws.toSettings(pace.concurrency());
        ReportHeader header = header();
        interruptions.enter();
        try (Ledger ledger = open(header)) {
            ImageLocation location = location(header);
            requireSameEndpoint(header, location, settings);
            return ExitCode.first(restore(ledger, location, settings)).code();
        } catch (LedgerUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage(), e);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        } finally {
            interruptions.leave();
        }
    }

    /** The ledger alone is not believed where the images were. */
    private ReportHeader header() throws CommandFailure {
        if (!Files.exists(report)) {
            throw new CommandFailure(
                    ExitCode.ERROR, "there is no report " + report + ", which tells where the images were");
        }
        return ReportJudging.readHeader(report);
    }

    private Ledger open(ReportHeader header) throws CommandFailure, LedgerUnfitException {
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
                    ExitCode.ERROR, "cannot open the ledger " + Ledger.pathFor(report) + ": " + Reasons.of(e), e);
        }
    }

    private ImageLocation location(ReportHeader header) throws CommandFailure {
        try {
            return ImageLocation.of(header.location());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.REFUSED, report + " is of no location: " + e.getMessage(), e);
        }
    }

    private void requireSameEndpoint(ReportHeader header, ImageLocation location, AwsSettings settings)
            throws CommandFailure, ImageStoreException {
        if (location instanceof S3Location) {
            Endpoints.requireSame(report.toString(), location, header.endpoint(), stores.endpoint(location, settings));
        }
    }

    private Set<ExitCode> restore(Ledger ledger, ImageLocation location, AwsSettings settings)
            throws CommandFailure, IOException, ImageStoreException, LedgerUnfitException {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        if (location instanceof FolderLocation folder) {
            new FolderSource(folder).requireThere();
        }
        if (ledger.pendingAction().isPresent()) {
            settle(ledger, ledger.pendingAction().get(), location, settings);
            if (ledger.pendingAction().isPresent()) {
                codes.add(ExitCode.INCOMPLETE);
            }
        }
        Restoration restoration = new Restoration(ledger, location);
        Restoration.Outlook outlook = restoration.outlook();
        if (outlook.lost() > 0) {
            codes.add(ExitCode.INCOMPLETE);
            console.warn(Text.count(outlook.lost(), "image") + " cannot be brought back, such as "
                    + String.join(", ", outlook.examples()) + ": deleted where no version is kept");
        }
        if (outlook.restorable() == 0) {
            console.info("There is nothing to bring back.");
            return codes;
        }
        if (dryRun) {
            print(restoration);
            console.info(
                    "Dry run: " + Text.count(outlook.restorable(), "image") + " would come back to " + location.uri());
            return codes;
        }
        try (RemovableStore store = stores.openStorage(location, settings)) {
            ImageRestorer restorer = store.restorer();
            Restoration.Counts counts = restoration.run(restorer, interruptions.stop()::isRequested, this::tellFailure);
            restorer.remarks().forEach(console::warn);
            console.info("Restored " + Text.count(counts.restored(), "image") + " of "
                    + Text.count(outlook.restorable()) + " to " + location.uri());
            console.info("Ledger: " + ledger.path());
            if (counts.failed() + counts.unknown() > 0) {
                codes.add(ExitCode.INCOMPLETE);
            }
            if (counts.restored() + counts.failed() + counts.unknown() < outlook.restorable()) {
                codes.add(ExitCode.INTERRUPTED);
            }
        }
        return codes;
    }

    /** What a removal did that did not live to tell comes back as well. */
    private void settle(Ledger ledger, RemovalAction action, ImageLocation location, AwsSettings settings)
            throws CommandFailure, IOException, ImageStoreException, LedgerUnfitException {
        if (dryRun) {
            console.warn("the removal broke off: there may be more to bring back, which restore finds out without"
                    + " --dry-run");
            return;
        }
        RemovalWay way = new RemovalWay(destination(ledger, action, location), false);
        try (RemovableStore store = stores.openStorage(location, settings)) {
            Removal removal = new Removal(store.remover(way), ledger, interruptions.stop()::isRequested, outcome -> {});
            RemovalWords.tellSettled(console, removal.settle());
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

    private void print(Restoration restoration) throws IOException, LedgerUnfitException {
        restoration.restorable(some -> {
            for (var image : some) {
                String key = image.image().key();
                String line = nul ? key + "\0" : PlainText.escape(key) + "\n";
                console.out().write(line.getBytes(StandardCharsets.UTF_8));
            }
        });
        console.out().flush();
    }

    private void tellFailure(RestoreOutcome outcome) {
        if (outcome.result() != Result.RESTORED && ++told <= TOLD_FAILURES) {
            Optional<String> why = outcome.message();
            console.warn(outcome.key() + " was not brought back"
                    + why.map(text -> ": " + text).orElse(""));
        }
    }
}
