package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FalseFlagEstimateTest {

    @Test
    void measured_shares_have_the_measured_cuts() {
        FalseFlagEstimate rivals = Scoring.RIVALS.falseFlags();
        FalseFlagEstimate alone = Scoring.ALONE.falseFlags();

        assertThat(rivals.cut(2.5)).isEqualTo(-3.0);
        assertThat(rivals.cut(5.6)).isCloseTo(-2.5, within(1e-12));
        assertThat(rivals.cut(15)).isEqualTo(-1.75);
        assertThat(alone.cut(3.6)).isEqualTo(-0.8);
        assertThat(alone.cut(14.2)).isCloseTo(-0.3, within(1e-12));
    }

    @Test
    void between_them_it_goes_in_proportion() {
        // (5 - 3.9) / (5.6 - 3.9) of the way from -2.75 to -2.5
        assertThat(Scoring.RIVALS.falseFlags().cut(5)).isCloseTo(-2.75 + 0.25 * 1.1 / 1.7, within(1e-12));
        // (5 - 3.6) / (7.1 - 3.6) of the way from -0.8 to -0.6
        assertThat(Scoring.ALONE.falseFlags().cut(5)).isCloseTo(-0.72, within(1e-12));
    }

    @Test
    void beyond_them_nothing_is_known() {
        FalseFlagEstimate rivals = Scoring.RIVALS.falseFlags();

        for (double percent : new double[] {2.49, 15.01, Double.NaN}) {
            assertThatThrownBy(() -> rivals.cut(percent)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
