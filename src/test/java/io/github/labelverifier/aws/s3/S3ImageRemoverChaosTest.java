package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.TestAws;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Batches in a store that honours conditions, as Amazon's own does, so that nothing is looked at beforehand, under seeded
 * faults and with somebody else at work: whatever happens, every image has one outcome that agrees with the bucket, and what
 * came in the place of an image stays.
 *
 * <p>The system property {@code labelverifier.chaos.seeds} says how many seeds are run, {@code labelverifier.chaos.first} which
 * is the first.
 */
class S3ImageRemoverChaosTest {
    private static final int SEEDS = Integer.getInteger("labelverifier.chaos.seeds", 30);
    private static final int FIRST = Integer.getInteger("labelverifier.chaos.first", 1);
    private static final String BUCKET = "photos";
    private static final List<String> ODD = List.of("é ü", "new\nline", "re\rturn", "bell\u0007", "//x");

    private final AtomicLong faults = new AtomicLong();
    private long images;

    @Test
    void every_outcome_agrees_with_the_bucket() {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try (FakeS3 s3 = FakeS3.start();
                    S3Client client = new CheckedS3Client(TestAws.s3(s3.endpoint()))) {
                new Case(seed, s3, client).run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        System.out.println("chaos of batches: " + SEEDS + " seeds, " + images + " images, " + faults + " faults");
        assertThat(faults).hasPositiveValue();
    }

    private final class Case {
        private final Random random;
        private final FakeS3 s3;
        private final S3Client client;
        private final boolean versioned;
        private final Set<String> gone = new HashSet<>();
        private final Set<String> replaced = new HashSet<>();

        Case(int seed, FakeS3 s3, S3Client client) {
            this.random = new Random(seed);
            this.s3 = s3;
            this.client = client;
            this.versioned = random.nextInt(3) == 0;
        }

        void run() {
            s3.createBucket(BUCKET);
            if (versioned) {
                s3.versioning(BUCKET, Versioning.ENABLED);
            }
            s3.absent(random.nextBoolean() ? FakeS3.Absent.NOT_FOUND : FakeS3.Absent.PRECONDITION_FAILED);
            s3.put(BUCKET, "deer/kept.jpg", "kept");
            List<ImageEntry> batch = batch();
            disturb(batch);
            injectFaults();

            List<RemovalOutcome> outcomes = new S3ImageRemover(
                            client,
                            client,
                            new S3Location(BUCKET, "deer/"),
                            () -> false,
                            new Concurrently(16),
                            Backoff.NONE)
                    .remove(batch, key -> false);

            s3.clearFaults();
            assertThat(outcomes)
                    .extracting(RemovalOutcome::key)
                    .isEqualTo(batch.stream().map(ImageEntry::key).toList());
            assertThat(s3.exists(BUCKET, "deer/kept.jpg")).isTrue();
            for (int i = 0; i < batch.size(); i++) {
                check(batch.get(i), outcomes.get(i));
            }
        }

        private List<ImageEntry> batch() {
            List<ImageEntry> batch = new ArrayList<>();
            int count = random.nextInt(8) == 0 ? 1000 : 1 + random.nextInt(150);
            for (int i = 0; i < count; i++) {
                String odd = random.nextInt(10) == 0 ? ODD.get(random.nextInt(ODD.size())) : "";
                String key = "deer/" + i + odd + ".jpg";
                s3.put(BUCKET, key, "judged " + i);
                batch.add(new ImageEntry(key, ("judged " + i).length(), s3.etag(BUCKET, key), Instant.EPOCH));
            }
            images += count;
            return batch;
        }

        /** Somebody else deletes and replaces images, before and while the batch is under way. */
        private void disturb(List<ImageEntry> batch) {
            for (ImageEntry image : batch) {
                int chance = random.nextInt(30);
                if (chance == 0) {
                    replace(image.key());
                } else if (chance == 1) {
                    s3.delete(BUCKET, image.key());
                    gone.add(image.key());
                } else if (chance == 2) {
                    s3.at("DeleteObjects", 1 + random.nextInt(4), () -> replace(image.key()));
                } else if (chance == 3) {
                    s3.at("HeadObject", 1 + random.nextInt(20), () -> replace(image.key()));
                }
            }
        }

        private void replace(String key) {
            synchronized (replaced) {
                s3.put(BUCKET, key, "something else");
                replaced.add(key);
            }
        }

        private void injectFaults() {
            for (String operation : List.of("DeleteObjects", "DeleteObject")) {
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
                        FakeS3.error("MalformedXML"),
                        FakeS3.error("AccessDenied"))) {
                    s3.inject(
                            fault, byChance(0.04, subject -> subject.operation().equals(operation)));
                }
            }
            for (Fault fault : List.of(FakeS3.error("InternalError"), Fault.reset(), FakeS3.error("AccessDenied"))) {
                s3.inject(fault, byChance(0.03, subject -> subject.operation().equals("HeadObject")));
            }
            for (Fault fault : List.of(
                    FakeS3.error("InternalError"),
                    FakeS3.error("InternalError").afterActing(),
                    FakeS3.error("SlowDown"),
                    FakeS3.error("SlowDown").afterActing(),
                    FakeS3.error("SomethingNew"),
                    Fault.leftOut(),
                    Fault.leftOut().afterActing(),
                    FakeS3.error("AccessDenied"))) {
                s3.injectPerKey(fault, byChance(0.015, subject -> true));
            }
        }

        private When byChance(double share, Predicate<When.Subject> which) {
            Random chance = new Random(random.nextLong());
            return When.matching(subject -> {
                boolean hit = which.test(subject) && chance.nextDouble() < share;
                faults.addAndGet(hit ? 1 : 0);
                return hit;
            });
        }

        private void check(ImageEntry image, RemovalOutcome outcome) {
            String key = image.key();
            boolean isThere = s3.exists(BUCKET, key);
            if (replaced.contains(key)) {
                assertThat(isThere).as(key + " was put there by somebody else").isTrue();
                return;
            }
            switch (outcome.result()) {
                case DELETED -> {
                    // Where an answer was lost, it may have been somebody else's deed: nobody can tell.
                    assertThat(isThere).as(key).isFalse();
                    if (versioned) {
                        assertThat(outcome.deleteMarker())
                                .contains(s3.versions(BUCKET, key).get(0).versionId());
                    }
                }
                case ABSENT -> assertThat(gone).as("deleted by somebody else").contains(key);
                case FAILED ->
                    assertThat(isThere || gone.contains(key))
                            .as(key + " " + outcome)
                            .isTrue();
                default -> assertThat(outcome.result()).isEqualTo(RemovalOutcome.Result.UNKNOWN);
            }
        }
    }
}
