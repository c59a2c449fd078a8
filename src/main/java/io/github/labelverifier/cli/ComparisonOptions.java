package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.verify.VerifyRequest;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.LookedAtLabels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the images of a scan are compared with once all of their labels are there. */
@OptionGroup("Comparison")
final class ComparisonOptions {
    @Option(
            names = "--against",
            paramLabel = "REPORT",
            arity = "1..*",
            parameterConsumer = FilesUpToOption.class,
            description = "With --rule contrast: compare with the images of these finished reports of other folders.")
    private List<Path> against = new ArrayList<>();

    VerifyRequest.Judging toJudging(JudgingOptions judging, Asked asked) throws CommandFailure {
        if (!judging.isContrast() && !against.isEmpty()) {
            throw CommandFailure.usage("--against needs --rule contrast");
        }
        if (judging.isContrast()) {
            requireSuffices("--rule contrast", asked);
        } else if (judging.isFlagDoubtful()) {
            requireSuffices("--flag-doubtful", asked);
        }
        return new VerifyRequest.Judging(judging.beyondScan(1 + against.size()), List.copyOf(against));
    }

    static void requireSuffices(String option, Asked asked) throws CommandFailure {
        if (!asked.suffices(LookedAtLabels.CONFIDENCE, LookedAtLabels.MOST)) {
            throw CommandFailure.usage(option + " looks at labels down to confidence "
                    + Text.number(LookedAtLabels.CONFIDENCE) + ", " + LookedAtLabels.MOST
                    + " an image: --record-confidence or --record-labels asks for fewer");
        }
    }

    /** Findings are judged anew in their file. */
    static void requireFile(JudgingOptions judging, Optional<Path> report) throws CommandFailure {
        if (report.isEmpty() && (judging.isContrast() || judging.isFlagDoubtful() || judging.isFlagDuplicates())) {
            throw CommandFailure.usage(
                    "--rule contrast, --flag-doubtful and --flag-duplicates need all findings before the"
                            + " first can be written: name a file with --report");
        }
    }
}
