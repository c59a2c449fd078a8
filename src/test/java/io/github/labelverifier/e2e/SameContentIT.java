package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.BUCKET;
import static io.github.labelverifier.e2e.DeerPhotos.REPORT;
import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.StubObject;
import io.github.labelverifier.testing.When;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No image gets the labels of another picture, and no content is paid for twice. */
@EndToEnd
class SameContentIT {
    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    private Program reuse(Program.Result earlier) {
        return photos.dryRun("--reuse", earlier.directory().resolve(REPORT).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789abcdef0123456789abcdef", "d41d8cd98f00b204e9800998ecf8427e", "none", "1a2b-3"})
    void whereAllObjectsHaveTheSameEtagEachImageHasLabelsOfItsOwn(String etag) throws Exception {
        photos.s3().givingAllTheEtag(etag);
        photos.withDeer();

        Program.Result first = photos.run(photos.dryRun()).expectExit(0);

        assertThat(reportOf(first).verdicts())
                .containsEntry("deer/2.jpg", "keep []")
                .containsEntry("deer/3.jpg", "flag [contains:Person]")
                .containsEntry("deer/4.jpg", "flag [no-overlap]")
                .containsEntry("deer/5.jpg", "flag [no-labels]")
                .containsEntry("deer/6.png", "keep []");
        assertThat(photos.paid()).isEqualTo(6);
        assertThat(first.stderr()).containsOnlyOnce("not every ETag here is a mark of the content");

        photos.s3()
                .put(
                        BUCKET,
                        "deer/4.jpg",
                        StubObject.of("JPEG of deer/x.jpg").lastModified(Instant.parse("2027-01-02T03:04:05Z")));
        photos.rekognition().answer("deer/4.jpg", deer());
        Program.Result second = photos.run(reuse(first)).expectExit(0);

        assertThat(reportOf(second).verdicts())
                .containsEntry("deer/3.jpg", "flag [contains:Person]")
                .containsEntry("deer/4.jpg", "keep []");
        assertThat(photos.paid()).as("what was written over, of the same size").isEqualTo(7);

        Program.Result judged = photos.run(photos.program(
                        "judge",
                        second.directory().resolve(REPORT).toString(),
                        "--flag-duplicates",
                        "-o",
                        "judged.jsonl"))
                .expectExit(0);
        assertThat(Files.readString(judged.directory().resolve("judged.jsonl"))).doesNotContain("duplicate-of");
        judged.expectStderr("not every ETag is a mark of the content");
    }

    @Test
    void anUnchangedImageDoesNotGetTheLabelsOfWhatItsTwinWasWrittenOverWith() throws Exception {
        photos.with("deer/1.jpg", deer());
        photos.withContent("deer/a.jpg", "twins", tractor());
        photos.withContent("deer/b.jpg", "twins", deer());
        photos.withContent("deer/c.jpg", "twins", tractor());
        photos.rekognition().atRequest(2, () -> photos.s3().put(BUCKET, "deer/a.jpg", "a tractor by now"));

        Program.Result result = photos.run(photos.dryRun("--concurrency", "1"));

        assertThat(reportOf(result.expectExit(0)).verdicts())
                .containsEntry("deer/b.jpg", "keep []")
                .containsEntry("deer/c.jpg", "keep []");
        assertThat(photos.rekognition().keys()).containsExactly("deer/1.jpg", "deer/a.jpg", "deer/b.jpg");
    }

    @Test
    void anImageDoesNotGetTheLabelsOfWhatItsTwinWasWrittenOverWithIfTheOldOneIsBackBeforeTheLook() throws Exception {
        photos.with("deer/1.jpg", deer());
        photos.withContent("deer/a.jpg", "twins", tractor());
        photos.withContent("deer/b.jpg", "twins", deer());
        StubObject old = photos.s3().get(BUCKET, "deer/a.jpg").orElseThrow();
        photos.rekognition()
                .atRequest(
                        2,
                        () -> photos.s3()
                                .put(
                                        BUCKET,
                                        "deer/a.jpg",
                                        old.lastModified(old.lastModified().plusSeconds(60))));

        Program.Result result = photos.run(photos.dryRun("--concurrency", "1"));

        assertThat(reportOf(result.expectExit(0)).verdicts()).containsEntry("deer/b.jpg", "keep []");
        assertThat(reportOf(result).summary()).containsEntry("changedMeanwhile", List.of("deer/a.jpg"));
        assertThat(photos.paid()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anExemplarThatWasWrittenOverWhenItWasAskedForMakesNoReference(boolean isBack) throws Exception {
        photos.withDeer();
        StubObject old = photos.s3().get(BUCKET, "deer/1.jpg").orElseThrow();
        StubObject now = isBack ? old : StubObject.of("a tractor by now");
        photos.rekognition().answer("deer/1.jpg", tractor());
        photos.rekognition()
                .atRequest(
                        1,
                        () -> photos.s3()
                                .put(
                                        BUCKET,
                                        "deer/1.jpg",
                                        now.lastModified(old.lastModified().plusSeconds(60))));

        Program.Result result =
                photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--max-flagged", "100"));

        result.expectExit(1)
                .expectStderr("an exemplar could not be checked: deer/1.jpg was changed or taken away while it was");
        assertThat(photos.paid()).isEqualTo(1);
        assertThat(photos.keys()).contains("deer/2.jpg", "deer/3.jpg", "deer/4.jpg", "deer/5.jpg", "deer/6.png");
    }

    @Test
    void whatWasRecordedOfAnImageThatWasWrittenOverServesNoOther() throws Exception {
        photos.with("deer/1.jpg", deer());
        photos.withContent("deer/a.jpg", "twins", tractor());
        photos.rekognition().atRequest(2, () -> photos.s3().put(BUCKET, "deer/a.jpg", "a tractor by now"));
        Program.Result first = photos.run(photos.dryRun()).expectExit(0);
        photos.withContent("deer/b.jpg", "twins", deer());

        Program.Result second = photos.run(reuse(first)).expectExit(0);

        assertThat(reportOf(second).verdicts()).containsEntry("deer/b.jpg", "keep []");
        assertThat(photos.paid()).isEqualTo(4);
    }

    @Test
    void whatWasRecordedOfAnImageThatWasWrittenOverServesNoOtherAlsoWhenItIsGone() throws Exception {
        photos.with("deer/1.jpg", deer());
        photos.withContent("deer/a.jpg", "twins", tractor());
        photos.rekognition().atRequest(2, () -> photos.s3().put(BUCKET, "deer/a.jpg", "a tractor by now"));
        Program.Result first = photos.run(photos.dryRun()).expectExit(0);
        photos.s3().delete(BUCKET, "deer/a.jpg");
        photos.withContent("deer/b.jpg", "twins", deer());

        Program.Result second = photos.run(reuse(first)).expectExit(0);

        assertThat(reportOf(first).summary()).containsEntry("changedMeanwhile", List.of("deer/a.jpg"));
        first.expectStderr("1 image was changed or taken away while the run went on: deer/a.jpg");
        assertThat(reportOf(second).verdicts()).containsEntry("deer/b.jpg", "keep []");
        assertThat(photos.paid()).isEqualTo(3);
    }

    @Test
    void whatWasRecordedOfAnImageThatWasWrittenOverIsNotTakenWhenTheOldOneIsBack() throws Exception {
        photos.with("deer/1.jpg", deer());
        photos.withContent("deer/a.jpg", "twins", tractor());
        StubObject old = photos.s3().get(BUCKET, "deer/a.jpg").orElseThrow();
        photos.rekognition().atRequest(2, () -> photos.s3().put(BUCKET, "deer/a.jpg", "a tractor by now"));
        Program.Result first = photos.run(photos.dryRun()).expectExit(0);
        photos.s3().put(BUCKET, "deer/a.jpg", old);
        photos.rekognition().answer("deer/a.jpg", deer());
        photos.withContent("deer/b.jpg", "twins", deer());

        Program.Result second = photos.run(reuse(first)).expectExit(0);
        Program.Result delete = photos.run(photos.program("delete", REPORT, "--yes", "--max-flagged", "100")
                        .in(first.directory()))
                .expectExit(3);

        assertThat(reportOf(second).verdicts())
                .containsEntry("deer/a.jpg", "keep []")
                .containsEntry("deer/b.jpg", "keep []");
        assertThat(photos.keys()).contains("deer/a.jpg");
        delete.expectStderr("it was changed while it was checked");
    }

    @Test
    void whatAKilledRunHasRecordedServesNoOtherOnceItsImageIsGone() throws Exception {
        photos.with("deer/1.jpg", deer());
        photos.withContent("deer/a.jpg", "twins", tractor());
        photos.with("deer/c.jpg", deer());
        Program.Result first = photos.run(photos.dryRun("--max-calls", "2")).expectExit(5);
        photos.s3().delete(BUCKET, "deer/a.jpg");
        photos.withContent("deer/b.jpg", "twins", deer());

        Program.Result forecast =
                photos.run(reuse(first).with("--count", "--format", "jsonl")).expectExit(0);
        Program.Result second = photos.run(reuse(first)).expectExit(0);

        assertThat(forecast.stdout()).contains("\"calls\":2");
        assertThat(reportOf(second).verdicts()).containsEntry("deer/b.jpg", "keep []");
        assertThat(photos.paid()).isEqualTo(4);
    }

    @Test
    void aRenamedPrefixIsNotPaidForAgainNightAfterNight() throws Exception {
        photos.withDeer();
        Program.Result first = photos.run(photos.dryRun()).expectExit(0);
        long paid = photos.paid();
        for (String key : photos.keys()) {
            StubObject object = photos.s3().get(BUCKET, key).orElseThrow();
            photos.s3().delete(BUCKET, key);
            photos.s3().put(BUCKET, "moved/" + key, object);
        }
        photos.rekognition().inject(RekognitionServer.error("InternalServerError"), When.always());

        Program.Result second = photos.run(photos.verify(
                                "s3://photos/moved/deer", "-e", "moved/deer/1.jpg", "--dry-run")
                        .with("--reuse", first.directory().resolve(REPORT).toString()))
                .expectExit(0);
        Program.Result third = photos.run(photos.verify("s3://photos/moved/deer", "-e", "moved/deer/1.jpg", "--dry-run")
                        .with("--reuse", second.directory().resolve(REPORT).toString()))
                .expectExit(0);

        assertThat(reportOf(second).verdicts()).containsEntry("moved/deer/3.jpg", "flag [contains:Person]");
        assertThat(reportOf(third).verdicts()).isEqualTo(reportOf(second).verdicts());
        assertThat(reportOf(third).summary()).containsEntry("changedMeanwhile", List.of());
        assertThat(photos.paid()).isEqualTo(paid);
    }

    @Test
    void whatAnEarlierReportHasUnderAnotherKeyIsNotPaidForAgain() throws Exception {
        photos.with("deer/1.jpg", deer());
        photos.withContent("deer/x.jpg", "twins", deer());
        photos.withContent("deer/y.jpg", "moved", deer());
        Program.Result first = photos.run(photos.dryRun()).expectExit(0);
        photos.withContent("deer/a.jpg", "twins").withContent("deer/b.jpg", "moved");
        photos.s3().delete(BUCKET, "deer/y.jpg");
        photos.rekognition().inject(RekognitionServer.error("InternalServerError"), When.always());

        Program.Result second = photos.run(reuse(first)).expectExit(0);

        assertThat(reportOf(second).verdicts())
                .containsEntry("deer/a.jpg", "keep []")
                .containsEntry("deer/b.jpg", "keep []")
                .containsEntry("deer/x.jpg", "keep []");
        assertThat(reportOf(second).summary()).containsEntry("calls", 0);
        assertThat(photos.paid()).isEqualTo(3);
    }

    @Test
    void aFileThatWasChangedAfterItWasListedIsNotSentAndItsTwinIs(@TempDir Path folder) throws Exception {
        photos.withFile(folder, "1.jpg", deer());
        photos.withFile(folder, "2.jpg", deer());
        Files.copy(folder.resolve("2.jpg"), folder.resolve("3.jpg"));
        photos.rekognition().atRequest(1, () -> {
            try {
                Files.writeString(folder.resolve("2.jpg"), "a tractor by now");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });

        Program.Result result = photos.run(
                photos.verify(folder.toString(), "-e", "1.jpg", "--dry-run").with("--concurrency", "1"));

        assertThat(reportOf(result.expectExit(3)).verdicts())
                .isEqualTo(Map.of(
                        "1.jpg", "keep [exemplar]",
                        "2.jpg", "error [changed]",
                        "3.jpg", "keep []"));
        assertThat(photos.paid()).isEqualTo(2);
    }

    @Test
    void anImageThatIsDeniedFirstEndsNoResumedRun() throws Exception {
        photos.withDeer();
        Program.Result first = photos.run(photos.dryRun("--max-calls", "2")).expectExit(5);
        photos.rekognition().inject(RekognitionServer.error("AccessDeniedException"), When.key("deer/3.jpg"));

        Program.Result second = photos.run(reuse(first)).expectExit(3);

        assertThat(reportOf(second).verdicts())
                .containsEntry("deer/3.jpg", "error [AccessDeniedException]")
                .containsEntry("deer/4.jpg", "flag [no-overlap]")
                .containsEntry("deer/6.png", "keep []");
    }

    @Test
    void anAnswerThatNoReportCouldHoldIsAnErrorOfItsImageAndTheReportIsReadAgain() throws Exception {
        photos.withDeer();
        photos.rekognition().answer("deer/2.jpg", StubLabel.of("Deer", 1e308));
        String[] parents =
                IntStream.range(0, 1_000).mapToObj(i -> "Parent " + i).toArray(String[]::new);
        photos.rekognition().answer("deer/3.jpg", StubLabel.of("Deer", 90, parents));
        photos.rekognition().answer("deer/4.jpg", StubLabel.of("D".repeat(3_000_000), 90));

        Program.Result first = photos.run(photos.dryRun()).expectExit(3);

        assertThat(reportOf(first).verdicts())
                .containsEntry("deer/2.jpg", "error [BrokenAnswer]")
                .containsEntry("deer/3.jpg", "error [BrokenAnswer]")
                .containsEntry("deer/4.jpg", "error [BrokenAnswer]");
        assertThat(photos.rekognition().keys()).as("none is asked for twice").doesNotHaveDuplicates();
        photos.withDeer();
        photos.run(reuse(first)).expectExit(0).expectStderr("3 calls");
    }
}
