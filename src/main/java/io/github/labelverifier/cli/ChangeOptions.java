package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.label.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be judged by other settings than those that a report was made with. */
@OptionGroup("Rule")
final class ChangeOptions {
    @Option(
            names = "--reference-label",
            paramLabel = "LABEL",
            description = "With --rule overlap: add this label to the reference.")
    private List<String> referenceLabels = new ArrayList<>();

    @Everyday
    @Option(
            names = "--ignore-label",
            paramLabel = "LABEL",
            description = "With --rule overlap: never count this label as shared. Replaces those of the report.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--reject-label",
            paramLabel = "LABEL",
            description = "Flag an image that contains this label. Replaces those of the report.")
    private List<String> rejected = new ArrayList<>();

    @Option(names = "--no-reject", description = "Reject no label.")
    private boolean noReject;

    @AsInReport
    @Everyday
    @Option(
            names = "--min-confidence",
            paramLabel = "PCT",
            description = "Labels below this confidence do not count, 0 to 100. Default: as in the report.")
    private @Nullable Double minConfidence;

    @AsInReport
    @Option(
            names = "--max-labels",
            paramLabel = "N",
            description =
                    "With --rule overlap: how many labels of an image count as shared. Default: as in the report.")
    private @Nullable Integer maxLabels;

    Rejudgement.Changes toChanges(boolean contrast) throws CommandFailure {
        if (contrast && (!referenceLabels.isEmpty() || !ignored.isEmpty() || maxLabels != null)) {
            throw CommandFailure.usage("--reference-label, --ignore-label and --max-labels need --rule overlap");
        }
        if (noReject && !rejected.isEmpty()) {
            throw CommandFailure.usage("--no-reject and --reject-label exclude each other");
        }
        requireText("--reference-label", referenceLabels);
        requireText("--ignore-label", ignored);
        requireText("--reject-label", rejected);
        if (minConfidence != null) {
            Check.confidence("--min-confidence", minConfidence);
        }
        if (maxLabels != null) {
            Check.within("--max-labels", maxLabels, 1, Asked.MOST_LABELS);
        }
        return new Rejudgement.Changes(
                minConfidence == null ? OptionalDouble.empty() : OptionalDouble.of(minConfidence),
                maxLabels == null ? OptionalInt.empty() : OptionalInt.of(maxLabels),
                noReject ? Optional.of(List.of()) : ifAny(rejected),
                ifAny(ignored),
                List.copyOf(referenceLabels));
    }

    private static Optional<List<String>> ifAny(List<String> labels) {
        return labels.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(labels));
    }

    private static void requireText(String option, List<String> labels) throws CommandFailure {
        for (String label : labels) {
            Check.notBlank(option, label);
        }
    }
}
