package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.REPORT;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.Running;
import io.github.labelverifier.testing.When;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services as they are on a bad day, and runs that are killed: each image ends in one verdict, and nothing is paid twice. */
@EndToEnd
class BadDayIT {
    private static final String BUCKET = "many";
    private static final int IMAGES = 400;

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    private static String key(int number) {
        return String.format("deer/%07d.jpg", number);
    }

    private static List<String> allKeys() {
        return IntStream.range(0, IMAGES).mapToObj(BadDayIT::key).toList();
    }

    /** Four hundred images, of which every tenth but the first shows a person; the first is the exemplar. */
    private void withManyDeer() {
        photos.s3().createVirtualBucket(BUCKET, "deer/", IMAGES).pageSize(50);
        photos.rekognition().answerDeerAndPersons();
    }

    private Program verify(String... arguments) {
        return photos.verify("s3://many/deer", "-e", key(0), "--dry-run", "--format", "keys")
                .with(arguments);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whatPassesIsTriedAgainUntilItHasPassed(long seed) throws Exception {
        withManyDeer();
        List<Fault> faults = List.of(
                Fault.reset(),
                Fault.resetMidway(),
                Fault.cutBody(),
                Fault.cutConnection(),
                Fault.cutAfterHead(),
                Fault.htmlPage(),
                Fault.emptyBody(),
                Fault.foreign("application/x-amz-json-1.1", "{}"),
                RekognitionServer.error("InternalServerError"),
                RekognitionServer.error("ServiceUnavailableException"),
                Fault.error(500, "", ""),
                Fault.error(502, "", "<html>Bad Gateway</html>"));
        for (int i = 0; i < faults.size(); i++) {
            photos.rekognition().inject(faults.get(i), firstTries(0.03, seed * 100 + i));
        }
        photos.rekognition()
                .inject(
                        RekognitionServer.error("ThrottlingException"),
                        When.always().nth(100, 101, 300));
        photos.s3()
                .inject(
                        FakeS3.error("SlowDown"),
                        When.operation("ListObjectsV2").nth(2, 3))
                .inject(Fault.resetMidway(), When.operation("ListObjectsV2").nth(5))
                .inject(Fault.cutAfterHead(), When.operation("ListObjectsV2").nth(9))
                .inject(Fault.htmlPage(), When.operation("ListObjectsV2").nth(11))
                .inject(Fault.emptyBody(), When.operation("ListObjectsV2").nth(12))
                .inject(
                        FakeS3.error("InternalError"),
                        When.operation("ListObjectsV2").nth(7));

        Program.Result result = photos.run(verify());

        result.expectExit(0);
        assertThat(reportOf(result).keys()).isEqualTo(allKeys());
        assertThat(reportOf(result).summary())
                .containsEntry("images", IMAGES)
                .containsEntry("flag", IMAGES / 10 - 1)
                .containsEntry("error", 0);
        assertThat(result.stdoutLines()).hasSize(IMAGES / 10 - 1);
    }

    /** The second try of an image is spared, or chance would spoil every one of its tries now and then. */
    private static When firstTries(double share, long seed) {
        Set<String> tried = new HashSet<>();
        Predicate<When.Subject> first = subject -> {
            synchronized (tried) {
                return tried.add(subject.keys().get(0));
            }
        };
        return When.matching(first).withProbability(share, seed);
    }

    @Test
    void whatDoesNotPassIsAnErrorOfThatImageAlone() throws Exception {
        withManyDeer();
        Map<String, Fault> bad = new TreeMap<>(Map.of(
                key(7), Fault.reset(),
                key(70), RekognitionServer.error("InternalServerError"),
                key(71), Fault.cutBody(),
                key(72), Fault.error(503, "", "<html>Service Unavailable</html>"),
                key(399), RekognitionServer.error("InternalServerError")));
        bad.forEach((key, fault) -> photos.rekognition().inject(fault, When.key(key)));

        Program.Result result = photos.run(verify());

        result.expectExit(3)
                .expectStderr("5 not checked", "warning: 5 images could not be checked", "--reuse " + REPORT);
        Report report = reportOf(result);
        assertThat(report.keys()).isEqualTo(allKeys());
        assertThat(report.ofType("image").stream()
                        .filter(image -> "error".equals(image.get("verdict")))
                        .map(image -> image.get("key")))
                .containsExactlyElementsOf(bad.keySet());
        assertThat(report.image(key(70)).get("message")).asString().isNotBlank();

        photos.rekognition().clearFaults();
        long before = photos.paid();
        photos.run(verify("--reuse", result.directory().resolve(REPORT).toString()))
                .expectExit(0);
        assertThat(photos.paid() - before).isEqualTo(5);
    }

    @Test
    void anAnswerThatSaysNothingIsNoReasonToRemoveAnything() throws Exception {
        photos.withDeer();
        photos.rekognition()
                .inject(Fault.foreign("application/x-amz-json-1.1", "{}"), When.key("deer/2.jpg"))
                .inject(Fault.htmlPage(), When.key("deer/6.png"));

        Program.Result result =
                photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--max-flagged", "100"));

        result.expectExit(3).expectStderr("2 images could not be checked");
        assertThat(photos.keys())
                .contains("deer/1.jpg", "deer/2.jpg", "deer/6.png")
                .doesNotContain("deer/3.jpg", "deer/4.jpg");
    }

    @Test
    void aListingInWhosePlaceAPageComesBreaksOff() throws Exception {
        withManyDeer();
        photos.s3().inject(Fault.htmlPage(), When.operation("ListObjectsV2").from(3));

        Program.Result result = photos.run(verify());

        result.expectExit(1)
                .expectStderr(
                        "the listing broke off: cannot list s3://many/deer/: what came is no answer of the service",
                        "--reuse " + REPORT);
        assertThat(result.stderr().lines()).noneMatch(line -> line.contains("\tat ") || line.contains("WARN"));
    }

    @Test
    void anAnswerThatNeverComesIsGivenUpAndTheRestGoesOn() throws Exception {
        withManyDeer();
        photos.rekognition()
                .inject(Fault.hang(), When.key(key(10)))
                .inject(Fault.hang(), When.key(key(20)).first(1));

        Program.Result result = photos.run(verify("--read-timeout", "1", "--concurrency", "4"));

        result.expectExit(3).expectStderr("1 image could not be checked");
        Report report = reportOf(result);
        assertThat(report.keys()).isEqualTo(allKeys());
        assertThat(report.image(key(10))).containsEntry("verdict", "error");
        assertThat(report.image(key(20))).containsEntry("verdict", "flag");
    }

    @Test
    void aSlowAnswerHoldsUpNoOtherCall() throws Exception {
        withManyDeer();
        CompletableFuture<Void> allOthers = new CompletableFuture<>();
        photos.rekognition()
                .inject(Fault.holdUntil(allOthers), When.key(key(5)))
                .atRequest(IMAGES, () -> allOthers.complete(null));

        Program.Result result = photos.run(verify("--concurrency", "2"));

        result.expectExit(0);
        assertThat(reportOf(result).keys()).isEqualTo(allKeys());
        assertThat(photos.paid()).isEqualTo(IMAGES);
        assertThat(result.directory().toFile().list())
                .as("answers that waited are in the report now")
                .containsExactly(REPORT);
    }

    @Test
    void aServiceThatTurnsAllCallsAwayIsWaitedOut() throws Exception {
        withManyDeer();
        photos.rekognition()
                .inject(
                        RekognitionServer.error("ProvisionedThroughputExceededException"),
                        When.always()
                                .nth(IntStream.rangeClosed(20, 25)
                                        .asLongStream()
                                        .toArray()));

        Program.Result result = photos.run(verify("--concurrency", "8"));

        result.expectExit(0);
        assertThat(reportOf(result).keys()).isEqualTo(allKeys());
        assertThat(reportOf(result).summary())
                .containsEntry("error", 0)
                .containsEntry("throttled", 6)
                .containsEntry("calls", IMAGES);
    }

    @Test
    void credentialsThatExpireEndTheRunAndReuseGoesOnFromThere() throws Exception {
        withManyDeer();
        photos.rekognition()
                .inject(
                        RekognitionServer.error("ExpiredTokenException"),
                        When.always().from(201));

        Program.Result first = photos.run(verify("--concurrency", "8"));

        first.expectExit(1).expectStderr("the credentials have expired", "--reuse " + REPORT);
        assertThat(first.stderr()).doesNotContain("could not be checked");
        photos.rekognition().clearFaults();
        Program.Result second =
                photos.run(verify("--reuse", first.directory().resolve(REPORT).toString()));
        second.expectExit(0);
        assertThat(reportOf(second).keys()).isEqualTo(allKeys());
        assertThat(photos.rekognition().served()).isEqualTo(IMAGES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aRunThatIsKilledAgainAndAgainPaysForNoMoreThanWasInFlight(long seed) throws Exception {
        withManyDeer();
        Program.Result whole = photos.run(verify());
        long paidAlready = photos.rekognition().served();
        // Answers that take a while come back out of order, so that some have to wait beside the report.
        photos.rekognition().latency(Duration.ofMillis(20), Duration.ofMillis(15), seed);
        Random random = new Random(seed);
        List<String> reuse = new ArrayList<>();
        int kills = 0;
        for (int run = 0; run < 4; run++) {
            long wanted = photos.paid() + 1 + random.nextInt(IMAGES / 4);
            AtomicReference<Running> victim = new AtomicReference<>();
            CompletableFuture<Void> started = new CompletableFuture<>();
            photos.rekognition().atRequest(wanted, () -> {
                started.join();
                victim.get().kill();
            });
            try (Running running = verify("--concurrency", "8")
                    .with(reuse.toArray(String[]::new))
                    .start()) {
                victim.set(running);
                started.complete(null);
                Program.Result result = photos.await(running);
                result.expectExit(137);
                kills++;
                Path report = result.directory().resolve(REPORT);
                assertThat(report).exists();
                reuse = List.of("--reuse", report.toString());
            }
        }
        Program.Result last = photos.run(verify("--concurrency", "8").with(reuse.toArray(String[]::new)));

        last.expectExit(0).expectStdout(whole.stdout());
        assertThat(reportOf(last).verdicts()).isEqualTo(reportOf(whole).verdicts());
        assertThat(photos.rekognition().served() - paidAlready)
                .as("paid for in all")
                .isBetween((long) IMAGES, IMAGES + 8L * kills);
    }

    @Test
    void theExemplarIsPaidForOnceHoweverOftenARunIsBegun() throws Exception {
        photos.withDeer();
        Program.Result first = photos.run(photos.dryRun("--max-calls", "2")).expectExit(5);

        Program.Result second = photos.run(
                photos.dryRun("--reuse", first.directory().resolve(REPORT).toString()));

        second.expectExit(0);
        assertThat(photos.rekognition().keys().stream().filter("deer/1.jpg"::equals))
                .hasSize(1);
    }
}
