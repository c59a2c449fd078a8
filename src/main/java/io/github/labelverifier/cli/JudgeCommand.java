package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.judge.Judgement;
import io.github.labelverifier.job.judge.JudgementRequest;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier judge}: finished reports, judged anew from their labels; no AWS client is built. */
@Command(
        name = "judge",
        header = "Judge finished reports anew, at no cost",
        customSynopsis = "label-verifier judge REPORT... [--rule overlap|contrast] [-o FILE | --out-dir DIR] [OPTIONS]",
        description = {
            "Judges finished reports anew from the labels that they hold, by another rule or threshold, and writes new"
                    + " reports. It never calls Rekognition and costs nothing."
        },
        footer = {
            "# Another threshold",
            "label-verifier judge deer.jsonl --min-confidence 60 -o milder.jsonl",
            "# Folders against each other",
            "label-verifier judge deer.jsonl dog.jsonl --rule contrast --out-dir judged"
        })
final class JudgeCommand extends BaseCommand {
    private final Judgement judgement;

    @Parameters(arity = "1..*", paramLabel = "REPORT", description = "Finished reports, one a folder.")
    private List<Path> reports = new ArrayList<>();

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Mixin
    private Written written = new Written();

    /** Where the results go. */
    @OptionGroup("Report and output")
    static final class Written {
        @Everyday
        @Option(
                names = {"-o", "--report"},
                paramLabel = "FILE",
                description = "Write the new report there; for one report.")
        private @Nullable Path file;

        @Everyday
        @Option(
                names = "--out-dir",
                paramLabel = "DIR",
                description = "Write the new reports there, under their old names.")
        private @Nullable Path folder;

        @Option(names = "--overwrite", description = "Write over reports that exist.")
        private boolean overwrite;

        @Mixin
        private PrintOptions print = new PrintOptions();

        private JudgementRequest.Output toOutput(int reports) throws CommandFailure {
            Shown shown = print.show();
            if (file != null && folder != null) {
                throw CommandFailure.usage("-o and --out-dir exclude each other");
            }
            if (file != null && reports > 1) {
                throw CommandFailure.usage("-o takes one report, and " + reports + " are judged: give --out-dir");
            }
            return new JudgementRequest.Output(
                    Optional.ofNullable(file),
                    Optional.ofNullable(folder),
                    overwrite,
                    print.format(),
                    print.isNul(),
                    shown);
        }
    }

    JudgeCommand(Console console, Judgement judgement) {
        super(console);
        this.judgement = judgement;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        Rejudgement rule = judging.toRule(changes.toChanges(judging.isContrast()), reports);
        return judgement.run(new JudgementRequest(reports, rule, written.toOutput(reports.size())));
    }
}
