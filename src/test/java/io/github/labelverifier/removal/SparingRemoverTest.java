package io.github.labelverifier.removal;

import static io.github.labelverifier.sample.SampleFindings.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SparingRemoverTest {
    private final ImageRemover inner = mock(ImageRemover.class);
    private final SparingRemover remover = new SparingRemover(
            inner,
            image -> image.key().equals("b") ? Optional.of(RemovalOutcome.of("b", Result.CHANGED)) : Optional.empty());

    @Test
    void it_is_as_fast_as_the_one_that_it_wraps_and_says_what_that_says() {
        when(inner.action()).thenReturn(RemovalAction.DELETE);
        when(inner.batchSize()).thenReturn(1000);
        when(inner.batchesAtOnce()).thenReturn(19);
        when(inner.remarks()).thenReturn(List.of("it was slow"));
        when(inner.undo()).thenReturn(ImageRemover.Undo.VERSIONED);
        when(inner.turns()).thenReturn(Optional.of(ImageEntry::hashCode));

        assertThat(remover.action()).isEqualTo(RemovalAction.DELETE);
        assertThat(remover.batchSize()).isEqualTo(1000);
        assertThat(remover.batchesAtOnce()).isEqualTo(19);
        assertThat(remover.remarks()).containsExactly("it was slow");
        assertThat(remover.undo()).isEqualTo(ImageRemover.Undo.VERSIONED);
        assertThat(remover.turns()).isPresent();
    }

    @Test
    void what_something_stands_in_the_way_of_is_not_handed_on_and_all_have_an_outcome_in_their_order() {
        List<ImageEntry> free = List.of(image("a"), image("c"));
        when(inner.remove(any(), any())).thenAnswer(call -> {
            assertThat(call.<List<ImageEntry>>getArgument(0)).isEqualTo(free);
            return List.of(RemovalOutcome.of("c", Result.DELETED), RemovalOutcome.of("a", Result.ABSENT));
        });

        assertThat(remover.remove(List.of(image("a"), image("b"), image("c")), key -> false))
                .extracting(outcome -> outcome.key() + " " + outcome.result())
                .containsExactly("a ABSENT", "b CHANGED", "c DELETED");
    }
}
