package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.BUCKET;
import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.hunter;
import static io.github.labelverifier.e2e.DeerPhotos.ledgerOf;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.DetectLabelsCall;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.S3Exchange;
import io.github.labelverifier.testing.StubAnswer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.StubObject;
import io.github.labelverifier.testing.When;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code verify} on a bucket: which images it checks, by which rule, at which price, and what it reports. */
@EndToEnd
class BucketIT {
    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @Test
    void aDryRunReportsAndTouchesNothing() throws Exception {
        photos.withDeer();
        List<String> before = photos.keys();

        Program.Result result = photos.run(photos.dryRun());

        result.expectExit(0).expectStdout("""
                        IMAGE       WHY                  LABELS
                        deer/3.jpg  contains Person      Person 97, Deer 95
                        deer/4.jpg  nothing in common    Tractor 99, Vehicle 99
                        deer/5.jpg  no label reaches 85  Fog 80, Nature 80
                        """).expectStderr("""
                        Reference  Animal, Deer, Mammal
                        Result     7 images: 3 kept, 3 flagged (50%), 1 skipped
                        Skipped    1 not a picture
                        Cost       6 calls, about $0.006
                        Report     report.jsonl
                        Dry run: nothing was removed.
                        """);
        assertThat(reportOf(result).verdicts())
                .containsExactly(
                        Map.entry("deer/1.jpg", "keep [exemplar]"),
                        Map.entry("deer/2.jpg", "keep []"),
                        Map.entry("deer/3.jpg", "flag [contains:Person]"),
                        Map.entry("deer/4.jpg", "flag [no-overlap]"),
                        Map.entry("deer/5.jpg", "flag [no-labels]"),
                        Map.entry("deer/6.png", "keep []"),
                        Map.entry("deer/notes.txt", "skip [not-a-picture]"));
        assertThat(result.directory()).isDirectoryNotContaining("glob:**.removed.jsonl");
        assertThat(photos.keys()).isEqualTo(before);
        assertThat(photos.rekognition().keys())
                .as("the exemplar is paid for once, a text file and other folders are not")
                .containsExactlyInAnyOrder(
                        "deer/1.jpg", "deer/2.jpg", "deer/3.jpg", "deer/4.jpg", "deer/5.jpg", "deer/6.png");
        assertThat(photos.rekognition().calls())
                .allMatch(call -> call.bucket().equals(BUCKET))
                .allMatch(call -> call.minConfidence().orElseThrow() == 55)
                .allMatch(call -> call.maxLabels().orElseThrow() == 50)
                .allMatch(call -> call.features() == 0);
        assertThat(photos.s3().exchanges())
                .extracting(S3Exchange::operation)
                .containsOnly("HeadBucket", "HeadObject", "ListObjectsV2");
    }

