package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Scoring;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How finished reports are judged again. Whatever is not given stays as it is in each report.
 *
 * @param contrast the cuts, if the rule is the contrast; empty for the overlap
 * @param flagDoubtful whether doubtful images are flagged too
 * @param flagDuplicates whether of the images of a content all but one are flagged
 * @param mixedModels whether answers of several label models may be compared
 */
public record Rejudgement(
        Optional<Cuts> contrast, Changes changes, boolean flagDoubtful, boolean flagDuplicates, boolean mixedModels) {

    /** By the exemplars, as the report has it. */
    public static final Rejudgement BY_EXEMPLARS = new Rejudgement(Optional.empty(), Changes.NONE, false, false, false);

    /**
     * The cuts of the contrast rule.
     *
     * @param doubt if the user gave it
     */
    public record Cuts(CutChoice choice, OptionalDouble doubt) {

        Cuts withCut(double cut) {
            return new Cuts(scoring -> cut, doubt);
        }

        /** The rule for scores of this kind. */
        ContrastRule toRule(Scoring scoring, boolean flagDoubtful) throws CommandFailure {
            double lowest = choice.cut(scoring);
            if (doubt.isPresent() && doubt.getAsDouble() < lowest) {
                throw CommandFailure.usage("--doubt " + Text.number(doubt.getAsDouble()) + " is below the cut of "
                        + Text.number(lowest) + ": what is flagged is worse than doubtful");
            }
            return new ContrastRule(scoring, lowest, doubt.orElse(Math.max(lowest, scoring.doubt())), flagDoubtful);
        }
    }

    /** What differs from the policy in the report. */
    public record Changes(
            OptionalDouble minConfidence,
            OptionalInt maxLabels,
            Optional<List<String>> rejected,
            Optional<List<String>> ignored,
            List<String> referenceLabels) {
        public static final Changes NONE =
                new Changes(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), List.of());

        Policy of(Policy policy) {
            return new Policy(
                    minConfidence.orElse(policy.minConfidence()),
                    maxLabels.orElse(policy.maxLabels()),
                    rejected.orElse(policy.rejected()),
                    ignored.orElse(policy.ignored()));
        }
    }
}
