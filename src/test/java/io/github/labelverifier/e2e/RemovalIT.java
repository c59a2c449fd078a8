package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.BUCKET;
import static io.github.labelverifier.e2e.DeerPhotos.LEDGER;
import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.ledgerOf;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.Running;
import io.github.labelverifier.testing.S3Server;
import io.github.labelverifier.testing.StubVersion;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code verify --yes} removes from a bucket, what it never removes, and the ledger of it. */
@EndToEnd
class RemovalIT {
    /** Keys that shells, URLs, XML, CSV, terminals and path libraries like to take for something else. */
    private static final List<String> ODD_KEYS = List.of(
            "deer/ leading and trailing ",
            "deer/%41%2F+ +.jpg",
            "deer/'quoted' \"twice\" \\n.jpg",
            "deer/(1) [2] {3} #4 ?x=1&y=2;z.jpg",
            "deer/*~$HOME`ls`!|<>.jpg",
            "deer/,=cmd|' /C calc'!A0.jpg",
            "deer/../up.jpg",
            "deer/./here.jpg",
            "deer//double//slash.jpg",
            "deer/-rf.jpg",
            "deer/@arguments.jpg",
            "deer/&amp;<Key>.jpg",
            "deer/bell\u0007and\u001b[31mred.jpg",
            "deer/bidi\u202egpj.jpg",
            "deer/carriage\rreturn.jpg",
            "deer/decomposed-e\u0301 composed-\u00e9.jpg",
            "deer/delete\u007f and nel\u0085.jpg",
            "deer/emoji-\ud83e\udd8c.jpg",
            "deer/line\nbreak.jpg",
            "deer/not-a-character-\ufffe.jpg",
            "deer/tab\tand\u2028separator.jpg",
            "deer/" + "\u00e4".repeat(450));

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    private Program yes(String... arguments) {
        return photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes").with(arguments);
    }

    @Test
    void flaggedImagesAreDeletedAndTheLedgerSaysSo() throws Exception {
        photos.withDeer();

        Program.Result result = photos.run(yes());

        result.expectExit(0).expectStderr("Removal    3 deleted\n", "Ledger     " + LEDGER + "\n");
        assertThat(result.stderr()).doesNotContain("?");
        assertThat(result.stdoutLines()).hasSize(4);
        assertThat(photos.keys())
                .containsExactly("deer-old/1.jpg", "deer/1.jpg", "deer/2.jpg", "deer/6.png", "deer/notes.txt");
        List<Map<String, @Nullable Object>> removals = ledgerOf(result).ofType("removal");
        assertThat(removals)
                .extracting(line -> line.get("key"))
                .containsExactly("deer/3.jpg", "deer/4.jpg", "deer/5.jpg");
        assertThat(removals).allSatisfy(line -> {
            assertThat(line).containsEntry("action", "delete").containsEntry("outcome", "deleted");
            assertThat(Instant.parse(String.valueOf(line.get("at"))))
                    .isBetween(Instant.now().minus(Duration.ofMinutes(3)), Instant.now());
        });
        assertThat(photos.s3().count("DeleteObjects")).isEqualTo(1);

        Program.Result again = photos.run(yes());
        again.expectExit(0).expectStderr("3 kept, 0 flagged");
        assertThat(again.directory().resolve(LEDGER)).doesNotExist();
    }

    @Test
    void inAVersionedBucketTheLedgerHasTheDeleteMarkers() throws Exception {
        photos.s3().versioning(BUCKET, Versioning.ENABLED);
        photos.withDeer();

        Program.Result result = photos.run(yes()).expectExit(0);

        assertThat(ledgerOf(result).ofType("removal")).hasSize(3).allSatisfy(line -> {
            StubVersion newest = photos.s3()
                    .versions(BUCKET, String.valueOf(line.get("key")))
                    .get(0);
            assertThat(newest.isDeleteMarker()).isTrue();
            assertThat(line).containsEntry("deleteMarker", newest.versionId());
        });
    }