    @Test
    void theReportHasTheFieldsOfTheContract() throws Exception {
        Instant modified = Instant.parse("2026-01-02T03:04:05Z");
        photos.with("deer/1.jpg", deer());
        photos.s3().put(BUCKET, "deer/7.jpg", StubObject.of("seven").lastModified(modified));
        photos.rekognition()
                .answer("deer/7.jpg", StubLabel.person(96.1), StubLabel.of("Deer", 95.5, "Animal", "Mammal"));
        photos.s3()
                .put(
                        BUCKET,
                        "deer/8.webp",
                        StubObject.of("eight").lastModified(modified).etag("0123456789abcdef-2"));
        photos.s3().put(BUCKET, "deer/9.jpg", StubObject.of("nine").size(5123).lastModified(modified));
        photos.rekognition()
                .answer("deer/9.jpg", deer())
                .inject(RekognitionServer.error("InternalServerError"), When.key("deer/9.jpg"));

        Program.Result result = photos.run(photos.dryRun("--price-per-image", "0.002", "--ignore-label", "Mammal"));

        result.expectExit(3);
        Report report = reportOf(result);
        Map<String, @Nullable Object> header = report.header();
        assertThat(header.remove("exemplarAnswers")).isInstanceOf(List.class);
        assertThat(Instant.parse(String.valueOf(header.remove("startedAt"))))
                .isBetween(Instant.now().minus(Duration.ofMinutes(3)), Instant.now());
        assertThat(String.valueOf(header.remove("tool"))).matches("label-verifier \\d+\\.\\d+\\.\\d+");
        assertThat(header).isEqualTo(Json.object("""
                        {"type":"header","schema":1,"location":"s3://photos/deer/","region":"us-east-1",
                         "endpoint":"%s","exemplars":["deer/1.jpg"],
                         "reference":[{"label":"Animal","exemplars":1},{"label":"Deer","exemplars":1}],
                         "rejectedLabels":["Person"],"ignoredLabels":["Mammal"],"minConfidence":85.0,"maxLabels":10,
                         "recordConfidence":55.0,"recordLabels":50,"rule":"overlap"}""".formatted(photos.endpoint())));
        assertThat(report.image("deer/7.jpg"))
                .isEqualTo(Json.object("""
                        {"type":"image","key":"deer/7.jpg","size":5,"etag":"%s","lastModified":"2026-01-02T03:04:05Z",
                         "verdict":"flag","reasons":["contains:Person"],"overlap":["Deer"],
                         "labels":[{"name":"Person","confidence":96.1,"parents":[],"aliases":["Human"]},
                                   {"name":"Deer","confidence":95.5,"parents":["Animal","Mammal"]}],
                         "model":"3.0"}""".formatted(photos.s3().etag(BUCKET, "deer/7.jpg"))));
        assertThat(report.image("deer/8.webp")).isEqualTo(Json.object("""
                        {"type":"image","key":"deer/8.webp","size":5,"etag":"0123456789abcdef-2",
                         "lastModified":"2026-01-02T03:04:05Z","verdict":"skip","reasons":["not-a-picture"],
                         "message":"deer/8.webp: its content is of no known format"}"""));
        Map<String, @Nullable Object> failed = report.image("deer/9.jpg");
        assertThat(String.valueOf(failed.remove("message"))).contains("Internal server error");
        assertThat(failed).isEqualTo(Json.object("""
                        {"type":"image","key":"deer/9.jpg","size":5123,"etag":"%s",
                         "lastModified":"2026-01-02T03:04:05Z","verdict":"error","reasons":["InternalServerError"]}""".formatted(photos.s3().etag(BUCKET, "deer/9.jpg"))));
        Map<String, @Nullable Object> summary = report.summary();
        assertThat(Instant.parse(String.valueOf(summary.remove("finishedAt")))).isBeforeOrEqualTo(Instant.now());
        assertThat(summary).isEqualTo(Json.object("""
                        {"type":"summary","complete":true,"images":4,"keep":1,"flag":1,"skip":1,"error":1,"bytesFlagged":5,
                         "skipped":{"not-a-picture":1},"calls":3,"reused":0,"duplicates":0,"throttled":0,"estimatedCostUsd":0.004,
                         "changedMeanwhile":[],
                         "advice":[]}"""));
    }

    @Test
    void exemplarsAreNamedByKeyUriAndFileAndMayLieElsewhere() throws Exception {
        photos.withDeer().with("samples/a b.jpg", StubLabel.of("Tractor", 99));

        Program.Result result = photos.run(photos.verify(
                        "s3://photos/deer/",
                        "-e",
                        "deer/1.jpg",
                        "--exemplar",
                        "s3://photos/deer/2.jpg",
                        "-e",
                        "deer/1.jpg",
                        "--exemplars-from",
                        "-",
                        "--dry-run")
                .stdin("samples/a b.jpg\n\ndeer/6.png"));

        result.expectExit(0).expectStderr("Reference  Animal (3), Deer (3), Mammal (3), Tractor\n");
        Report report = reportOf(result);
        assertThat(report.header().get("exemplars"))
                .isEqualTo(List.of("deer/1.jpg", "deer/2.jpg", "samples/a b.jpg", "deer/6.png"));
        assertThat(report.verdicts())
                .containsEntry("deer/1.jpg", "keep [exemplar]")
                .containsEntry("deer/2.jpg", "keep [exemplar]")
                .containsEntry("deer/4.jpg", "keep []")
                .containsEntry("deer/6.png", "keep [exemplar]")
                .doesNotContainKey("samples/a b.jpg");
        assertThat(photos.rekognition().keys()).doesNotHaveDuplicates().hasSize(7);
    }

    @Test
    void theSameContentIsPaidForOnce() throws Exception {
        photos.withDeer();
        photos.withContent("deer/1-again.jpg", "JPEG of deer/1.jpg", tractor());
        for (int i = 0; i < 50; i++) {
            photos.withContent("deer/spam-" + i + ".jpg", "spam", tractor());
        }

        Program.Result result = photos.run(photos.dryRun("--format", "none"));

        result.expectExit(0).expectStdout("").expectStderr("7 calls, about $0.007; 50 images had known content");
        assertThat(photos.paid()).isEqualTo(7);
        Report report = reportOf(result);
        assertThat(report.verdicts())
                .hasSize(58)
                .containsEntry("deer/1-again.jpg", "keep []")
                .containsEntry("deer/spam-0.jpg", "flag [no-overlap]")
                .containsEntry("deer/spam-49.jpg", "flag [no-overlap]");
        assertThat(report.summary()).containsEntry("calls", 7).containsEntry("duplicates", 50);
    }

