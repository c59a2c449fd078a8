package io.github.labelverifier.job.judge;

import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Scoring;
import java.util.Optional;

/**
 * The cut that flags, by what was measured, no larger share of the right images than is borne.
 *
 * @param percent within what {@link Scoring#falseFlags} knows of the scoring
 */
public record EstimatedCut(double percent) implements CutChoice {

    @Override
    public double cut(Scoring scoring) {
        return scoring.falseFlags().cut(percent);
    }

    @Override
    public Optional<String> caveat() {
        return Optional.of("for at most " + Text.number(percent)
                + "% of the right images flagged: an estimate, within a factor of two");
    }
}
