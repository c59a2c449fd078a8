package io.github.labelverifier.removal;

import static io.github.labelverifier.sample.SampleFindings.flagged;
import static io.github.labelverifier.sample.SampleFindings.image;
import static io.github.labelverifier.sample.SampleFindings.kept;
import static io.github.labelverifier.sample.SampleReport.headerAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Finding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedRemovalTest {
    private static final RemovalGuard OPEN = new RemovalGuard(100, (folder, withContent) -> {});

    private static final Originals.Look NOWHERE = key -> Optional.empty();

    @TempDir
    Path folder;

    private Path report;
    private String place = "s3://photos/";

    @BeforeEach
    void name_a_report() {
        report = folder.resolve("report.jsonl");
    }

    /** Removes all but what it is told to fail on; what was left open is still there. */
    private static final class Store implements ImageRemover {
        final List<String> removed = new ArrayList<>();
        final List<String> settled = new ArrayList<>();
        private Predicate<String> failing = key -> false;

        @Override
        public RemovalAction action() {
            return RemovalAction.DELETE;
        }

        @Override
        public int batchSize() {
            return 2;
        }

        @Override
        public Undo undo() {
            return Undo.UNKNOWN;
        }

        @Override
        public List<String> remarks() {
            return List.of("it was slow");
        }

        @Override
        public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
            batch.forEach(image -> settled.add(image.key()));
            return batch.stream()
                    .map(image -> RemovalOutcome.of(image.key(), Result.FAILED))
                    .toList();
        }

        @Override
        public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
            batch.forEach(image -> removed.add(image.key()));
            return batch.stream()
                    .map(image ->
                            RemovalOutcome.of(image.key(), failing.test(image.key()) ? Result.FAILED : Result.DELETED))
                    .toList();
        }
    }

    private RemovalPlan plan(Finding... findings) throws Exception {
        return RemovalPlan.of(SampleReport.write(report, headerAt(place), findings));
    }

    private Ledger ledger() throws Exception {
        return Ledger.open(report, headerAt(place), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private static RemovalRest restOf(RemovalPlan plan, Store store, Ledger ledger) throws Exception {
        return GuardedRemoval.of(plan, List.of(), OPEN).rest(RemovalWays.of(store), NOWHERE, ledger);
    }

    @Test
    void a_plan_above_the_limit_is_refused_with_both_numbers() throws Exception {
        RemovalPlan half = plan(flagged("a"), kept("b"));

        assertThatExceptionOfType(AboveLimitException.class)
                .isThrownBy(() -> GuardedRemoval.of(half, List.of(), new RemovalGuard(49, OPEN.folders())))
                .satisfies(e -> assertThat(e.percent()).isEqualTo(50))
                .satisfies(e -> assertThat(e.limit()).isEqualTo(49));
        assertThat(GuardedRemoval.of(half, List.of(), new RemovalGuard(50, OPEN.folders())))
                .isNotNull();
    }

    @Test
    void a_plan_whose_folder_is_away_is_refused() throws Exception {
        place = folder.resolve("photos").toString();
        RemovalPlan plan = plan(flagged("a"), kept("b"));
        ImageStoreException away = new ImageStoreException(ImageStoreException.Kind.NOT_FOUND, "away");
        List<Boolean> asked = new ArrayList<>();

        assertThatExceptionOfType(ImageStoreException.class)
                .isThrownBy(() -> GuardedRemoval.of(
                        plan, List.of(), new RemovalGuard(100, (FolderLocation place, boolean withContent) -> {
                            asked.add(withContent);
                            throw away;
                        })))
                .isSameAs(away);
        assertThat(asked).as("it has images that are kept").containsExactly(true);
    }

    @Test
    void what_an_earlier_run_left_open_is_ended_in_the_same_way_first() throws Exception {
        RemovalPlan plan = plan(flagged("a"));
        Store store = new Store();
        try (Ledger ledger = ledger()) {
            ledger.intend(RemovalAction.moveTo("s3://trash/"), List.of(image("a")));

            assertThatExceptionOfType(OtherActionException.class)
                    .isThrownBy(() -> restOf(plan, store, ledger))
                    .satisfies(e -> assertThat(e.destination()).contains("s3://trash/"));
        }
        assertThat(store.settled).isEmpty();
        assertThat(store.removed).isEmpty();
    }

    @Test
    void what_was_left_open_is_settled_and_what_is_gone_is_not_left() throws Exception {
        RemovalPlan plan = plan(flagged("a"), flagged("b"), flagged("c"));
        Store store = new Store();
        try (Ledger ledger = ledger()) {
            ledger.intend(RemovalAction.DELETE, List.of(image("a")));
            ledger.record(RemovalAction.DELETE, List.of(image("a")), List.of(RemovalOutcome.of("a", Result.DELETED)));
            ledger.intend(RemovalAction.DELETE, List.of(image("b")));

            RemovalRest rest = restOf(plan, store, ledger);

            assertThat(store.settled).containsExactly("b");
            assertThat(store.removed).isEmpty();
            assertThat(rest.settled().orElseThrow().of(Result.FAILED)).isEqualTo(1);
            assertThat(rest.before()).isEqualTo(1);
            assertThat(rest.plan().overview().examples()).containsExactly("b", "c");
            assertThat(rest.isLeftOpen()).isFalse();
        }
    }

    @Test
    void only_what_is_confirmed_goes_and_the_result_tells_what_was_kept() throws Exception {
        RemovalPlan plan =
                plan(flagged("a"), flagged("b"), flagged("c"), flagged("d"), flagged("e"), flagged("f"), flagged("g"));
        Store store = new Store();
        store.failing = key -> !key.equals("a");
        List<Long> progress = new ArrayList<>();
        try (Ledger ledger = ledger()) {
            RemovalRest rest = restOf(plan, store, ledger);
            RemovalPlan confirmed =
                    rest.plan().only(finding -> !finding.image().key().equals("g"));

            RemovalResult removed = rest.remove(confirmed, RemovalWays.of(store), () -> false, progress::add);

            assertThat(store.removed).containsExactly("a", "b", "c", "d", "e", "f");
            assertThat(progress).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(removed.counts().done()).isEqualTo(1);
            assertThat(removed.keptInAll()).isEqualTo(5);
            assertThat(removed.kept()).extracting(RemovalOutcome::key).containsExactly("b", "c", "d", "e", "f");
            assertThat(removed.endedEarly()).isFalse();
            assertThat(removed.remarks()).containsExactly("it was slow");
        }
    }

    @Test
    void an_image_that_was_changed_while_it_was_checked_stays_even_if_the_first_is_back() throws Exception {
        RemovalPlan plan = RemovalPlan.of(SampleReport.at(place)
                .add(flagged("a"), flagged("b"), flagged("c"))
                .changedMeanwhile("b")
                .write(report));
        Store store = new Store();
        try (Ledger ledger = ledger()) {
            RemovalRest rest = restOf(plan, store, ledger);

            RemovalResult removed = rest.remove(rest.plan(), RemovalWays.of(store), () -> false, ended -> {});

            assertThat(store.removed).containsExactly("a", "c");
            assertThat(removed.kept())
                    .containsExactly(RemovalOutcome.of(
                            "b", Result.CHANGED, "it was changed while it was checked: verify again"));
            assertThat(ledger.isDone("b")).isFalse();
        }
    }

    @Test
    void a_removal_that_is_stopped_has_ended_early() throws Exception {
        RemovalPlan plan = plan(flagged("a"), flagged("b"), flagged("c"));
        Store store = new Store();
        try (Ledger ledger = ledger()) {
            RemovalRest rest = restOf(plan, store, ledger);

            RemovalResult removed =
                    rest.remove(rest.plan(), RemovalWays.of(store), () -> !store.removed.isEmpty(), ended -> {});

            assertThat(removed.endedEarly()).isTrue();
            assertThat(removed.untried()).isEqualTo(1);
        }
    }
}