    @Test
    void theRequestAsksForWhatIsToBeRecorded() throws Exception {
        photos.with("deer/1.jpg", deer());

        Map<String, String> askedFor = new java.util.LinkedHashMap<>();
        for (String options : List.of(
                "--min-confidence 40",
                "--max-labels 70",
                "--min-confidence 90 --record-confidence 20.5 --record-labels 1000",
                "--min-confidence 0 --max-labels 1 --record-labels 1")) {
            photos.run(photos.dryRun(options.split(" ")).with("--overwrite")).expectExit(0);
            DetectLabelsCall call = photos.rekognition()
                    .calls()
                    .get(photos.rekognition().calls().size() - 1);
            askedFor.put(
                    options,
                    call.minConfidence().orElseThrow() + " " + call.maxLabels().orElseThrow());
        }

        assertThat(askedFor.values()).containsExactly("40.0 50", "55.0 70", "20.5 1000", "0.0 1");
    }

    @Test
    void theRuleFollowsItsOptions() throws Exception {
        photos.with("deer/1.jpg", deer())
                .with("deer/antelope.jpg", StubLabel.of("Antelope", 70, "Animal"), StubLabel.of("Sky", 60))
                .with("deer/boat.jpg", StubLabel.of("Boat", 91), StubLabel.of("Sailor", 90, "Man", "Person"))
                .with("deer/mammal.jpg", StubLabel.of("mammal", 99))
                .with("deer/old.jpg", StubLabel.of("Deer", 99), StubLabel.of("Human", 86))
                .with("deer/third.jpg", StubLabel.of("Sky", 99), StubLabel.of("Tree", 98), StubLabel.of("Deer", 97));

        Program.Result byDefault = photos.run(photos.dryRun());
        Program.Result byLabel = photos.run(photos.verify(
                "s3://photos/deer",
                "--reference-label",
                "deer",
                "--reject-label",
                "sky",
                "--reject-label",
                "HUMAN",
                "--max-labels",
                "2",
                "--dry-run"));
        Program.Result lenient = photos.run(
                photos.dryRun("--no-reject", "--min-confidence", "60", "--ignore-label", "Mammal", "--format", "keys"));

        assertThat(reportOf(byDefault.expectExit(0)).verdicts())
                .containsEntry("deer/antelope.jpg", "flag [no-labels]")
                .containsEntry("deer/boat.jpg", "flag [no-overlap, contains:Person]")
                .containsEntry("deer/mammal.jpg", "keep []")
                .containsEntry("deer/old.jpg", "keep []")
                .containsEntry("deer/third.jpg", "keep []");
        byLabel.expectExit(0).expectStderr("Reference  deer\n");
        assertThat(reportOf(byLabel).header())
                .containsEntry("exemplars", List.of())
                .containsEntry("rejectedLabels", List.of("sky", "HUMAN"));
        assertThat(reportOf(byLabel).verdicts())
                .containsEntry("deer/1.jpg", "keep []")
                .containsEntry("deer/boat.jpg", "flag [no-overlap]")
                .containsEntry("deer/old.jpg", "flag [contains:HUMAN]")
                .containsEntry("deer/third.jpg", "flag [no-overlap, contains:sky]");
        lenient.expectExit(0).expectStdout("deer/boat.jpg\ndeer/mammal.jpg\n");
    }

