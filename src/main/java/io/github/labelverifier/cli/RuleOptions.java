package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.verdict.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What counts, and what is asked of Rekognition. */
@OptionGroup("Rule")
final class RuleOptions {
    @Option(
            names = "--reference-label",
            paramLabel = "LABEL",
            description = "Add this label to the reference; may replace exemplars.")
    private List<String> referenceLabels = new ArrayList<>();

    @Everyday
    @Option(names = "--ignore-label", paramLabel = "LABEL", description = "Never count this label as shared.")
    private List<String> ignored = new ArrayList<>();

    @Everyday
    @Option(
            names = "--reject-label",
            paramLabel = "LABEL",
            description = "Flag an image that contains this label, by name, alias or parent. Given once or more it"
                    + " replaces the default: Person.")
    private List<String> rejected = new ArrayList<>();

    @Option(names = "--no-reject", description = "Reject no label.")
    private boolean noReject;

    @Everyday
    @Option(
            names = "--min-confidence",
            paramLabel = "PCT",
            description = "Labels below this confidence do not count, 0 to 100. Default: 85.")
    private double minConfidence = 85;

    @Option(
            names = "--max-labels",
            paramLabel = "N",
            description = "How many labels of an image count as shared, best first, 1 to 1000. Default: 10.")
    private int maxLabels = 10;

    @Option(
            names = "--record-confidence",
            paramLabel = "PCT",
            description = "Ask for and record labels down to this confidence: it costs nothing, and a threshold can be"
                    + " changed later without paying again. Default: 55, or --min-confidence if that is lower.")
    private @Nullable Double recordConfidence;

    @Option(
            names = "--record-labels",
            paramLabel = "N",
            description = "Ask for and record this many labels per image. Default: 50, or --max-labels if that is "
                    + "higher.")
    private @Nullable Integer recordLabels;

    List<String> referenceLabels() throws CommandFailure {
        Policy policy = toPolicy();
        for (String label : referenceLabels) {
            Check.notBlank("--reference-label", label);
            if (policy.rejected().stream().anyMatch(label::equalsIgnoreCase)) {
                throw CommandFailure.usage("the label " + label
                        + " is both wanted and rejected: give --no-reject, or --reject-label with another label");
            }
            if (policy.ignored().stream().anyMatch(label::equalsIgnoreCase)) {
                throw CommandFailure.usage("the label " + label + " is both wanted and ignored");
            }
        }
        return List.copyOf(referenceLabels);
    }

    Policy toPolicy() throws CommandFailure {
        Check.confidence("--min-confidence", minConfidence);
        Check.within("--max-labels", maxLabels, 1, Asked.MOST_LABELS);
        for (String label : ignored) {
            Check.notBlank("--ignore-label", label);
        }
        for (String label : rejected) {
            Check.notBlank("--reject-label", label);
        }
        if (noReject && !rejected.isEmpty()) {
            throw CommandFailure.usage("--no-reject and --reject-label exclude each other");
        }
        List<String> rejects = rejected.isEmpty() ? List.of(Policy.DEFAULT_REJECTED) : rejected;
        return new Policy(minConfidence, maxLabels, noReject ? List.of() : rejects, ignored);
    }

    Asked toAsked() throws CommandFailure {
        double confidence =
                recordConfidence == null ? Math.min(Asked.DEFAULT_CONFIDENCE, minConfidence) : recordConfidence;
        int labels = recordLabels == null ? Math.max(Asked.DEFAULT_LABELS, maxLabels) : recordLabels;
        Check.within("--record-confidence", confidence, 0, 100);
        Check.within("--record-labels", labels, 1, Asked.MOST_LABELS);
        if (confidence > minConfidence) {
            throw CommandFailure.usage("--record-confidence must not be above --min-confidence: labels between them"
                    + " would be missing");
        }
        if (labels < maxLabels) {
            throw CommandFailure.usage("--record-labels must not be below --max-labels");
        }
        return new Asked(confidence, labels);
    }
}
