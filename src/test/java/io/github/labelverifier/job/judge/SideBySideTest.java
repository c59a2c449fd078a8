package io.github.labelverifier.job.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private static SideBySide.Task<Integer> failing(String why) {
        return () -> {
            throw new IOException(why);
        };
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void what_comes_of_the_tasks_is_in_their_order() throws Exception {
        CountDownLatch last = new CountDownLatch(1);
        List<SideBySide.Task<Integer>> tasks = new ArrayList<>();
        boolean hasSeveral = Runtime.getRuntime().availableProcessors() > 1;
        for (int i = 0; i < 20; i++) {
            int number = i;
            tasks.add(() -> {
                if (number == 0 && hasSeveral) {
                    await(last);
                } else if (number == 19) {
                    last.countDown();
                }
                return number;
            });
        }

        assertThat(SideBySide.run(tasks))
                .isEqualTo(IntStream.range(0, 20).boxed().toList());
        assertThat(SideBySide.run(List.of())).isEmpty();
    }

    @Test
    void the_first_of_those_that_fail_is_told_whichever_fails_first() {
        List<SideBySide.Task<Integer>> tasks = new ArrayList<>();
        CountDownLatch second = new CountDownLatch(1);
        boolean hasSeveral = Runtime.getRuntime().availableProcessors() > 1;
        tasks.add(() -> {
            if (hasSeveral) {
                await(second);
            }
            throw new IOException("first");
        });
        tasks.add(() -> {
            second.countDown();
            throw new IOException("second");
        });
        tasks.add(() -> 3);

        assertThatThrownBy(() -> SideBySide.run(tasks))
                .isInstanceOf(IOException.class)
                .hasMessage("first");
    }

    @Test
    void a_failure_is_told_as_it_was_thrown() {
        SideBySide.Task<Integer> easy = () -> 1;
        SideBySide.Task<Integer> stopped = () -> {
            throw new ReportJudging.StoppedException();
        };
        SideBySide.Task<Integer> wrong = () -> {
            throw new IllegalArgumentException("wrong");
        };

        assertThatThrownBy(() -> SideBySide.run(List.of(failing("alone")))).hasMessage("alone");
        assertThatThrownBy(() -> SideBySide.run(List.of(easy, stopped)))
                .isInstanceOf(ReportJudging.StoppedException.class);
        assertThatThrownBy(() -> SideBySide.run(List.of(wrong, easy)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wrong");
    }
}