    @Test
    void aRejectedLabelInAnExemplarIsWarnedOf() throws Exception {
        photos.withDeer();

        Program.Result result =
                photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "-e", "deer/3.jpg", "--dry-run"));

        result.expectExit(0)
                .expectStderr(
                        "warning: the exemplar deer/3.jpg contains Person", "Reference  Deer (2), Animal, Mammal\n");
        assertThat(reportOf(result).verdicts()).containsEntry("deer/3.jpg", "keep [exemplar]");
    }

    @Test
    void answersThatAreCutAreWarnedOf() throws Exception {
        photos.withDeer();

        photos.run(photos.dryRun("--max-labels", "2", "--record-labels", "2"))
                .expectExit(0)
                .expectStderr("warning: 6 of 6 answers were cut at 2 labels", "--record-labels");
        Program.Result wide = photos.run(photos.dryRun("--overwrite"));
        assertThat(wide.expectExit(0).stderr()).doesNotContain("warning");
    }

    @Test
    void aPrefixIsAFolderUnlessItIsRaw() throws Exception {
        photos.withDeer().with("deer.jpg", tractor()).with("deer//7.jpg", tractor());

        Program.Result folder = photos.run(photos.dryRun());
        Program.Result raw = photos.run(
                photos.verify("s3://photos/deer", "--raw-prefix", "-e", "deer/1.jpg", "--dry-run", "--format", "keys"));
        Program.Result bucket =
                photos.run(photos.verify("s3://photos", "--whole-bucket", "-e", "deer/1.jpg", "--dry-run"));
        Program.Result deeper =
                photos.run(photos.verify("s3://photos/deer//", "-e", "deer/1.jpg", "--dry-run", "--format", "uris"));

        assertThat(reportOf(folder.expectExit(0)).keys())
                .hasSize(8)
                .startsWith("deer//7.jpg")
                .allMatch(key -> key.startsWith("deer/"));
        raw.expectExit(0);
        assertThat(raw.stdoutLines())
                .containsExactly("deer-old/1.jpg", "deer.jpg", "deer//7.jpg", "deer/3.jpg", "deer/4.jpg", "deer/5.jpg");
        assertThat(reportOf(raw).header()).containsEntry("location", "s3://photos/deer");
        assertThat(reportOf(bucket.expectExit(0)).keys()).isEqualTo(photos.keys());
        assertThat(reportOf(bucket).header()).containsEntry("location", "s3://photos/");
        deeper.expectExit(0).expectStdout("s3://photos/deer//7.jpg\n");
    }

    @Test
    void patternsAndALimitNarrowWhatIsChecked() throws Exception {
        photos.withDeer().with("deer/new/7.jpg", tractor()).with("deer/new/thumb_7.jpg", tractor());

        Program.Result patterns = photos.run(photos.dryRun(
                "--include", "*.jpg", "--include", "*.txt", "--exclude", "thumb_*", "--exclude", "[1-3].jpg"));
        Program.Result limited = photos.run(photos.dryRun("--limit", "2"));
        Program.Result nothing = photos.run(photos.dryRun("--include", "*.gif"));

        assertThat(reportOf(patterns.expectExit(0)).keys())
                .containsExactly("deer/4.jpg", "deer/5.jpg", "deer/new/7.jpg", "deer/notes.txt");
        limited.expectExit(0).expectStderr("2 images: 2 kept, 0 flagged\n");
        assertThat(reportOf(limited).keys()).containsExactly("deer/1.jpg", "deer/2.jpg");
        assertThat(reportOf(limited).isComplete()).isTrue();
        nothing.expectExit(1)
                .expectStderr("error: nothing was found at s3://photos/deer/", "--include")
                .expectBriefError();
    }

    @Test
    void namedKeysAreCheckedInTheirOrderWithoutListing() throws Exception {
        photos.withDeer();
        String keys =
                "deer/4.jpg\ndeer/missing.jpg\ns3://photos/deer/2.jpg\n\ndeer-old/1.jpg\ndeer/4.jpg\ndeer/notes.txt";

        Program.Result result =
                photos.run(photos.dryRun("--keys-from", "-", "--show", "all").stdin(keys));

        result.expectExit(3);
        assertThat(reportOf(result).verdicts())
                .containsExactly(
                        Map.entry("deer/4.jpg", "flag [no-overlap]"),
                        Map.entry("deer/missing.jpg", "error [not-available]"),
                        Map.entry("deer/2.jpg", "keep []"),
                        Map.entry("deer-old/1.jpg", "error [not-available]"),
                        Map.entry("deer/notes.txt", "skip [not-a-picture]"));
        assertThat(reportOf(result).image("deer/missing.jpg"))
                .containsEntry("message", "there is no s3://photos/deer/missing.jpg");
        assertThat(photos.s3().count("ListObjectsV2")).isZero();
        assertThat(photos.rekognition().keys()).containsExactlyInAnyOrder("deer/1.jpg", "deer/4.jpg", "deer/2.jpg");
    }

    @Test
    void linesThatCanBeNoKeyAreErrorsWithTheirNumber() throws Exception {
        photos.withDeer();
        Path folder = photos.run(photos.program("--version")).directory();
        ByteArrayOutputStream keys = new ByteArrayOutputStream();
        keys.writeBytes("\uFEFFdeer/2.jpg\r\ns3://other/deer/3.jpg\r\n".getBytes(StandardCharsets.UTF_8));
        keys.writeBytes(("x".repeat(1100) + "\r\n").getBytes(StandardCharsets.UTF_8));
        keys.writeBytes(new byte[] {'d', 'e', 'e', 'r', '/', (byte) 0xe9, '\n'});
        keys.writeBytes("s3://photos/deer/4.jpg\r\n".getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("keys"), keys.toByteArray());

        Program.Result result =
                photos.run(photos.dryRun("--keys-from", "keys", "--show", "all").in(folder));

        result.expectExit(3);
        assertThat(reportOf(result).verdicts())
                .containsExactly(
                        Map.entry("deer/2.jpg", "keep []"),
                        Map.entry("s3://other/deer/3.jpg", "error [not-available]"),
                        Map.entry("x".repeat(1100), "error [not-available]"),
                        Map.entry("deer/\uFFFD", "error [not-available]"),
                        Map.entry("deer/4.jpg", "flag [no-overlap]"));
        assertThat(reportOf(result)
                        .image("s3://other/deer/3.jpg")
                        .get("message")
                        .toString())
                .contains("line 2", "bucket photos");
        assertThat(reportOf(result).image("x".repeat(1100)).get("message").toString())
                .contains("line 3", "1024 bytes");
        assertThat(reportOf(result).image("deer/\uFFFD").get("message").toString())
                .contains("line 4", "not UTF-8");
    }

    @Test
    void namedKeysMayBeEndedByNul() throws Exception {
        photos.withDeer().with("deer/line\nbreak.jpg", tractor());
        Path folder = photos.run(photos.program("--version")).directory();
        Files.writeString(folder.resolve("keys"), "deer/line\nbreak.jpg\0deer/2.jpg\0");

        Program.Result result = photos.run(
                photos.dryRun("--keys-from", "keys", "-0", "--format", "keys").in(folder));

        result.expectExit(0).expectStdout("deer/line\nbreak.jpg\0");
        assertThat(reportOf(result).keys()).containsExactly("deer/line\nbreak.jpg", "deer/2.jpg");
    }

    @Test
    void imagesThatFailAreErrorsAndNeverRemoved() throws Exception {
        photos.withDeer();
        photos.with("deer/7.jpg", tractor()).with("deer/8.jpg", tractor()).with("deer/9.jpg", tractor());
        photos.rekognition()
                .inject(
                        RekognitionServer.error("InternalServerError"),
                        When.key("deer/2.jpg").first(2))
                .inject(RekognitionServer.error("InvalidImageFormatException"), When.key("deer/7.jpg"))
                .inject(RekognitionServer.error("InvalidParameterException"), When.key("deer/8.jpg"))
                .inject(RekognitionServer.error("ServiceUnavailableException"), When.key("deer/9.jpg"))
                .inject(RekognitionServer.error("InvalidS3ObjectException"), When.key("deer/4.jpg"));

        Program.Result result = photos.run(
                photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--show", "error", "--show", "skip"));

        result.expectExit(3).expectStderr("2 not checked");
        assertThat(reportOf(result).verdicts())
                .containsEntry("deer/2.jpg", "keep []")
                .containsEntry("deer/4.jpg", "error [InvalidS3ObjectException]")
                .containsEntry("deer/7.jpg", "skip [not-a-picture]")
                .containsEntry("deer/8.jpg", "skip [not-a-picture]")
                .containsEntry("deer/9.jpg", "error [ServiceUnavailableException]");
        assertThat(result.stdoutLines())
                .hasSize(6)
                .anyMatch(line -> line.matches("deer/4\\.jpg +error +InvalidS3ObjectException +it is there: .*"));
        assertThat(photos.keys())
                .contains("deer/4.jpg", "deer/7.jpg", "deer/8.jpg", "deer/9.jpg")
                .doesNotContain("deer/3.jpg", "deer/5.jpg");
        assertThat(ledgerOf(result).outcomes()).containsOnlyKeys("deer/3.jpg", "deer/5.jpg");
    }

    @Test
    void whatCanNeverBeCheckedIsSkippedWithoutACall() throws Exception {
        photos.with("deer/1.jpg", deer()).with("deer/NO-SUFFIX", deer()).with("deer/a.JPEG", deer());
        photos.s3().put(BUCKET, "deer/folder/", "");
        photos.s3().put(BUCKET, "deer/empty.jpg", "");
        photos.s3().put(BUCKET, "deer/a.heic", "heic");
        photos.s3().put(BUCKET, "deer/large.png", StubObject.of("large").size(100_000_001));
        photos.s3().put(BUCKET, "deer/cold.jpg", StubObject.of("cold").storageClass("DEEP_ARCHIVE"));
        photos.s3().put(BUCKET, "deer/cool.jpg", StubObject.of("cool").storageClass("GLACIER_IR"));
        photos.rekognition().answer("deer/cool.jpg", deer());

        Program.Result result = photos.run(photos.dryRun("--show", "all", "--format", "jsonl"));

        result.expectExit(0);
        assertThat(Report.parse(result.stdout()).verdicts())
                .isEqualTo(reportOf(result).verdicts())
                .containsEntry("deer/folder/", "skip [folder]")
                .containsEntry("deer/empty.jpg", "skip [empty]")
                .containsEntry("deer/a.heic", "skip [unsupported-format:heic]")
                .containsEntry("deer/large.png", "skip [too-large]")
                .containsEntry("deer/cold.jpg", "skip [archived]")
                .containsEntry("deer/cool.jpg", "keep []");
        assertThat(photos.rekognition().keys())
                .containsExactlyInAnyOrder("deer/1.jpg", "deer/NO-SUFFIX", "deer/a.JPEG", "deer/cool.jpg");
    }

    @Test
    void findingsComeInListingOrderHoweverManyCallsAreInFlight() throws Exception {
        photos.s3().pageSize(7);
        List<String> names = IntStream.range(0, 60)
                .mapToObj(i -> i % 3 == 0 ? "\uffee" + i : i % 3 == 1 ? "\ud83e\udd8c" + i : "z" + i)
                .collect(Collectors.toList());
        names.forEach(name -> photos.with("deer/" + name + ".jpg", tractor()));
        photos.with("deer/1.jpg", deer());
        photos.rekognition().latency(Duration.ofMillis(60), Duration.ofMillis(60));

        Program.Result result = photos.run(photos.dryRun("--format", "keys", "--concurrency", "16"));

        result.expectExit(0);
        assertThat(reportOf(result).keys()).isEqualTo(photos.keys());
        assertThat(result.stdoutLines())
                .isEqualTo(photos.keys().subList(1, photos.keys().size()));
        assertThat(photos.rekognition().maxInFlight()).isBetween(2, 16);
    }

    @Test
    void anEarlierReportIsReusedWithoutACall() throws Exception {
        photos.withDeer();
        Program.Result first = photos.run(photos.dryRun()).expectExit(0);
        Path earlier = first.directory().resolve(DeerPhotos.REPORT);
        photos.with("deer/0-new.jpg", hunter()).withContent("deer/2.jpg", "JPEG that changed", tractor());
        long paidBefore = photos.paid();

        Program.Result second = photos.run(photos.dryRun("--reuse", earlier.toString(), "--min-confidence", "75"));

        second.expectExit(0).expectStderr("2 calls, about $0.002; labels of 5 images were recorded before");
        assertThat(photos.rekognition().keys().subList((int) paidBefore, (int) photos.paid()))
                .containsExactlyInAnyOrder("deer/0-new.jpg", "deer/2.jpg");
        assertThat(reportOf(second).verdicts())
                .containsEntry("deer/0-new.jpg", "flag [contains:Person]")
                .containsEntry("deer/2.jpg", "flag [no-overlap]")
                .containsEntry("deer/5.jpg", "flag [no-overlap]");
        assertThat(reportOf(second).summary()).containsEntry("calls", 2).containsEntry("reused", 5);

        Program.Result offline = photos.run(
                photos.dryRun("--reuse", earlier.toString(), "--offline").with("--show", "error", "--format", "keys"));
        offline.expectExit(3).expectStdout("deer/0-new.jpg\ndeer/2.jpg\n");
        assertThat(photos.paid()).isEqualTo(paidBefore + 2);

        Program wider = photos.dryRun("--reuse", earlier.toString(), "--min-confidence", "50", "--limit", "2");
        photos.run(wider).expectExit(2).expectStderr("--min-confidence 55 would do", "--pay");
        assertThat(photos.paid()).isEqualTo(paidBefore + 2);
        photos.run(wider.with("--pay")).expectExit(0);
        assertThat(photos.paid()).isEqualTo(paidBefore + 4);
    }

    @Test
    void theLimitOfCallsLeavesAReportToGoOnFrom() throws Exception {
        photos.withDeer();

        Program.Result stopped = photos.run(
                photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--max-calls", "4", "--format", "keys"));

        stopped.expectExit(5)
                .expectStdout("deer/3.jpg\ndeer/4.jpg\n")
                .expectStderr("--max-calls 4", "--reuse report.jsonl");
        assertThat(photos.paid()).isEqualTo(4);
        assertThat(reportOf(stopped).isComplete()).isFalse();
        assertThat(reportOf(stopped).keys()).hasSize(4);
        assertThat(photos.keys()).hasSize(8);

        Program.Result carriedOn =
                photos.run(photos.program("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--max-calls", "2")
                        .with("--reuse", DeerPhotos.REPORT, "--report", "second.jsonl")
                        .in(stopped.directory()));
        carriedOn.expectExit(0);
        assertThat(photos.paid()).isEqualTo(6);
        assertThat(photos.keys()).doesNotContain("deer/3.jpg", "deer/4.jpg", "deer/5.jpg");

        Program.Result tooFew = photos.run(photos.dryRun("--max-calls", "0"));
        tooFew.expectExit(5).expectStdout("").expectBriefError();
        assertThat(photos.paid()).isEqualTo(6);
        assertThat(tooFew.directory()).isEmptyDirectory();
    }

    @Test
    void whatARunWouldCostIsCountedForNothing() throws Exception {
        photos.withDeer().withContent("deer/1-again.jpg", "JPEG of deer/1.jpg", deer());

        Program.Result result = photos.run(photos.program("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--count"));

        result.expectExit(0).expectStdout("""
                8  listed
                7  to check, 126 bytes
                1  skipped
                1  of the same content as another
                6  calls, exemplars included: about $0.006
                """);
        assertThat(result.directory()).isEmptyDirectory();
        assertThat(photos.paid()).isZero();
    }

    @Test
    void anEndpointIsTakenFromTheOptionOrTheVariables() throws Exception {
        photos.withDeer();
        Program byOption = Program.of(
                "verify",
                "s3://photos/deer",
                "-e",
                "deer/1.jpg",
                "--dry-run",
                "--report",
                DeerPhotos.REPORT,
                "--endpoint-url",
                photos.endpoint());
        Program byVariables = photos.dryRun()
                .without("AWS_ENDPOINT_URL")
                .endpoints(photos.s3().endpoint(), photos.rekognition().endpoint());

        photos.run(byOption.env("AWS_ENDPOINT_URL", "http://127.0.0.1:1")).expectExit(0);
        Program.Result split = photos.run(byVariables).expectExit(0);

        assertThat(photos.paid()).isEqualTo(12);
        assertThat(reportOf(split).header())
                .containsEntry("endpoint", photos.s3().endpoint().toString());
    }

    @Test
    void theRegionIsToldOrTheBucketsOwn() throws Exception {
        photos.s3().createBucket("irish", "eu-west-1");
        photos.s3().put("irish", "deer/1.jpg", "irish");
        photos.rekognition().answer("deer/1.jpg", deer());
        String[] arguments = {"verify", "s3://irish/deer", "-e", "deer/1.jpg", "--dry-run", "--report", "report.jsonl"};

        Program.Result own = photos.run(photos.program(arguments).without("AWS_REGION"));
        Program.Result old =
                photos.run(photos.program(arguments).without("AWS_REGION").env("AWS_DEFAULT_REGION", "eu-west-1"));
        long paid = photos.paid();
        Program.Result wrong = photos.run(photos.program(arguments).with("--send", "reference"));
        Program.Result byOption = photos.run(photos.program(arguments).with("--region", "eu-west-1"));

        assertThat(reportOf(own.expectExit(0)).header()).containsEntry("region", "eu-west-1");
        old.expectExit(0);
        assertThat(paid).isEqualTo(2);
        wrong.expectExit(1)
                .expectStderr("eu-west-1", "us-east-1", "--region eu-west-1")
                .expectBriefError();
        byOption.expectExit(0);
        assertThat(photos.paid()).isEqualTo(3);
    }

    @Test
    void imagesThatRekognitionCannotReadAreFetchedAndSent() throws Exception {
        photos.s3().createBucket("irish", "eu-west-1").requesterPays("irish");
        for (String key : List.of("deer/1.jpg", "deer/2.jpg", "deer/3.jpg")) {
            byte[] picture = Jpegs.of("JPEG of " + key);
            photos.s3().put("irish", key, picture);
            photos.rekognition().answerBytes(picture, key.equals("deer/3.jpg") ? tractor() : deer());
        }
        photos.s3().put("irish", "deer/large.jpg", new byte[5_242_881]);

        Program verify = photos.verify("s3://irish/deer", "-e", "deer/1.jpg", "--dry-run", "--show", "all");
        Program.Result unpaid = photos.run(verify);
        unpaid.expectExit(1).expectStderr("access denied").expectBriefError();
        assertThat(photos.paid()).isZero();
        photos.s3().forgetExchanges();
        Program.Result result = photos.run(photos.verify("s3://irish/deer", "-e", "deer/1.jpg", "--yes")
                .with("--request-payer", "requester", "--move-to", "s3://irish/away/"));

        result.expectExit(0).expectStderr("Note: the bucket irish is in eu-west-1 and not in us-east-1");
        assertThat(reportOf(result).header()).containsEntry("send", "bytes").containsEntry("region", "us-east-1");
        assertThat(reportOf(result).image("deer/large.jpg")).containsEntry("verdict", "skip");
        assertThat(photos.paid()).isEqualTo(3);
        assertThat(photos.s3().keys("irish"))
                .containsExactly("away/3.jpg", "deer/1.jpg", "deer/2.jpg", "deer/large.jpg");
        assertThat(photos.s3().exchanges("GetObject"))
                .allSatisfy(get -> assertThat(get.headers()).containsKey("if-match"));
    }

    @Test
    void anImageThatIsWrittenOverAfterItWasListedIsNotJudgedByWhatCameInItsPlace() throws Exception {
        photos.s3().put(DeerPhotos.BUCKET, "deer/1.jpg", Jpegs.of("one"));
        photos.s3().put(DeerPhotos.BUCKET, "deer/2.jpg", Jpegs.of("two"));
        photos.rekognition().answerBytes(Jpegs.of("one"), deer()).answerBytes(Jpegs.of("other"), tractor());
        photos.s3().at("GetObject", 1, () -> photos.s3().put(DeerPhotos.BUCKET, "deer/2.jpg", Jpegs.of("other")));

        Program.Result result = photos.run(photos.dryRun("--send", "bytes"));

        result.expectExit(3);
        assertThat(reportOf(result).image("deer/2.jpg"))
                .containsEntry("verdict", "error")
                .containsEntry("reasons", List.of("changed"));
    }

    @Test
    void aListingThatBreaksOffEndsTheRunWithoutRemoval() throws Exception {
        photos.withDeer();
        photos.s3()
                .pageSize(3)
                .inject(
                        FakeS3.error("AccessDenied"),
                        When.operation("ListObjectsV2").from(2));

        Program.Result result =
                photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--format", "keys"));

        result.expectExit(1).expectStderr("error: the listing broke off", "s3://photos/deer/", "--reuse report.jsonl");
        assertThat(reportOf(result).isComplete()).isFalse();
        assertThat(photos.keys()).hasSize(8);
    }

    @Test
    void ofTwoLabelModelsTheReportTellsWhich() throws Exception {
        photos.with("deer/1.jpg", deer()).with("deer/2.jpg");
        photos.rekognition().answer("deer/2.jpg", StubAnswer.of(deer()).model("2.0"));

        Program.Result result = photos.run(photos.dryRun());

        assertThat(reportOf(result.expectExit(0)).image("deer/1.jpg")).containsEntry("model", "3.0");
        assertThat(reportOf(result).image("deer/2.jpg")).containsEntry("model", "2.0");
    }

    @Test
    void throttledCallsAreMadeAgain() throws Exception {
        photos.withDeer();
        photos.rekognition()
                .inject(
                        RekognitionServer.error("ProvisionedThroughputExceededException"),
                        When.key("deer/2.jpg").first(2))
                .inject(
                        RekognitionServer.error("ThrottlingException"),
                        When.key("deer/1.jpg").first(1));

        Program.Result result = photos.run(photos.dryRun("--concurrency", "1"));

        result.expectExit(0).expectStderr("6 calls, about $0.006; 3 calls throttled and repeated");
        assertThat(reportOf(result).summary()).containsEntry("throttled", 3).containsEntry("error", 0);
    }

    @Test
    void flaggedImagesCanFailTheCommand() throws Exception {
        photos.withDeer();
        photos.run(photos.dryRun("--fail-on-flagged")).expectExit(10);

        photos.rekognition().inject(RekognitionServer.error("InternalServerError"), When.key("deer/2.jpg"));
        photos.run(photos.dryRun("--fail-on-flagged")).expectExit(3);

        photos.rekognition().clearFaults();
        photos.run(photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--fail-on-flagged"))
                .expectExit(0);
        assertThat(Set.copyOf(photos.keys()))
                .isEqualTo(Set.of("deer/1.jpg", "deer/2.jpg", "deer/6.png", "deer/notes.txt", "deer-old/1.jpg"));
        photos.run(photos.dryRun("--fail-on-flagged"))
                .expectExit(0)
                .expectStdout("")
                .expectStderr("4 images: 3 kept, 0 flagged, 1 skipped\n");
    }
}
