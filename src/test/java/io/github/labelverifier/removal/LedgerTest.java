package io.github.labelverifier.removal;

import static io.github.labelverifier.sample.SampleFindings.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.MovedImage;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T16:11:12.345678Z"), ZoneOffset.UTC);
    private static final RemovalAction MOVE = RemovalAction.moveTo("s3://photos/trash/");
    private static final MovedImage PLACE = new MovedImage("s3://photos/trash/1.jpg", "e2");

    @TempDir
    Path folder;

    private Path report;
    private Path file;

    @BeforeEach
    void name_a_report() {
        report = folder.resolve("report.jsonl");
        file = folder.resolve("report.jsonl.removed.jsonl");
    }

    private Ledger open() throws Exception {
        return Ledger.open(report, SampleReport.header(), CLOCK);
    }

    private static void deleted(Ledger ledger, String... keys) throws IOException {
        for (String key : keys) {
            List<ImageEntry> batch = List.of(image(key));
            ledger.intend(RemovalAction.DELETE, batch);
            ledger.record(RemovalAction.DELETE, batch, List.of(RemovalOutcome.of(key, Result.DELETED)));
        }
    }

    private static List<String> pending(Ledger ledger) throws Exception {
        List<String> keys = new ArrayList<>();
        for (RemovalAction action : ledger.pendingActions()) {
            ledger.pending(
                    action, some -> some.forEach(begun -> keys.add(begun.image().key())));
        }
        return keys;
    }

    private static List<BegunImage> begun(Ledger ledger) throws Exception {
        List<BegunImage> begun = new ArrayList<>();
        for (RemovalAction action : ledger.pendingActions()) {
            ledger.pending(action, begun::addAll);
        }
        return begun;
    }

    private static List<RemovedImage> removed(Ledger ledger) throws Exception {
        List<RemovedImage> removed = new ArrayList<>();
        ledger.removed(ImageLocation.of(SampleReport.LOCATION), removed::addAll);
        return removed;
    }

    @Test
    void since_when_a_removal_is_under_way_is_known_unless_it_was_begun_before() throws Exception {
        try (Ledger ledger = open()) {
            ledger.intend(RemovalAction.DELETE, List.of(image("a"), image("b")));
            ledger.intend(RemovalAction.DELETE, List.of(image("b"), image("c")), "b"::equals);
        }
        try (Ledger ledger = open()) {
            assertThat(begun(ledger))
                    .extracting(one -> one.image().key(), one -> one.since().isPresent())
                    .containsExactly(tuple("a", true), tuple("b", false), tuple("c", true));
        }
    }

    @Nested
    class Its_file {

        @Test
        void stands_beside_the_report() {
            assertThat(Ledger.pathFor(report)).isEqualTo(file);
            assertThat(Ledger.pathFor(Path.of("report.jsonl"))).isEqualTo(Path.of("report.jsonl.removed.jsonl"));
        }

        @Test
        void says_first_which_report_it_belongs_to() throws Exception {
            try (Ledger ledger = open()) {
                deleted(ledger, "deer/1.jpg");
            }

            assertThat(Files.readAllLines(file).get(0))
                    .isEqualTo("{\"type\":\"ledger\",\"schema\":1,\"tool\":\"label-verifier 1.0.0\","
                            + "\"location\":\"s3://photos/deer/\",\"endpoint\":null,"
                            + "\"reportStartedAt\":\"2026-11-22T10:00:00Z\"}");
        }

        @Test
        void does_not_stay_if_nothing_was_written_to_it() throws Exception {
            open().close();

            assertThat(file).doesNotExist();
        }

        @Test
        void says_what_is_about_to_be_removed_when_that_has_been_told() throws Exception {
            try (Ledger ledger = open()) {
                ledger.intend(RemovalAction.DELETE, List.of(image("deer/1.jpg"), image("deer/2.jpg")));

                assertThat(Files.readAllLines(file))
                        .last()
                        .isEqualTo("{\"type\":\"intent\",\"action\":\"delete\",\"images\":["
                                + "{\"key\":\"deer/1.jpg\",\"size\":1010,\"etag\":\"" + Digests.of("etag of deer/1.jpg")
                                + "\"},"
                                + "{\"key\":\"deer/2.jpg\",\"size\":1010,\"etag\":\"" + Digests.of("etag of deer/2.jpg")
                                + "\"}],"
                                + "\"at\":\"2026-11-22T16:11:12.345Z\"}");
            }
        }

        @Test
        void says_what_became_of_it_one_line_an_image_when_that_has_been_told() throws Exception {
            List<ImageEntry> batch = List.of(image("1.jpg", 1, "e1"), image("2.jpg", 2, "e2"), image("3.jpg", 3, "e3"));
            try (Ledger ledger = open()) {
                ledger.intend(RemovalAction.DELETE, batch);
                ledger.record(
                        RemovalAction.DELETE,
                        batch,
                        List.of(
                                RemovalOutcome.deleted("1.jpg", Optional.of("marker")),
                                RemovalOutcome.of("2.jpg", Result.FAILED, "no permission"),
                                RemovalOutcome.of("3.jpg", Result.ABSENT)));

                assertThat(Files.readAllLines(file).subList(2, 5))
                        .containsExactly(
                                "{\"type\":\"removal\",\"key\":\"1.jpg\",\"size\":1,\"etag\":\"" + Digests.of("e1")
                                        + "\",\"action\":\"delete\","
                                        + "\"outcome\":\"deleted\",\"deleteMarker\":\"marker\","
                                        + "\"at\":\"2026-11-22T16:11:12.345Z\"}",
                                "{\"type\":\"removal\",\"key\":\"2.jpg\",\"size\":2,\"etag\":\"" + Digests.of("e2")
                                        + "\",\"action\":\"delete\","
                                        + "\"outcome\":\"failed\",\"message\":\"no permission\","
                                        + "\"at\":\"2026-11-22T16:11:12.345Z\"}",
                                "{\"type\":\"removal\",\"key\":\"3.jpg\",\"size\":3,\"etag\":\"" + Digests.of("e3")
                                        + "\",\"action\":\"delete\","
                                        + "\"outcome\":\"absent\",\"at\":\"2026-11-22T16:11:12.345Z\"}");
            }
        }

        @Test
        void has_keys_exactly_and_each_line_is_one_line() throws Exception {
            String odd = "line\nfeed\"\u202e\u0000.jpg";
            try (Ledger ledger = open()) {
                deleted(ledger, odd, "日本/\ud83e\udd8c.jpg");

                assertThat(Files.readString(file).split("\n")).hasSize(5);
                assertThat(Files.readString(file))
                        .contains("\"key\":\"line\\nfeed\\\"\u202e\\u0000.jpg\"")
                        .contains("\"key\":\"日本/\ud83e\udd8c.jpg\"");
            }
            try (Ledger ledger = open()) {
                assertThat(ledger.isDone(odd)).isTrue();
            }
        }

        @Test
        void takes_nothing_when_it_is_closed() throws Exception {
            Ledger ledger = open();
            ledger.close();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> ledger.intend(RemovalAction.DELETE, List.of(image("a"))));
        }
    }

    @Nested
    class Opened_again {

        @Test
        void it_is_gone_on_with_and_nothing_in_it_is_written_over() throws Exception {
            try (Ledger ledger = open()) {
                deleted(ledger, "a", "b");
            }
            String before = Files.readString(file);
            try (Ledger ledger = open()) {
                assertThat(ledger.done()).isEqualTo(2);
                assertThat(ledger.isDone("a")).isTrue();
                assertThat(ledger.isDone("c")).isFalse();
                deleted(ledger, "c");
            }

            assertThat(Files.readString(file)).startsWith(before);
            assertThat(Files.readAllLines(file)).hasSize(7);
        }

        @Test
        void it_knows_what_was_begun_and_has_no_outcome() throws Exception {
            try (Ledger ledger = open()) {
                deleted(ledger, "a");
                ledger.intend(RemovalAction.DELETE, List.of(image("b"), image("c")));
            }
            try (Ledger ledger = open()) {
                assertThat(ledger.pendingActions()).containsExactly(RemovalAction.DELETE);
                assertThat(pending(ledger)).containsExactly("b", "c");
                ledger.record(
                        RemovalAction.DELETE,
                        List.of(image("b"), image("c")),
                        List.of(RemovalOutcome.of("b", Result.DELETED), RemovalOutcome.of("c", Result.UNKNOWN)));
                assertThat(pending(ledger)).as("nobody knows").containsExactly("c");
                assertThat(ledger.pendingActions()).isNotEmpty();
            }
        }

        @Test
        void it_passes_over_a_last_line_that_was_cut_off_and_writes_in_its_place() throws Exception {
            try (Ledger ledger = open()) {
                deleted(ledger, "a");
            }
            Files.writeString(file, "{\"type\":\"intent\",\"act", StandardOpenOption.APPEND);
            try (Ledger ledger = open()) {
                assertThat(ledger.done()).isEqualTo(1);
                deleted(ledger, "b");
            }

            try (Ledger ledger = open()) {
                assertThat(ledger.done()).isEqualTo(2);
            }
        }

        @Test
        void it_is_refused_if_any_other_line_cannot_be_read() throws Exception {
            try (Ledger ledger = open()) {
                deleted(ledger, "a");
            }
            Files.writeString(file, Files.readString(file).replace("\"intent\",", "\"intent\""));

            assertThatExceptionOfType(LedgerUnfitException.class)
                    .isThrownBy(LedgerTest.this::open)
                    .withMessageContaining("line 2 cannot be read");
        }

        @Test
        void it_is_refused_beside_another_report_of_the_same_name() throws Exception {
            try (Ledger ledger = open()) {
                deleted(ledger, "a");
            }

            assertThatExceptionOfType(LedgerUnfitException.class)
                    .isThrownBy(() -> Ledger.open(report, SampleReport.headerAt("s3://photos/fox/"), CLOCK))
                    .withMessageContaining("is the ledger of another report of the same name");
        }

        @Test
        void it_is_refused_while_another_run_has_it_open() throws Exception {
            try (Ledger ledger = open()) {
                deleted(ledger, "a");

                assertThatExceptionOfType(LedgerInUseException.class).isThrownBy(LedgerTest.this::open);
            }
            open().close();
        }

        @Test
        void it_may_be_looked_at_meanwhile() throws Exception {
            try (Ledger ledger = open()) {
                deleted(ledger, "a");
                try (Ledger view = Ledger.view(report, SampleReport.header(), CLOCK)) {
                    assertThat(view.isDone("a")).isTrue();
                    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> deleted(view, "b"));
                }
            }
        }
    }

    @Nested
    class For_a_way_back {

        @Test
        void there_has_to_be_a_ledger() {
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> Ledger.reopen(report, SampleReport.header(), CLOCK));
        }

        @Test
        void it_has_what_was_removed_and_is_not_back() throws Exception {
            List<ImageEntry> batch = List.of(image("1.jpg"), image("2.jpg"), image("3.jpg"), image("4.jpg"));
            try (Ledger ledger = open()) {
                ledger.intend(MOVE, batch);
                ledger.record(
                        MOVE,
                        batch,
                        List.of(
                                RemovalOutcome.moved("1.jpg", PLACE),
                                RemovalOutcome.of("2.jpg", Result.ABSENT),
                                RemovalOutcome.of("3.jpg", Result.FAILED).withCopyAt(PLACE),
                                RemovalOutcome.deleted("4.jpg", Optional.of("marker"))));
            }

            try (Ledger ledger = Ledger.reopen(report, SampleReport.header(), CLOCK)) {
                assertThat(ledger.header().location()).isEqualTo(SampleReport.LOCATION);
                assertThat(removed(ledger))
                        .extracting(image -> image.image().key(), RemovedImage::moved, RemovedImage::deleteMarker)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("1.jpg", Optional.of(PLACE), Optional.empty()),
                                org.assertj.core.groups.Tuple.tuple("4.jpg", Optional.empty(), Optional.of("marker")));
                assertThat(ledger.begun("3.jpg")).as("left behind").contains(MOVE);
                ledger.restored(List.of(RestoreOutcome.restored("1.jpg")));
            }
            try (Ledger ledger = Ledger.reopen(report, SampleReport.header(), CLOCK)) {
                assertThat(removed(ledger))
                        .extracting(image -> image.image().key())
                        .containsExactly("4.jpg");
            }
        }
    }

    @Test
    void it_is_held_against_other_programs_also_after_it_was_read() throws Exception {
        Path locks = Path.of("/proc/locks");
        assumeTrue(Files.isReadable(locks));
        try (Ledger ledger = open()) {
            deleted(ledger, "1.jpg");
        }
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";

        try (Ledger ledger = open()) {
            removed(ledger);
            pending(ledger);

            assertThat(Files.readString(locks)).contains(inode);
        }
    }
}
