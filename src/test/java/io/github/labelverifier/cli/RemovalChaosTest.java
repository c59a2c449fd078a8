package io.github.labelverifier.cli;

import static io.github.labelverifier.sample.SampleReport.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.store.MoveOrDelete;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.StubVersion;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Removals under seeded faults: answers lost before and after the act, partial failures, resets, images that changed or went
 * since, pages and empty bodies in the place of answers, and runs that are killed. Whatever happens: nothing unflagged is gone,
 * every key has one outcome, ledger and bucket agree, and the exit code follows from the ledger.
 *
 * <p>The system property {@code labelverifier.chaos.seeds} says how many seeds are run, {@code labelverifier.chaos.first} which
 * is the first.
 */
class RemovalChaosTest {
    private static final int SEEDS = Integer.getInteger("labelverifier.chaos.seeds", 16);
    private static final int FIRST = Integer.getInteger("labelverifier.chaos.first", 1);
    private static final int MOST_KILLS = 6;
    private static final List<String> ODD =
            List.of("é ü", "a+b%41", "new\nline", "re\rturn", "\u202eltr", "bell\u0007", "//x", "@-q?#");

    @TempDir
    private Path folder;

    private long images;
    private long faults;
    private long kills;
    private long runs;

    @Test
    void nothing_is_lost_and_all_is_told() throws IOException {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try (FakeS3 s3 = FakeS3.start()) {
                new Case(seed, s3).run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        System.out.println("chaos: " + SEEDS + " seeds, " + images + " images, " + runs + " runs, " + faults
                + " faults, " + kills + " kills");
        assertThat(faults).isPositive();
    }

    @Test
    void images_stay_where_they_are_if_the_destination_is_that_place_by_another_name() throws IOException {
        for (int seed = FIRST; seed < FIRST + (SEEDS + 3) / 4; seed++) {
            try (FakeS3 s3 = FakeS3.start()) {
                new Case(seed, s3).runIntoItself();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void no_content_is_lost_between_moves_and_returns_that_are_killed() throws IOException {
        for (int seed = FIRST; seed < FIRST + (SEEDS + 3) / 4; seed++) {
            try (FakeS3 s3 = FakeS3.start()) {
                new Case(seed, s3).runToAndFro();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** Ends a run as a kill does: no outcome is written any more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private final class Case {
        private final int seed;
        private final Random random;
        private final FakeS3 s3;
        private final Path report;
        private boolean moving;
        private final boolean versioned;
        private final boolean ignoring;
        private final Map<String, String> kept = new HashMap<>();
        private final Set<String> gone = new HashSet<>();
        private final Set<String> flagged = new HashSet<>();
        private final Map<String, String> judged = new HashMap<>();
        private String destination = "s3://photos/trash/";
        private boolean severalAtOnce;
        private int killsLeft;
        private volatile boolean isKilled;
        private String lastOutput = "";

        Case(int seed, FakeS3 s3) {
            this.seed = seed;
            this.random = new Random(seed);
            this.s3 = s3;
            this.report = folder.resolve("seed" + seed + ".jsonl");
            this.moving = random.nextInt(3) == 0;
            this.versioned = random.nextInt(3) == 0;
            this.ignoring = random.nextInt(5) == 0;
            this.killsLeft = random.nextInt(MOST_KILLS);
        }

        void run() throws IOException {
            s3.createBucket(BUCKET);
            if (versioned) {
                s3.versioning(BUCKET, Versioning.ENABLED);
            }
            if (ignoring) {
                s3.ignoringConditions();
            }
            s3.absent(random.nextBoolean() ? FakeS3.Absent.NOT_FOUND : FakeS3.Absent.PRECONDITION_FAILED);
            writeReport();
            disturb();
            injectFaults();
            boolean ended = false;
            while (!ended) {
                ended = removeOnce();
                checkNothingUnflaggedIsGone();
            }
            s3.clearFaults();
            killsLeft = 0;
            removeOnce();
            checkNothingUnflaggedIsGone();
            Map<String, String> outcomes = outcomes();
            assertThat(outcomes.keySet()).isEqualTo(flagged);
            assertThat(outcomes.values())
                    .as(lastOutput + linesOf(outcomes, "failed"))
                    .doesNotContain("unknown", "failed");
            restoreAll(outcomes);
        }

        /** The bucket has a second name, and the images are to go where they are. */
        void runIntoItself() throws IOException {
            prepare();
            s3.alias("photos-alias", BUCKET);
            destination = "s3://photos-alias/deer/";
            for (int i = 0; i < 4; i++) {
                killsLeft += 1;
                removeOnce();
                restoreOnce();
                for (String key : flagged) {
                    assertThat(s3.exists(BUCKET, key))
                            .as(key + "\n" + lastOutput)
                            .isTrue();
                }
                checkNothingUnflaggedIsGone();
            }
        }

        /** What is there goes, and comes back, and goes again, with several batches under way. */
        void runToAndFro() throws IOException {
            prepare();
            for (int i = 0; i < 4; i++) {
                killsLeft += 1;
                removeOnce();
                checkAllIsSomewhere();
                restoreOnce();
                checkAllIsSomewhere();
                checkNothingUnflaggedIsGone();
            }
            s3.clearFaults();
            killsLeft = 0;
            removeOnce();
            restoreOnce();
            restoreOnce();
            for (String key : flagged) {
                assertThat(s3.exists(BUCKET, key)).as(key + "\n" + lastOutput).isTrue();
            }
        }

        private void prepare() throws IOException {
            moving = true;
            severalAtOnce = true;
            s3.createBucket(BUCKET);
            if (versioned) {
                s3.versioning(BUCKET, Versioning.ENABLED);
            }
            if (ignoring) {
                s3.ignoringConditions();
            }
            writeReport();
            injectFaults();
        }

        private void checkAllIsSomewhere() {
            for (String key : flagged) {
                boolean isThere = s3.exists(BUCKET, key) || s3.exists(BUCKET, moved(key));
                assertThat(isThere).as(key + "\n" + lastOutput).isTrue();
            }
        }

        private void restoreOnce() {
            ProgramInProcess.Result result = new ProgramInProcess()
                    .run(
                            "restore",
                            report.toString(),
                            "--endpoint-url",
                            s3.endpoint().toString());
            lastOutput = result.err();
            assertThat(result.code()).as(result.err()).isIn(0, 1, 3, 5);
        }

        private void writeReport() throws IOException {
            SampleReport scene = SampleReport.on(s3);
            int count = 20 + random.nextInt(moving ? 60 : 200);
            images += count;
            for (int i = 0; i < count; i++) {
                String odd = random.nextInt(6) == 0 ? ODD.get(random.nextInt(ODD.size())) : "";
                String key = String.format("deer/%04d%s.jpg", i, odd);
                boolean flag = random.nextInt(10) < 6;
                scene.put(s3, key, flag ? Verdict.FLAG : Verdict.KEEP, flag ? "no-overlap" : "x");
                if (flag) {
                    flagged.add(key);
                    judged.put(key, s3.etag(BUCKET, key));
                } else {
                    kept.put(key, s3.etag(BUCKET, key));
                }
            }
            scene.write(report);
        }

        /** Other people work on the bucket, too. */
        private void disturb() {
            for (String key : flagged) {
                int chance = random.nextInt(30);
                if (chance == 0) {
                    s3.put(BUCKET, key, "changed " + key);
                    kept.put(key, s3.etag(BUCKET, key));
                } else if (chance == 1) {
                    s3.delete(BUCKET, key);
                    gone.add(key);
                }
            }
        }

        private void injectFaults() {
            for (String operation : List.of("DeleteObjects", "DeleteObject", "CopyObject")) {
                for (Fault fault : List.of(
                        Fault.reset(),
                        Fault.reset().afterActing(),
                        Fault.resetMidway(),
                        Fault.cutBody(),
                        Fault.cutConnection(),
                        FakeS3.error("InternalError"),
                        FakeS3.error("InternalError").afterActing(),
                        FakeS3.error("SlowDown"),
                        FakeS3.error("SlowDown").afterActing(),
                        FakeS3.error("ServiceUnavailable"))) {
                    s3.inject(
                            fault, byChance(0.03, subject -> subject.operation().equals(operation)));
                }
            }
            // By chance of their own, so that a seed stays what it was.
            Random others = new Random(~seed);
            for (Fault fault : List.of(Fault.cutAfterHead(), Fault.htmlPage(), Fault.emptyBody())) {
                s3.inject(
                        fault,
                        byChance(
                                others,
                                0.02,
                                subject -> Set.of("DeleteObjects", "DeleteObject", "CopyObject")
                                        .contains(subject.operation())));
            }
            s3.inject(
                    FakeS3.error("InternalError"),
                    byChance(0.05, subject -> subject.operation().equals("HeadObject")));
            s3.inject(
                    Fault.reset(), byChance(0.03, subject -> subject.operation().equals("HeadObject")));
            s3.inject(
                    FakeS3.error("AccessDenied"),
                    byChance(0.01, subject -> subject.operation().equals("HeadObject")));
            for (Fault fault : List.of(
                    FakeS3.error("InternalError"),
                    FakeS3.error("InternalError").afterActing(),
                    FakeS3.error("SlowDown"),
                    Fault.leftOut(),
                    Fault.leftOut().afterActing(),
                    FakeS3.error("AccessDenied"))) {
                s3.injectPerKey(fault, byChance(0.015, subject -> true));
            }
        }

        private When byChance(double share, Predicate<When.Subject> which) {
            return byChance(random, share, which);
        }

        private When byChance(Random seeds, double share, Predicate<When.Subject> which) {
            Random chance = new Random(seeds.nextLong());
            return When.matching(subject -> {
                boolean hit = which.test(subject) && chance.nextDouble() < share;
                faults += hit ? 1 : 0;
                return hit;
            });
        }

        /** Runs {@code delete} once; false if it was killed or stopped by a refusal. */
        private boolean removeOnce() throws IOException {
            List<String> arguments = new ArrayList<>(List.of(
                    "delete",
                    report.toString(),
                    "--yes",
                    "--max-flagged",
                    "100",
                    "--endpoint-url",
                    s3.endpoint().toString()));
            if (moving) {
                arguments.addAll(List.of("--move-to", destination));
            }
            runs++;
            isKilled = false;
            ProgramInProcess.Result result =
                    new ProgramInProcess().stores(MortalStores.of(this)).run(arguments.toArray(String[]::new));
            lastOutput = result.err();
            if (isKilled) {
                // The program itself outlives the error, and must not go on as if there had been none.
                assertThat(result.code()).as(result.err()).isEqualTo(1);
                assertThat(result.err()).contains(Killed.class.getSimpleName());
                return false;
            }
            Map<String, String> outcomes = outcomes();
            if (result.code() == 1) {
                assertThat(result.err()).contains("refuses to remove", "not tried");
                assertThat(flagged).containsAll(outcomes.keySet()).hasSizeGreaterThan(outcomes.size());
                return false;
            }
            assertThat(outcomes.keySet()).as(result.err()).isEqualTo(flagged);
            boolean complete = outcomes.values().stream()
                    .allMatch(outcome -> Set.of("deleted", "moved", "absent").contains(outcome));
            assertThat(result.code()).as(result.err() + outcomes).isEqualTo(complete ? 0 : 3);
            outcomes.forEach(this::checkAgreement);
            return true;
        }

        private void checkAgreement(String key, String outcome) {
            boolean isThere = s3.exists(BUCKET, key);
            switch (outcome) {
                case "deleted", "moved", "absent" ->
                    assertThat(isThere).as(key + " " + outcome).isFalse();
                case "changed" -> assertThat(s3.etag(BUCKET, key)).as(key).isNotEqualTo(judged.get(key));
                case "failed" ->
                    assertThat(isThere || gone.contains(key)).as(key).isTrue();
                default -> assertThat(outcome).isEqualTo("unknown");
            }
            if (moving && outcome.equals("moved")) {
                assertThat(s3.etag(BUCKET, moved(key))).isEqualTo(judged.get(key));
            }
        }

        private String moved(String key) {
            return "trash/" + key.substring("deer/".length());
        }

        private void checkNothingUnflaggedIsGone() {
            kept.forEach((key, etag) -> {
                assertThat(s3.exists(BUCKET, key)).as(key + " was to be kept").isTrue();
                assertThat(s3.etag(BUCKET, key)).isEqualTo(etag);
            });
        }

        /** Whatever was moved or hidden comes back just as it was. */
        private void restoreAll(Map<String, String> outcomes) {
            if (!moving && !versioned) {
                return;
            }
            ProgramInProcess.Result result = new ProgramInProcess()
                    .run(
                            "restore",
                            report.toString(),
                            "--endpoint-url",
                            s3.endpoint().toString());
            outcomes.forEach((key, outcome) -> {
                if (outcome.equals("moved") || outcome.equals("deleted")) {
                    assertThat(s3.exists(BUCKET, key))
                            .as(key + " is back\n" + result.err())
                            .isTrue();
                    assertThat(s3.etag(BUCKET, key)).isEqualTo(judged.get(key));
                }
            });
            if (moving) {
                assertThat(s3.keys(BUCKET, "trash/")).isEmpty();
            }
            if (versioned) {
                kept.keySet()
                        .forEach(key -> assertThat(s3.versions(BUCKET, key)).noneMatch(StubVersion::isDeleteMarker));
            }
            checkNothingUnflaggedIsGone();
        }

        /** The last outcome of each key in the ledger. */
        private Map<String, String> outcomes() throws IOException {
            Map<String, String> outcomes = new HashMap<>();
            for (String line : Files.readAllLines(Ledger.pathFor(report))) {
                Map<String, String> fields = fields(line);
                if ("removal".equals(fields.get("type"))) {
                    outcomes.put(fields.get("key"), fields.get("outcome"));
                }
            }
            return outcomes;
        }

        /** All that the ledger says of the keys that ended so. */
        private String linesOf(Map<String, String> outcomes, String outcome) throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line : Files.readAllLines(Ledger.pathFor(report))) {
                String key = fields(line).get("key");
                if (key != null && outcome.equals(outcomes.get(key))) {
                    lines.add(line);
                }
            }
            return String.join("\n", lines);
        }

        private Map<String, String> fields(String line) throws IOException {
            Map<String, String> fields = new HashMap<>();
            try (JsonParser json = new JsonFactory().createParser(line)) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (value.isScalarValue()) {
                        fields.put(name, json.getText());
                    } else {
                        json.skipChildren();
                    }
                }
            }
            return fields;
        }

        private boolean isKilledNow() {
            if (killsLeft > 0 && random.nextInt(3) == 0) {
                killsLeft--;
                kills++;
                return true;
            }
            return false;
        }

        private Killed killed() {
            isKilled = true;
            return new Killed();
        }

        /** The kill came while the ledger was written. */
        private void tearLedger(boolean acted) throws IOException {
            Path ledger = Ledger.pathFor(report);
            byte[] content = Files.readAllBytes(ledger);
            if (acted) {
                Files.writeString(ledger, "{\"type\":\"removal\",\"key\":\"dee", StandardOpenOption.APPEND);
            } else {
                int lineStart = content.length - 1;
                while (lineStart > 0 && content[lineStart - 1] != '\n') {
                    lineStart--;
                }
                int left = lineStart + random.nextInt(content.length - lineStart);
                Files.write(ledger, java.util.Arrays.copyOf(content, left));
            }
        }
    }

    /** Hands out removers of small batches, in the middle of which a run may be killed. */
    private static final class MortalStores extends Stores {
        private final Stores real;
        private final Case scene;

        private MortalStores(Stores real, Case scene) {
            super(Map.of());
            this.real = real;
            this.scene = scene;
        }

        static java.util.function.UnaryOperator<Stores> of(Case scene) {
            return real -> new MortalStores(real, scene);
        }

        @Override
        public Optional<String> endpoint(ImageLocation location, AwsSettings settings) throws ImageStoreException {
            return real.endpoint(location, settings);
        }

        @Override
        public RemovableStore openStorage(ImageLocation location, AwsSettings settings) throws ImageStoreException {
            return new MortalStore(real.openStorage(location, settings), scene);
        }
    }

    private record MortalStore(RemovableStore store, Case scene) implements RemovableStore {
        @Override
        public ImageSource source() {
            return store.source();
        }

        @Override
        public ImageRemover remover(MoveOrDelete way) throws ImageStoreException {
            return new MortalRemover(store.remover(way), scene, 5 + scene.random.nextInt(40));
        }

        @Override
        public ImageRestorer restorer() {
            return store.restorer();
        }

        @Override
        public Optional<URI> link(String key) {
            return store.link(key);
        }

        @Override
        public LabelDetector detector(Asked asked) {
            throw new AssertionError("a removal has no business with labels");
        }

        @Override
        public Optional<Sending> sending() {
            return store.sending();
        }

        @Override
        public Optional<String> remark() {
            return store.remark();
        }

        @Override
        public Optional<String> region() {
            return store.region();
        }

        @Override
        public Optional<String> endpoint() {
            return store.endpoint();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    private record MortalRemover(ImageRemover real, Case scene, int batchSize) implements ImageRemover {
        @Override
        public RemovalAction action() {
            return real.action();
        }

        @Override
        public int batchesAtOnce() {
            return scene.severalAtOnce ? real.batchesAtOnce() : 1;
        }

        @Override
        public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
            boolean before = scene.isKilledNow();
            if (before) {
                kill(false);
            }
            // Killed in the middle: the store has done a part of it, and nobody has heard of it.
            if (scene.isKilledNow()) {
                real.remove(batch.subList(0, scene.random.nextInt(batch.size() + 1)), begun);
                kill(true);
            }
            List<RemovalOutcome> outcomes = real.remove(batch, begun);
            assertThat(outcomes)
                    .extracting(RemovalOutcome::key)
                    .isEqualTo(batch.stream().map(ImageEntry::key).toList());
            return outcomes;
        }

        private void kill(boolean acted) {
            try {
                // With several under way, another may be written down at this moment.
                if (scene.random.nextBoolean() && !scene.severalAtOnce) {
                    scene.tearLedger(acted);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            throw scene.killed();
        }

        @Override
        public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
            if (scene.isKilledNow()) {
                throw scene.killed();
            }
            return real.settle(batch, since);
        }

        @Override
        public Undo undo() {
            return real.undo();
        }
    }
}
