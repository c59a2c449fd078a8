package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.FalseFlagEstimate;
import io.github.labelverifier.verdict.Scoring;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The cut that flags, by what was measured, no larger share of the right images than is borne; what a sample says goes before.
 *
 * @param percent within what {@link Scoring#falseFlags} knows of the scoring, unless there is a sample
 */
public record EstimatedCut(double percent) implements CutChoice {
    private static final double PLACES = 100;

    @Override
    public double cut(Scoring scoring) {
        // So that it can be told, and given again, in two places.
        return Math.round(PLACES * scoring.falseFlags().cut(percent)) / PLACES;
    }

    @Override
    public OptionalDouble maxFalseFlags() {
        return OptionalDouble.of(percent);
    }

    /** Refuses a share for which nothing was measured. */
    public void requireKnown(Scoring scoring) throws CommandFailure {
        FalseFlagEstimate known = scoring.falseFlags();
        if (percent < known.least() || percent > known.most()) {
            throw CommandFailure.usage("--max-false-flags " + Text.number(percent) + ": a cut is known for "
                    + Text.number(known.least()) + " to " + Text.number(known.most()) + " percent of "
                    + (scoring == Scoring.ALONE ? "one folder alone" : "several folders")
                    + "; for another, give --cut, or mark a sample (review --sample 60)");
        }
    }

    @Override
    public Optional<String> caveat() {
        return Optional.of("for at most " + Text.number(percent)
                + "% of the right images flagged: an estimate, within a factor of two");
    }
}
