package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.judge.Judgement;
import io.github.labelverifier.job.judge.JudgementRequest;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private final Judgement judgement;

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

        private JudgementRequest.Output toOutput(int reports) throws CommandFailure {
            Set<Verdict> shown = OutputOptions.verdicts(show);
            if (file != null && folder != null) {
                throw CommandFailure.usage("-o and --out-dir exclude each other");
            }
            if (file != null && reports > 1) {
                throw CommandFailure.usage("-o takes one report, and " + reports + " are judged: give --out-dir");
            }
            return new JudgementRequest.Output(
                    Optional.ofNullable(file), Optional.ofNullable(folder), overwrite, format, nul, shown);
        }
    }

    JudgeCommand(Console console, Judgement judgement) {
        this.console = console;
        this.judgement = judgement;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        console.behave(manner.toManner());
        Rejudgement rule = judging.toRule(changes.toChanges(judging.isContrast()));
        return judgement
                .run(new JudgementRequest(reports, rule, written.toOutput(reports.size())))
                .code();
    }
}
