package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.StubObject;
import io.github.labelverifier.testing.When;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs under seeded faults: answers that are cut after their head, pages and empty bodies in the place of answers, twins of
 * which one is written over while the other is checked, runs that are cut short and go on from a run that was cut short
 * itself, and images that are moved between two runs, or are back after they were written over. Whatever happens: every image has one verdict and it is that of its own content, nothing is paid twice, and nothing
 * goes but what is wrong.
 *
 * <p>The system property {@code labelverifier.chaos.seeds} says how many seeds are run, {@code labelverifier.chaos.first} which
 * is the first.
 */
class RunChaosTest {
    private static final int SEEDS = Integer.getInteger("labelverifier.chaos.seeds", 12);
    private static final int FIRST = Integer.getInteger("labelverifier.chaos.first", 1);
    private static final String BUCKET = "photos";
    private static final int MOST_CUTS = 4;

    @TempDir
    private Path folder;

    private long images;
    private long runs;
    private long faults;

    @Test
    void every_verdict_is_that_of_the_images_own_content_and_nothing_is_paid_twice() throws IOException {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            try (FakeAws aws = FakeAws.start()) {
                new Case(seed, aws).run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        System.out.println(
                "chaos of runs: " + SEEDS + " seeds, " + images + " images, " + runs + " runs, " + faults + " faults");
        assertThat(faults).isPositive();
    }

    private final class Case {
        private final Random random;
        private final int seed;
        private final FakeAws aws;
        private final Map<String, String> contents = new HashMap<>();
        private final Map<String, String> writtenOver = new HashMap<>();
        private final List<Path> reports = new ArrayList<>();
        private String lastOutput = "";

        Case(int seed, FakeAws aws) {
            this.random = new Random(seed);
            this.seed = seed;
            this.aws = aws;
        }

        void run() throws IOException {
            aws.s3().createBucket(BUCKET).pageSize(20);
            put("deer/exemplar.jpg", "right 0");
            int count = 40 + random.nextInt(80);
            images += count;
            for (int i = 0; i < count; i++) {
                // Twins are frequent, and so is what is wrong.
                String content = (random.nextInt(4) == 0 ? "wrong " : "right ") + random.nextInt(count);
                put(String.format("deer/%04d.jpg", i), content);
            }
            boolean faulty = random.nextInt(3) > 0;
            if (faulty) {
                injectFaults();
            }
            int overwritten = random.nextInt(3);
            for (int i = 0; i < overwritten; i++) {
                writeOverAtSomeTime(count);
            }
            boolean whole = false;
            for (int cut = random.nextInt(MOST_CUTS); cut > 0 && !whole; cut--) {
                whole = verify("--dry-run", "--max-calls", Integer.toString(1 + random.nextInt(count / 2))) != 5;
            }
            verify("--dry-run");
            aws.rekognition().clearFaults();
            aws.s3().clearFaults();
            if (writtenOver.isEmpty() && !faulty) {
                assertThat(aws.rekognition().requests())
                        .as("calls for " + distinct() + " contents\n" + lastOutput)
                        .isEqualTo(distinct());
            }
            boolean isPure = writtenOver.isEmpty() && !faulty;
            long paid = aws.rekognition().requests();
            putBack();
            moveSome(count);
            int code = verify("--yes", "--max-flagged", "100");
            if (isPure && writtenOver.isEmpty()) {
                assertThat(aws.rekognition().requests())
                        .as("nothing is paid for what was moved\n" + lastOutput)
                        .isEqualTo(paid);
            }
            assertThat(code).as(lastOutput).isIn(0, 3);
            checkReport(count + 1);
            checkBucket();
        }

        private void put(String key, String content) {
            contents.put(key, content);
            aws.s3().put(BUCKET, key, content);
            aws.rekognition().answer(key, labelsOf(content));
        }

        private static StubLabel[] labelsOf(String content) {
            return new StubLabel[] {StubLabel.of(content.startsWith("right") ? "Deer" : "Tractor", 97)};
        }

        private long distinct() {
            return contents.values().stream().distinct().count();
        }

        /** Somebody puts another picture in the place of one while a run goes on. */
        private void writeOverAtSomeTime(int count) {
            String key = String.format("deer/%04d.jpg", random.nextInt(count));
            String other = (contents.get(key).startsWith("right") ? "wrong " : "right ") + "by now, " + key;
            aws.rekognition().atRequest(2 + random.nextInt(count / 2), () -> {
                synchronized (writtenOver) {
                    if (!contents.containsKey(key)) {
                        return;
                    }
                    writtenOver.put(key, contents.get(key));
                    put(key, other);
                }
            });
        }

        /** Somebody puts back what was written over, as from a copy: later than any run so far. */
        private void putBack() {
            synchronized (writtenOver) {
                for (String key : List.copyOf(writtenOver.keySet())) {
                    if (random.nextBoolean()) {
                        String old = writtenOver.remove(key);
                        put(key, old);
                        aws.s3()
                                .put(
                                        BUCKET,
                                        key,
                                        StubObject.of(old)
                                                .lastModified(Instant.now().plusSeconds(5)));
                    }
                }
            }
        }

        /** Somebody moves images, of some contents all: what was their key is gone, or has another picture. */
        private void moveSome(int count) {
            for (int i = 0; i < count; i++) {
                String key = String.format("deer/%04d.jpg", i);
                if (random.nextInt(3) == 0 && !writtenOver.containsKey(key)) {
                    String content = contents.remove(key);
                    aws.s3().delete(BUCKET, key);
                    put(String.format("deer/moved-%04d.jpg", i), content);
                }
            }
        }

        private void injectFaults() {
            List<Fault> ofCalls = List.of(
                    Fault.reset(),
                    Fault.resetMidway(),
                    Fault.cutBody(),
                    Fault.cutConnection(),
                    Fault.cutAfterHead(),
                    Fault.htmlPage(),
                    Fault.emptyBody(),
                    Fault.foreign("application/x-amz-json-1.1", "{}"),
                    RekognitionServer.error("InternalServerError"),
                    RekognitionServer.error("ThrottlingException"));
            for (Fault fault : ofCalls) {
                aws.rekognition().inject(fault, byChance(0.01, subject -> true));
            }
            List<Fault> ofTheStore = List.of(
                    Fault.reset(),
                    Fault.resetMidway(),
                    Fault.cutBody(),
                    Fault.cutAfterHead(),
                    Fault.htmlPage(),
                    Fault.emptyBody(),
                    FakeS3.error("SlowDown"));
            for (Fault fault : ofTheStore) {
                aws.s3()
                        .inject(
                                fault,
                                byChance(
                                        0.02,
                                        subject -> Set.of("ListObjectsV2", "HeadObject", "GetObject")
                                                .contains(subject.operation())));
            }
        }

        private When byChance(double share, java.util.function.Predicate<When.Subject> which) {
            Random chance = new Random(random.nextLong());
            return When.matching(subject -> {
                synchronized (chance) {
                    boolean hit = which.test(subject) && chance.nextDouble() < share;
                    faults += hit ? 1 : 0;
                    return hit;
                }
            });
        }

        /** Each run goes on from the one before it alone, as its last words advise. */
        private int verify(String... options) throws IOException {
            Path report = folder.resolve("seed" + seed + "-" + reports.size() + ".jsonl");
            List<String> arguments = new ArrayList<>(List.of(
                    "verify",
                    "s3://photos/deer",
                    "-e",
                    "deer/exemplar.jpg",
                    "--report",
                    report.toString(),
                    "--format",
                    "none",
                    "--endpoint-url",
                    aws.endpoint().toString()));
            arguments.addAll(List.of(options));
            if (!reports.isEmpty()) {
                arguments.addAll(
                        List.of("--reuse", reports.get(reports.size() - 1).toString()));
            }
            runs++;
            ProgramInProcess.Result result = new ProgramInProcess().run(arguments.toArray(String[]::new));
            lastOutput = result.err();
            assertThat(result.code()).as(lastOutput).isIn(0, 1, 3, 5);
            assertThat(lastOutput).doesNotContain("\tat ", "Exception:");
            if (Files.exists(report)) {
                reports.add(report);
            }
            return result.code();
        }

        private void checkReport(int count) throws IOException {
            Map<String, Finding> findings = new HashMap<>();
            try (ReportReader reader = ReportReader.open(reports.get(reports.size() - 1))) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    assertThat(findings.put(next.get().image().key(), next.get()))
                            .isNull();
                }
                assertThat(reader.summary()).isPresent();
            }
            assertThat(findings).hasSize(count);
            findings.forEach((key, finding) -> {
                if (!writtenOver.containsKey(key) && !finding.has(Reason.EXEMPLAR)) {
                    Verdict right = contents.get(key).startsWith("right") ? Verdict.KEEP : Verdict.FLAG;
                    assertThat(finding.verdict()).as(key + "\n" + lastOutput).isEqualTo(right);
                }
            });
        }

        private void checkBucket() {
            contents.forEach((key, content) -> {
                boolean isThere = aws.s3().exists(BUCKET, key);
                if (content.startsWith("right")) {
                    assertThat(isThere).as(key + " is right\n" + lastOutput).isTrue();
                } else if (!writtenOver.containsKey(key)) {
                    assertThat(isThere).as(key + " is wrong\n" + lastOutput).isFalse();
                }
            });
        }
    }
}
