package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.RemovalOutcome.Result;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;

class RemovalOutcomeTest {

    @Test
    @DefaultLocale("tr-TR")
    void the_ledger_names_results_as_the_contract_does_in_every_locale() {
        assertThat(Arrays.stream(Result.values()).map(Result::id))
                .containsExactly("deleted", "moved", "changed", "absent", "failed", "unknown");
    }

    @Test
    void only_an_image_that_is_gone_from_its_place_is_done() {
        assertThat(Arrays.stream(Result.values()).filter(Result::isDone))
                .containsExactly(Result.DELETED, Result.MOVED, Result.ABSENT);
    }
}
