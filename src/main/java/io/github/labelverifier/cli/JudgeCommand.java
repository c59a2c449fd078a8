package io.github.labelverifier.cli;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.JudgedPrinter;
import io.github.labelverifier.job.OutputFolder;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.judge.JudgingRule;
import io.github.labelverifier.job.judge.ReportJudging;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.report.Judged;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.ClassTable;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.SummaryText;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier judge}: finished reports, judged anew from their labels; no AWS client is built. */
@Command(
        name = "judge",
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        customSynopsis = "label-verifier judge REPORT... [--rule overlap|contrast] [-o FILE | --out-dir DIR] [OPTIONS]",
        description = {
            "Judges finished reports anew from the labels that they hold, by another rule or threshold, and writes new"
                    + " reports. It never calls Rekognition and costs nothing."
        })
final class JudgeCommand implements Callable<Integer> {
    private final Console console;
    private final Interruptions interruptions;

    @Parameters(arity = "1..*", paramLabel = "REPORT", description = "Finished reports, one a folder.")
    private List<Path> reports = new ArrayList<>();

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Mixin
    private Written written = new Written();

    @Mixin
    private MannerOptions manner = new MannerOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option alone
    private boolean help;

    /** Where the results go. */
    static final class Written {
        @Option(
                names = {"-o", "--report"},
                paramLabel = "FILE",
                description = "Write the new report there; for one report.")
        private @Nullable Path file;

        @Option(
                names = "--out-dir",
                paramLabel = "DIR",
                description = "Write the new reports there, under their old names.")
        private @Nullable Path folder;

        @Option(names = "--overwrite", description = "Write over reports that exist.")
        private boolean overwrite;

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                description =
                        "What standard output gets: table (of several reports, one row each), keys, uris, jsonl, csv,"
                                + " none. Default: table.")
        private Format format = Format.table;

        @Option(names = "-0", description = "End keys with NUL instead of newline.")
        private boolean nul;

        @Option(
                names = "--show",
                paramLabel = "VERDICT",
                description = "Which findings standard output gets: keep, flag, skip, error, all. Repeatable. Default:"
                        + " flag.")
        private List<String> show = new ArrayList<>();
    }

    JudgeCommand(Console console, Interruptions interruptions) {
        this.console = console;
        this.interruptions = interruptions;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        console.behave(manner.toManner());
        JudgingRule rule = judging.toRule(changes.toChanges(judging.isContrast()));
        Set<Verdict> shown = OutputOptions.verdicts(written.show);
        Optional<Path> scratch = written.file == null && written.folder == null
                ? Optional.of(TemporaryFiles.folder("judge"))
                : Optional.empty();
        interruptions.enter();
        try {
            List<Judged> judged =
                    new ReportJudging(console, interruptions.stop(), rule).run(targets(scratch), List.of());
            print(judged, shown);
            return tell(judged, scratch.isEmpty()).code();
        } catch (ReportJudging.StoppedException e) {
            console.tell("stopped; nothing was written");
            return ExitCode.INTERRUPTED.code();
        } finally {
            if (scratch.isPresent()) {
                for (Path report : reports) {
                    Files.deleteIfExists(scratch.get().resolve(name(report)));
                }
                Files.deleteIfExists(scratch.get());
            }
            interruptions.leave();
        }
    }

    private static Path name(Path report) {
        return Objects.requireNonNull(report.getFileName());
    }

    private List<ReportJudging.Target> targets(Optional<Path> scratch) throws CommandFailure, IOException {
        if (written.file != null && written.folder != null) {
            throw CommandFailure.usage("-o and --out-dir exclude each other");
        }
        if (written.file != null && reports.size() > 1) {
            throw CommandFailure.usage("-o takes one report, and " + reports.size() + " are judged: give --out-dir");
        }
        for (Path report : reports) {
            Reports.headerOfFile(report);
        }
        if (written.folder != null) {
            OutputFolder.create(written.folder);
        }
        Set<Path> taken = new HashSet<>();
        List<ReportJudging.Target> targets = new ArrayList<>();
        for (Path report : reports) {
            Path destination = written.file != null
                    ? written.file
                    : scratch.orElseGet(() -> Objects.requireNonNull(written.folder))
                            .resolve(name(report));
            if (!taken.add(destination)) {
                throw CommandFailure.usage(
                        "two reports are called " + name(report) + ": their new ones would be the same file");
            }
            requireFree(destination);
            targets.add(new ReportJudging.Target(report, destination, Optional.empty()));
        }
        return targets;
    }

    private void requireFree(Path destination) throws CommandFailure, IOException {
        if (Files.isDirectory(destination)) {
            throw CommandFailure.usage(destination + " is a folder: name a file in it");
        }
        if (Files.exists(Ledger.pathFor(destination))) {
            throw CommandFailure.usage(destination + " has a ledger of what was removed by it: choose another name");
        }
        if (!Files.exists(destination)) {
            return;
        }
        for (Path report : reports) {
            if (Files.isSameFile(report, destination)) {
                throw CommandFailure.usage(report + " would be written over by its own judgement: choose another name");
            }
        }
        if (!written.overwrite) {
            throw CommandFailure.usage(destination + " exists: choose another name, or add --overwrite");
        }
    }

    private void print(List<Judged> judged, Set<Verdict> shown) throws CommandFailure, IOException {
        if (written.format == Format.table && judged.size() > 1) {
            new ClassTable(console).print(judged);
        } else {
            new JudgedPrinter(console).print(judged, written.format, written.nul, shown);
        }
    }

    private ExitCode tell(List<Judged> judged, boolean kept) {
        long errors = 0;
        for (Judged one : judged) {
            errors += one.counts().error();
            console.info(SummaryText.line(one) + (kept ? ". Report: " + one.report() : ""));
        }
        if (judged.size() > 1) {
            new ClassTable(console).tellPairs(judged);
        }
        return errors > 0 ? ExitCode.INCOMPLETE : ExitCode.OK;
    }
}