    @Test
    void oddKeysGoThroughAllOfItUnchanged() throws Exception {
        photos.with("deer/1.jpg", deer());
        ODD_KEYS.forEach(key -> photos.with(key, tractor()));
        List<String> flagged = new ArrayList<>(photos.keys());
        flagged.remove("deer/1.jpg");

        Program.Result result = photos.run(yes("--max-flagged", "100", "--format", "keys", "-0"));

        result.expectExit(0);
        assertThat(flagged).hasSameElementsAs(ODD_KEYS);
        assertThat(result.stdoutEntries()).isEqualTo(flagged);
        assertThat(reportOf(result).keys()).hasSize(ODD_KEYS.size() + 1).containsAll(flagged);
        assertThat(photos.rekognition().keys()).hasSize(ODD_KEYS.size() + 1).containsAll(ODD_KEYS);
        assertThat(ledgerOf(result).outcomes().keySet()).containsExactlyElementsOf(flagged);
        assertThat(ledgerOf(result).outcomes().values()).containsOnly("deleted");
        assertThat(photos.keys()).containsExactly("deer/1.jpg");
    }

    @Test
    void oddKeysAreNamedByArgumentAndFileToo() throws Exception {
        ODD_KEYS.forEach(key -> photos.with(key, deer()));
        Program verify = photos.verify("s3://photos/deer/", "--dry-run", "--keys-from", "-", "-0", "--format", "none");
        ODD_KEYS.forEach(key -> verify.with("--exemplar=" + key));

        Program.Result result = photos.run(verify.stdin(String.join("\0", ODD_KEYS)));

        result.expectExit(0).expectStderr("Reference  Animal (22), Deer (22), Mammal (22)");
        assertThat(reportOf(result).keys()).isEqualTo(ODD_KEYS);
        assertThat(reportOf(result).header().get("exemplars")).isEqualTo(ODD_KEYS);
        assertThat(photos.rekognition().keys()).hasSameElementsAs(ODD_KEYS).hasSize(ODD_KEYS.size());
    }

    @Test
    void keysMayLookLikeOptionsAndFilesOfArguments() throws Exception {
        List<String> keys = List.of("--help", "--yes=1.jpg", "-0.jpg", "-v.jpg", "@arguments.jpg", "s3://photos/1.jpg");
        keys.forEach(key -> photos.with(key, deer()));
        photos.with("-rf.jpg", tractor());

        Program.Result result = photos.run(photos.verify(
                        "s3://photos", "--whole-bucket", "--yes", "-q", "--format", "keys")
                .with("--exemplar=--help", "-e=--yes=1.jpg", "-e", "-0.jpg", "-e", "-v.jpg", "-e", "@arguments.jpg")
                .with("-e", "s3://photos/s3://photos/1.jpg"));

        result.expectExit(0).expectStdout("-rf.jpg\n");
        assertThat(reportOf(result).header().get("exemplars")).isEqualTo(keys);
        assertThat(photos.keys()).hasSameElementsAs(keys);
    }

    @Test
    void aSignalDuringARemovalEndsItBetweenBatches() throws Exception {
        photos.s3().createVirtualBucket("many", "deer/", 2300);
        photos.rekognition().notRecording().answerOthers(tractor()).answerSuffix("0000000.jpg", deer());
        AtomicReference<Running> program = new AtomicReference<>();
        photos.s3().at("DeleteObjects", 1, () -> interrupt(program.get()));
        Program verify = photos.verify("s3://many/deer", "-e", "deer/0000000.jpg", "--format", "none")
                .with("--yes", "--max-flagged", "100");

        try (Running running = verify.start()) {
            program.set(running);
            Program.Result result = photos.await(running);

            result.expectExit(130).expectStderr("Removal    1,000 deleted");
            assertThat(photos.s3().count("DeleteObjects")).isEqualTo(1);
            assertThat(ledgerOf(result).outcomes()).hasSize(1000);
            assertThat(ledgerOf(result).outcomes().values()).containsOnly("deleted");
            assertThat(photos.s3().keys("many"))
                    .hasSize(1300)
                    .doesNotContainAnyElementsOf(ledgerOf(result).outcomes().keySet());
        }
    }

