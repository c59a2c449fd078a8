package io.github.labelverifier.removal;

import static io.github.labelverifier.sample.SampleFindings.flagged;
import static io.github.labelverifier.sample.SampleFindings.kept;
import static io.github.labelverifier.sample.SampleReport.headerAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.sample.SampleFindings;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {
    @TempDir
    Path folder;

    private Path report;
    private Ledger ledger;

    @BeforeEach
    void begin_a_ledger() throws Exception {
        report = folder.resolve("report.jsonl");
        ledger = Ledger.open(report, headerAt("s3://photos/"), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    @AfterEach
    void close_it() throws IOException {
        ledger.close();
    }

    private static void nobody(RemovalOutcome outcome) {}

    private static boolean never() {
        return false;
    }

    /** A store of two images a batch, that remembers what it was asked for. */
    private static class FakeStore implements ImageRemover {
        final List<List<ImageEntry>> batches = new ArrayList<>();
        final Map<String, Result> results = new HashMap<>();

        @Override
        public RemovalAction action() {
            return RemovalAction.DELETE;
        }

        @Override
        public int batchSize() {
            return 2;
        }

        @Override
        public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
            throw new AssertionError("Nothing was begun before: " + batch);
        }

        @Override
        public Undo undo() {
            return Undo.UNKNOWN;
        }

        @Override
        public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
            batches.add(batch);
            return batch.stream()
                    .map(image -> RemovalOutcome.of(image.key(), outcomeOf(image.key())))
                    .toList();
        }

        Result outcomeOf(String key) {
            return results.getOrDefault(key, Result.DELETED);
        }

        List<List<String>> keys() {
            return batches.stream()
                    .map(batch -> batch.stream().map(ImageEntry::key).toList())
                    .toList();
        }
    }

    private RemovalPlan plan(Finding... findings) throws Exception {
        return RemovalPlan.of(SampleReport.write(report, headerAt("s3://photos/"), findings));
    }

    private RemovalPlan planOf(String... keys) throws Exception {
        return plan(List.of(keys).stream().map(SampleFindings::flagged).toArray(Finding[]::new));
    }

    private List<String> ledgerLines() throws IOException {
        List<String> lines = Files.readAllLines(Ledger.pathFor(report));
        return lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    @Test
    void the_planned_images_are_handed_to_the_store_batch_by_batch_as_they_were_judged() throws Exception {
        FakeStore store = new FakeStore();
        RemovalPlan plan = plan(flagged("a"), kept("b"), flagged("c"), flagged("d"), flagged("e"), flagged("f"));

        RemovalCounts counts = new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody)
                .run(plan)
                .counts();

        assertThat(store.keys()).containsExactly(List.of("a", "c"), List.of("d", "e"), List.of("f"));
        assertThat(store.batches.get(0)).containsExactly(SampleFindings.image("a"), SampleFindings.image("c"));
        assertThat(counts.of(Result.DELETED)).isEqualTo(5);
        assertThat(counts.total()).isEqualTo(5);
    }

    @Test
    void a_plan_of_full_batches_ends_without_an_empty_one() throws Exception {
        FakeStore store = new FakeStore();

        new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody)
                .run(planOf("a", "b", "c", "d"));

        assertThat(store.keys()).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void an_empty_plan_asks_for_nothing() throws Exception {
        FakeStore store = new FakeStore();

        RemovalCounts counts = new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody)
                .run(plan(kept("a")))
                .counts();

        assertThat(store.batches).isEmpty();
        assertThat(counts.total()).isZero();
        assertThat(ledgerLines()).isEmpty();
    }

    @Test
    void before_the_store_is_asked_the_ledger_on_disk_says_what_for_and_has_all_outcomes_before() throws Exception {
        List<List<String>> seen = new ArrayList<>();
        FakeStore store = new FakeStore() {
            @Override
            public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
                try {
                    seen.add(ledgerLines());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.remove(batch, begun);
            }
        };

        new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody).run(planOf("a", "b", "c"));

        assertThat(seen).hasSize(2);
        assertThat(seen.get(0))
                .singleElement()
                .asString()
                .startsWith("{\"type\":\"intent\",\"action\":\"delete\",\"images\":[{\"key\":\"a\",\"size\":1001,")
                .contains("{\"key\":\"b\",");
        assertThat(seen.get(1)).hasSize(4);
        assertThat(seen.get(1).get(1)).startsWith("{\"type\":\"removal\",\"key\":\"a\",");
        assertThat(seen.get(1).get(2)).startsWith("{\"type\":\"removal\",\"key\":\"b\",");
        assertThat(seen.get(1).get(3))
                .startsWith("{\"type\":\"intent\",\"action\":\"delete\",\"images\":[{\"key\":\"c\",");
        assertThat(ledgerLines()).hasSize(5);
    }

    @Test
    void every_outcome_is_recorded_counted_and_told_once_it_is_recorded() throws Exception {
        FakeStore store = new FakeStore();
        for (Result result : Result.values()) {
            store.results.put(result.name(), result);
        }
        List<String> told = new ArrayList<>();
        Consumer<RemovalOutcome> listener = outcome -> {
            try {
                assertThat(ledgerLines())
                        .anyMatch(line -> line.startsWith("{\"type\":\"removal\",\"key\":\"" + outcome.key() + "\""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            told.add(outcome.key());
        };

        RemovalCounts counts = new Removal(RemovalWays.of(store), ledger, RemovalTest::never, listener)
                .run(planOf("ABSENT", "CHANGED", "DELETED", "FAILED", "MOVED", "UNKNOWN"))
                .counts();

        assertThat(told).containsExactly("ABSENT", "CHANGED", "DELETED", "FAILED", "MOVED", "UNKNOWN");
        for (Result result : Result.values()) {
            assertThat(counts.of(result)).as("%s", result).isEqualTo(1);
            assertThat(ledgerLines())
                    .filteredOn(line -> line.contains("\"outcome\":\"" + result.id() + "\""))
                    .hasSize(1);
        }
        assertThat(counts.done()).isEqualTo(3);
    }

    @Test
    void a_stop_ends_after_the_batch_under_way_whose_outcomes_are_recorded() throws Exception {
        boolean[] stop = new boolean[1];
        FakeStore store = new FakeStore() {
            @Override
            public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
                stop[0] = true;
                return super.remove(batch, begun);
            }
        };

        RemovalCounts counts = new Removal(RemovalWays.of(store), ledger, () -> stop[0], RemovalTest::nobody)
                .run(planOf("a", "b", "c", "d"))
                .counts();

        assertThat(store.keys()).containsExactly(List.of("a", "b"));
        assertThat(counts.total()).isEqualTo(2);
        assertThat(ledgerLines()).hasSize(3).noneMatch(line -> line.contains("\"c\""));
    }

    @Test
    void the_store_hears_which_removals_were_begun_before_and_left_open() throws Exception {
        List<String> open = new ArrayList<>();
        FakeStore store = new FakeStore() {
            @Override
            public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
                batch.stream().map(ImageEntry::key).filter(begun).forEach(open::add);
                return super.remove(batch, begun);
            }
        };
        List<ImageEntry> before =
                List.of(SampleFindings.image("a"), SampleFindings.image("b"), SampleFindings.image("c"));
        ledger.intend(RemovalAction.DELETE, before);
        ledger.record(
                RemovalAction.DELETE,
                before.subList(1, 3),
                List.of(RemovalOutcome.of("b", Result.UNKNOWN), RemovalOutcome.of("c", Result.FAILED)));

        new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody)
                .run(planOf("a", "b", "c", "d"));

        assertThat(open).containsExactly("a", "b");
    }

    @Test
    void a_batch_of_which_the_store_refuses_the_caller_every_image_is_the_last() throws Exception {
        FakeStore store = new FakeStore() {
            @Override
            public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
                super.remove(batch, begun);
                return batch.stream()
                        .map(image -> image.key().equals("a")
                                ? RemovalOutcome.of("a", Result.DELETED)
                                : RemovalOutcome.refused(image.key(), "access denied"))
                        .toList();
            }
        };

        Removal.Result result = new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody)
                .run(planOf("a", "b", "c", "d", "e"));

        assertThat(store.keys()).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(result.refusal()).contains("access denied");
        assertThat(result.counts().of(Result.FAILED)).isEqualTo(3);
    }

    @Test
    void what_an_earlier_run_left_open_is_looked_at_in_batches_of_the_store() throws Exception {
        List<List<String>> looked = new ArrayList<>();
        FakeStore store = new FakeStore() {
            @Override
            public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
                looked.add(batch.stream().map(ImageEntry::key).toList());
                return batch.stream()
                        .map(image -> RemovalOutcome.of(image.key(), outcomeOf(image.key())))
                        .toList();
            }
        };
        store.results.put("b", Result.UNKNOWN);
        ledger.intend(
                RemovalAction.DELETE,
                List.of(SampleFindings.image("a"), SampleFindings.image("b"), SampleFindings.image("c")));

        RemovalCounts settled = new Settlement(RemovalWays.of(store), ledger).settle();

        assertThat(looked).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(store.batches).as("asked to be removed").isEmpty();
        assertThat(settled.of(Result.DELETED)).isEqualTo(2);
        assertThat(ledger.isDone("a")).isTrue();
        assertThat(ledger.isDone("b")).isFalse();
    }

    @Test
    void a_stop_before_the_first_batch_removes_nothing() throws Exception {
        FakeStore store = new FakeStore();

        RemovalCounts counts = new Removal(RemovalWays.of(store), ledger, () -> true, RemovalTest::nobody)
                .run(planOf("a"))
                .counts();

        assertThat(store.batches).isEmpty();
        assertThat(counts.total()).isZero();
        assertThat(ledgerLines()).isEmpty();
    }

    @Test
    void nothing_is_removed_that_the_ledger_could_not_take_down_first() throws Exception {
        FakeStore store = new FakeStore();
        ledger.close();

        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody)
                        .run(planOf("a")));
        assertThat(store.batches).isEmpty();
    }

    @Test
    void no_further_batch_is_begun_when_an_outcome_could_not_be_recorded() throws Exception {
        FakeStore store = new FakeStore() {
            @Override
            public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
                try {
                    // Such as a disk that is full now.
                    ledger.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.remove(batch, begun);
            }
        };
        List<RemovalOutcome> told = new ArrayList<>();

        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> new Removal(RemovalWays.of(store), ledger, RemovalTest::never, told::add)
                        .run(planOf("a", "b", "c")));
        assertThat(store.keys()).containsExactly(List.of("a", "b"));
        assertThat(told).isEmpty();
        assertThat(ledgerLines()).singleElement().asString().contains("\"key\":\"a\"", "\"key\":\"b\"");
    }

    @Test
    void nothing_is_removed_by_a_report_that_has_changed_since_it_was_confirmed() throws Exception {
        FakeStore store = new FakeStore();
        RemovalPlan plan = planOf("a");
        Files.writeString(report, Files.readString(report) + "\n");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody).run(plan))
                .withMessageContaining("was changed after it was read");
        assertThat(store.batches).isEmpty();
        assertThat(ledgerLines()).isEmpty();
    }

    @Test
    void a_large_plan_reaches_every_image_once() throws Exception {
        FakeStore store = new FakeStore() {
            @Override
            public int batchSize() {
                return 100;
            }
        };
        String[] keys =
                IntStream.range(0, 1_234).mapToObj(i -> "deer/" + (10_000 + i)).toArray(String[]::new);

        RemovalCounts counts = new Removal(RemovalWays.of(store), ledger, RemovalTest::never, RemovalTest::nobody)
                .run(planOf(keys))
                .counts();

        assertThat(store.keys().stream().flatMap(List::stream)).containsExactly(keys);
        assertThat(store.batches).hasSize(13);
        assertThat(counts.done()).isEqualTo(1_234);
        assertThat(ledgerLines()).hasSize(1_234 + 13);
    }
}
