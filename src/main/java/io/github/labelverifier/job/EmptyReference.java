package io.github.labelverifier.job;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Policy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why there is nothing that an image could share with the exemplars, and what to do. */
public final class EmptyReference {
    private EmptyReference() {}

    /** The cause, as a sentence. */
    public static String why(String whose, List<Detection> exemplars, Policy policy) {
        return "the reference" + (whose.isEmpty() ? "" : " of " + whose) + " is empty: " + cause(exemplars, policy);
    }

    private static String cause(List<Detection> exemplars, Policy policy) {
        if (exemplars.isEmpty()) {
            return "there are no exemplars; name a label with --reference-label";
        }
        List<Label> labels =
                exemplars.stream().flatMap(answer -> answer.labels().stream()).toList();
        Optional<Label> best = labels.stream().max(Comparator.comparingDouble(Label::confidence));
        String threshold = Text.number(policy.minConfidence());
        if (best.isEmpty()) {
            return "Rekognition sees nothing in the exemplars; choose other ones, or name a label"
                    + " with --reference-label";
        }
        if (best.get().confidence() < policy.minConfidence()) {
            return "no label of the exemplars reaches --min-confidence " + threshold
                    + " (the best is " + best.get().name() + " "
                    + Math.floor(best.get().confidence() * 10) / 10
                    + "); lower it, choose other exemplars, or name a label with --reference-label";
        }
        List<Label> reaching = exemplars.stream()
                .flatMap(answer -> answer.labels().stream()
                        .filter(label -> label.confidence() >= policy.minConfidence())
                        .limit(policy.maxLabels()))
                .toList();
        boolean rejected =
                reaching.stream().anyMatch(label -> policy.rejected().stream().anyMatch(label::isKindOf));
        boolean ignored =
                reaching.stream().anyMatch(label -> policy.ignored().stream().anyMatch(label::isCalled));
        String how = rejected && ignored ? "rejected or ignored" : rejected ? "rejected" : "ignored";
        String names = String.join(
                ", ", reaching.stream().map(Label::name).distinct().limit(5).toList());
        return "all labels of the exemplars that reach " + threshold + " are " + how + " ("
                + names + "); choose other exemplars, or "
                + (rejected ? "see --reject-label and --no-reject" : "ignore fewer");
    }
}
