package io.github.labelverifier.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchesUnderWayTest {
    private final List<String> taken = new ArrayList<>();

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void take(List<String> batch, List<String> results) {
        assertThat(results).isEqualTo(batch);
        taken.addAll(results);
    }

    private static void handIn(BatchesUnderWay<String, String> batches, String... names) throws IOException {
        for (String name : names) {
            batches.awaitRoom();
            batches.begin(List.of(name));
        }
    }

    @Test
    void a_slow_batch_holds_up_no_other() throws IOException {
        CountDownLatch anotherIsTaken = new CountDownLatch(1);
        try (BatchesUnderWay<String, String> batches = new BatchesUnderWay<>(
                2,
                batch -> {
                    if (batch.contains("slow")) {
                        await(anotherIsTaken);
                    }
                    return batch;
                },
                (batch, results) -> {
                    take(batch, results);
                    if (batch.contains("another")) {
                        anotherIsTaken.countDown();
                    }
                })) {
            handIn(batches, "first", "slow", "other", "another");
            batches.finish();
        }

        assertThat(taken).containsExactly("first", "other", "another", "slow");
    }

    @Test
    void the_first_is_taken_before_any_other_is_begun() throws IOException {
        Set<String> begun = ConcurrentHashMap.newKeySet();
        try (BatchesUnderWay<String, String> batches = new BatchesUnderWay<>(
                4,
                batch -> {
                    begun.addAll(batch);
                    return batch;
                },
                this::take)) {
            handIn(batches, "first");
            batches.awaitRoom();

            assertThat(taken).containsExactly("first");
            assertThat(begun).containsExactly("first");
        }
    }

    @Test
    void one_at_a_time_is_done_by_the_caller() throws IOException {
        List<Thread> threads = new ArrayList<>();
        try (BatchesUnderWay<String, String> batches = new BatchesUnderWay<>(
                1,
                batch -> {
                    threads.add(Thread.currentThread());
                    return batch;
                },
                this::take)) {
            handIn(batches, "a", "b");
        }

        assertThat(threads).containsOnly(Thread.currentThread());
        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    void what_ends_one_batch_ends_all_once_the_others_are_through() throws IOException {
        CountDownLatch failed = new CountDownLatch(1);
        Set<String> through = ConcurrentHashMap.newKeySet();
        Optional<Error> caught = Optional.empty();
        try (BatchesUnderWay<String, String> batches = new BatchesUnderWay<>(
                3,
                batch -> {
                    if (batch.contains("deadly")) {
                        failed.countDown();
                        throw new StackOverflowError("deadly");
                    }
                    if (batch.contains("other")) {
                        await(failed);
                    }
                    through.addAll(batch);
                    return batch;
                },
                this::take)) {
            handIn(batches, "first", "other", "deadly");
            batches.finish();
        } catch (StackOverflowError e) {
            caught = Optional.of(e);
        }

        assertThat(caught).isPresent();
        assertThat(through).containsExactlyInAnyOrder("first", "other");
    }

    @Test
    void what_cannot_be_taken_ends_it() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> {
                    try (BatchesUnderWay<String, String> batches =
                            new BatchesUnderWay<>(3, batch -> batch, (batch, results) -> {
                                throw new IOException("disk full");
                            })) {
                        handIn(batches, "a", "b");
                    }
                })
                .withMessage("disk full");
    }
}
