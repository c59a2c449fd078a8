package io.github.labelverifier.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A count of paid calls that many threads take from. */
class CallBudgetTest {

    @Test
    void givesAsManyCallsAsItHas() {
        CallBudget budget = new CallBudget(2);

        assertThat(budget.left()).isEqualTo(2);
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
        assertThat(budget.take()).isFalse();
        assertThat(budget.taken()).isEqualTo(2);
        assertThat(budget.left()).isZero();
    }

    @Test
    void ofNothingGivesNothing() {
        CallBudget budget = new CallBudget(0);

        assertThat(budget.take()).isFalse();
        assertThat(budget.taken()).isZero();
    }

    @Test
    void withoutALimitIsNeverSpent() {
        CallBudget budget = new CallBudget(Long.MAX_VALUE);

        assertThat(budget.take()).isTrue();
        assertThat(budget.left()).isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void isNeverOverdrawnByThreadsThatTakeTogether() throws Exception {
        CallBudget budget = new CallBudget(1_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                taken.add(threads.submit(() -> {
                    int count = 0;
                    for (int n = 0; n < 500; n++) {
                        count += budget.take() ? 1 : 0;
                    }
                    return count;
                }));
            }
            int sum = 0;
            for (Future<Integer> count : taken) {
                sum += count.get();
            }
            assertThat(sum).isEqualTo(1_000);
        } finally {
            threads.shutdownNow();
        }
        assertThat(budget.left()).isZero();
    }
}