    private static void interrupt(Running running) {
        try {
            running.interrupt();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRealStoreThatChecksSignaturesServesOddKeysToo() throws Exception {
        List<String> keys = List.of(
                "deer/ a b.jpg",
                "deer/%41+.jpg",
                "deer/'q' \"q\".jpg",
                "deer/(1) #2 ?x=1&y.jpg",
                "deer/emoji-\ud83e\udd8c.jpg");
        try (S3Server store = S3Server.start()) {
            store.createBucket(BUCKET).put(BUCKET, "deer/1.jpg", "one");
            keys.forEach(key -> store.put(BUCKET, key, "content of " + key));
            photos.rekognition()
                    .seeing((bucket, key) -> store.exists(bucket, key))
                    .answerOthers(tractor())
                    .answer("deer/1.jpg", deer());

            Program.Result result = photos.run(yes("--max-flagged", "100")
                    .without("AWS_ENDPOINT_URL")
                    .endpoints(store.endpoint(), photos.rekognition().endpoint()));

            result.expectExit(0).expectStderr("Removal    5 deleted");
            assertThat(store.keys(BUCKET)).containsExactly("deer/1.jpg");
            assertThat(reportOf(result).keys()).hasSize(6).containsAll(keys);
        }
    }

    @Test
    void anImageThatChangedSinceIsKept() throws Exception {
        photos.withDeer();
        photos.s3().at("DeleteObjects", 1, () -> photos.s3().put(BUCKET, "deer/4.jpg", "a deer now"));
        photos.rekognition().atRequest(6, () -> photos.s3().put(BUCKET, "deer/3.jpg", "no hunter any more"));

        Program.Result result = photos.run(yes("--concurrency", "1", "--fail-on-flagged"));

        result.expectExit(3)
                .expectStderr(
                        "warning: deer/3.jpg was kept (changed", "warning: deer/4.jpg was kept (changed", "2 changed");
        assertThat(ledgerOf(result).outcomes())
                .containsExactly(
                        Map.entry("deer/3.jpg", "changed"),
                        Map.entry("deer/4.jpg", "changed"),
                        Map.entry("deer/5.jpg", "deleted"));
        assertThat(photos.s3().get(BUCKET, "deer/3.jpg").orElseThrow().text()).isEqualTo("no hunter any more");
        assertThat(photos.s3().get(BUCKET, "deer/4.jpg").orElseThrow().text()).isEqualTo("a deer now");
    }

    @Test
    void everyImageOfABatchHasItsOwnOutcome() throws Exception {
        photos.withDeer().with("deer/7.jpg", tractor()).with("deer/8.jpg", tractor());
        photos.s3()
                .injectPerKey(FakeS3.error("AccessDenied"), When.key("deer/3.jpg"))
                .injectPerKey(Fault.leftOut(), When.key("deer/4.jpg"))
                .at("DeleteObjects", 1, () -> photos.s3().delete(BUCKET, "deer/7.jpg"));

        Program.Result result = photos.run(yes("--max-flagged", "80"));

        result.expectExit(3)
                .expectStderr(
                        "warning: deer/3.jpg was kept (failed: AccessDenied: access denied: it needs s3:DeleteObject)");
        assertThat(ledgerOf(result).outcomes())
                .containsOnlyKeys("deer/3.jpg", "deer/4.jpg", "deer/5.jpg", "deer/7.jpg", "deer/8.jpg")
                .containsEntry("deer/3.jpg", "failed")
                .containsEntry("deer/4.jpg", "failed")
                .containsEntry("deer/5.jpg", "deleted")
                .containsEntry("deer/8.jpg", "deleted");
        assertThat(ledgerOf(result).outcomes().get("deer/7.jpg")).isIn("deleted", "absent");
        assertThat(photos.keys()).contains("deer/3.jpg", "deer/4.jpg").doesNotContain("deer/5.jpg", "deer/8.jpg");
    }

    @Test
    void aLostAnswerIsSettledByLooking() throws Exception {
        photos.withDeer();
        photos.s3().inject(Fault.cutBody(), When.operation("DeleteObjects"));

        Program.Result result = photos.run(yes());

        result.expectExit(0);
        assertThat(ledgerOf(result).outcomes()).hasSize(3);
        assertThat(ledgerOf(result).outcomes().values()).containsOnly("deleted");
        assertThat(photos.keys()).hasSize(5);
    }

    @Test
    void whatMayNotBeDeletedIsToldAndCounted() throws Exception {
        photos.withDeer();
        photos.s3().inject(FakeS3.error("AccessDenied"), When.operation("DeleteObjects"));

        Program.Result result = photos.run(yes());

        result.expectExit(3)
                .expectStderr(
                        "error: the store refuses to remove anything: AccessDenied: access denied: it needs s3:DeleteObject. ",
                        "s3:GetObject and s3:DeleteObject on arn:aws:s3:::photos/deer/*",
                        "Removal    3 failed");
        assertThat(photos.keys()).hasSize(8);
        assertThat(ledgerOf(result).outcomes().values()).containsOnly("failed");
    }

    @Test
    void tooManyFlaggedImagesAreRefused() throws Exception {
        photos.withDeer().with("deer/7.jpg", tractor());

        Program.Result refused = photos.run(yes("--fail-on-flagged"));
        refused.expectExit(5).expectStderr("57%", "--max-flagged 50", "nothing was removed");
        assertThat(photos.keys()).hasSize(9);
        assertThat(reportOf(refused).isComplete()).isTrue();
        assertThat(refused.directory().resolve(LEDGER)).doesNotExist();

        photos.run(yes("--max-flagged", "0")).expectExit(5);
        assertThat(photos.keys()).hasSize(9);

        photos.run(yes("--max-flagged", "57.2")).expectExit(0);
        assertThat(photos.keys()).hasSize(5);
    }

    @Test
    void neitherExistingReportsNorLedgersAreWrittenOver() throws Exception {
        photos.withDeer();
        Program.Result first = photos.run(yes()).expectExit(0);
        long requests = photos.requests();

        Program.Result existing = photos.run(photos.dryRun().in(first.directory()));
        existing.expectExit(2).expectStdout("").expectStderr(DeerPhotos.REPORT).expectBriefError();
        Program.Result ledger = photos.run(photos.dryRun("--overwrite").in(first.directory()));
        ledger.expectExit(2).expectStdout("").expectStderr(LEDGER).expectBriefError();
        assertThat(photos.requests()).isEqualTo(requests);

        Program.Result second = photos.run(photos.dryRun()).expectExit(0);
        String earlier = Files.readString(second.directory().resolve(DeerPhotos.REPORT));
        photos.with("deer/7.jpg", tractor());
        photos.run(photos.dryRun("--overwrite").in(second.directory())).expectExit(0);
        assertThat(reportOf(second).keys()).contains("deer/7.jpg");
        assertThat(earlier).doesNotContain("deer/7.jpg");
    }

    @Test
    void aRunThatFailsLeavesTheReportItWouldHaveWrittenOver() throws Exception {
        photos.withDeer();
        Program.Result first = photos.run(photos.dryRun()).expectExit(0);
        String earlier = Files.readString(first.directory().resolve(DeerPhotos.REPORT));

        photos.run(photos.verify("s3://photos/deer", "-e", "deer/missing.jpg", "--overwrite", "--yes")
                        .in(first.directory()))
                .expectExit(1);
        photos.run(photos.verify("s3://photos/deer", "-e", "deer/5.jpg", "--overwrite", "--yes")
                        .in(first.directory()))
                .expectExit(1)
                .expectStderr("the reference is empty");

        assertThat(first.directory().resolve(DeerPhotos.REPORT)).hasContent(earlier);
        assertThat(photos.keys()).hasSize(8);
    }

    @Test
    void manyImagesAreRemovedInBatches() throws Exception {
        photos.s3().createVirtualBucket("many", "deer/", 2300);
        photos.rekognition().notRecording().answerOthers(tractor()).answerSuffix("0000000.jpg", deer());

        Program.Result result = photos.run(photos.verify(
                "s3://many/deer", "-e", "deer/0000000.jpg", "--yes", "--max-flagged", "100", "--format", "none"));

        result.expectExit(0).expectStderr("2,300 images: 1 kept, 2,299 flagged (100%)", "Removal    2,299 deleted");
        assertThat(photos.s3().count("DeleteObjects")).isEqualTo(3);
        assertThat(ledgerOf(result).outcomes()).hasSize(2299);
        assertThat(photos.s3().keys("many")).containsExactly("deer/0000000.jpg");
    }
}
