package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.When;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What was paid for once is not paid for again, whichever report it stands in. */
class ReuseIT {
    @RegisterExtension
    private final DeerPhotos photos = new DeerPhotos();

    @TempDir
    private Path folder;

    private Program verify(String location, String report, String... arguments) {
        return photos.program("verify", location, "-e", "deer/1.jpg", "--dry-run")
                .with("--report", folder.resolve(report).toString())
                .with(arguments);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Program night(int mostCalls, String... arguments) {
        return photos.program("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--dry-run", "-q", "--fail-on-flagged")
                .with("--reuse", "nightly", "--report-dir", "nightly", "--max-calls", String.valueOf(mostCalls))
                .with(arguments)
                .in(folder);
    }

    @Test
    void aNightlyRunPaysOnlyForWhatIsNewForever() throws Exception {
        photos.withDeer();
        photos.run(night(20_000, "--count")).expectExit(0).expectStdout("""
                7  listed
                6  to check, 108 bytes
                1  skipped
                6  calls, exemplars included: about $0.006
                """);
        assertThat(folder).isEmptyDirectory();

        photos.run(night(20_000, "--format", "uris")).expectExit(10);
        assertThat(photos.paid()).isEqualTo(6);
        for (int night = 2; night <= 4; night++) {
            photos.with("deer/new-" + night + ".jpg", DeerPhotos.deer());
            photos.run(night(20_000, "--format", "uris")).expectExit(10);
            assertThat(photos.paid()).isEqualTo(5 + night);
        }
        // A night that ends early, and pictures that come back: neither is forgotten.
        photos.with("deer/0.jpg", DeerPhotos.deer()).with("deer/9.jpg", DeerPhotos.deer());
        photos.run(night(1)).expectExit(5);
        photos.run(night(20_000, "--format", "uris")).expectExit(10);
        assertThat(photos.paid()).isEqualTo(11);
        assertThat(photos.rekognition().keys()).doesNotHaveDuplicates();
        try (Stream<Path> reports = Files.list(folder.resolve("nightly"))) {
            assertThat(reports).hasSize(6);
        }
    }

    @Test
    void labelsBelongToContentUnderWhicheverPrefix() throws Exception {
        photos.withDeer();
        photos.run(verify("s3://photos/deer", "a.jsonl")).expectExit(0);
        photos.run(verify("s3://photos/deer-old", "b.jsonl", "--reuse", file("a.jsonl")))
                .expectExit(0);
        long paid = photos.paid();
        for (String key : List.of("2.jpg", "3.jpg", "4.jpg")) {
            photos.withContent("all/x/" + key, "JPEG of deer/" + key);
        }
        photos.withContent("all/x/old.jpg", "JPEG of deer-old/1.jpg");

        Program.Result all = photos.run(verify(
                "s3://photos/all",
                "c.jsonl",
                "--reuse",
                file("a.jsonl"),
                "--reuse",
                file("b.jsonl"),
                "--format",
                "keys"));

        all.expectExit(0)
                .expectStdout("all/x/3.jpg\nall/x/4.jpg\nall/x/old.jpg\n")
                .expectStderr("0 calls", "labels of 4 images were recorded before");
        assertThat(photos.paid()).isEqualTo(paid);
    }

    @Test
    void boxesAreRecordedAndComeBackWithTheLabels() throws Exception {
        photos.with("deer/1.jpg", StubLabel.of("Deer", 99, "Animal").boxes(0.5, 0.25), StubLabel.of("Animal", 98));
        photos.run(verify("s3://photos/deer", "a.jsonl")).expectExit(0);
        photos.run(verify("s3://photos/deer", "b.jsonl", "--reuse", file("a.jsonl")))
                .expectExit(0)
                .expectStderr("0 calls");
        photos.run(photos.program("judge", file("a.jsonl"), "-o", file("c.jsonl")))
                .expectExit(0);

        for (String report : List.of("a.jsonl", "b.jsonl", "c.jsonl")) {
            assertThat(Files.readString(folder.resolve(report)).split("\"instances\":2,\"largest\":0.25}", -1))
                    .as("once in the header, once with its image")
                    .hasSize(3);
        }
    }

    @Test
    void aReportInAnotherOrderIsReused() throws Exception {
        photos.withDeer();
        photos.run(verify("s3://photos/deer", "sample.jsonl", "--keys-from", "-")
                        .stdin("deer/6.png\ndeer/1.jpg\ndeer/4.jpg\ndeer/2.jpg\n"))
                .expectExit(0);
        assertThat(photos.paid()).isEqualTo(4);

        photos.run(verify("s3://photos/deer", "all.jsonl", "--reuse", file("sample.jsonl")))
                .expectExit(0)
                .expectStderr("2 calls");
        assertThat(photos.paid()).isEqualTo(6);
    }

    @Test
    void labelsThatWereRecordedTooNarrowlyAreNotPaidAgainUnlessToldSo() throws Exception {
        photos.withDeer();
        photos.run(verify("s3://photos/deer", "first.jsonl")).expectExit(0);
        photos.with("deer/0-new.jpg", DeerPhotos.deer());

        photos.run(verify("s3://photos/deer", "x.jsonl", "--reuse", file("first.jsonl"), "--min-confidence", "50"))
                .expectExit(2)
                .expectBriefError()
                .expectStderr("--reuse holds labels of 6 images", "--min-confidence 55 would do", "--pay");
        photos.run(verify("s3://photos/deer", "x.jsonl", "--reuse", file("first.jsonl"), "--max-labels", "60"))
                .expectExit(2)
                .expectStderr("--max-labels 50 would do");
        photos.run(verify("s3://photos/deer", "x.jsonl", "--reuse", file("first.jsonl"), "--max-labels", "60")
                        .with("--offline"))
                .expectExit(2);
        assertThat(photos.paid()).isEqualTo(6);
        assertThat(folder.resolve("x.jsonl")).doesNotExist();

        photos.run(verify("s3://photos/deer-old", "y.jsonl", "--reuse", folder.toString(), "--min-confidence", "50")
                        .with("-e", "deer-old/1.jpg"))
                .expectExit(2)
                .expectStderr("holds labels of 1 image here");
        photos.run(photos.program("verify", "s3://photos/deer-old", "--reference-label", "Deer", "--dry-run")
                        .with("--report", file("y.jsonl"), "--reuse", folder.toString(), "--min-confidence", "50"))
                .expectExit(0);
        assertThat(photos.paid())
                .as("another folder's labels are not in the way")
                .isEqualTo(7);

        photos.run(verify("s3://photos/deer", "x.jsonl", "--reuse", file("first.jsonl"), "--min-confidence", "50")
                        .with("--pay"))
                .expectExit(0);
        assertThat(photos.paid()).isEqualTo(14);
        photos.run(verify("s3://photos/deer", "z.jsonl", "--reuse", folder.toString(), "--min-confidence", "50"))
                .expectExit(0);
        assertThat(photos.paid()).as("the wider ones do for all").isEqualTo(14);
    }

    @Test
    void whatWasRefusedForItsContentIsNotAskedAgain() throws Exception {
        photos.withDeer().withContent("deer/7.jpg", "JPEG of deer/2.jpg, small").with("deer/8.jpg");
        photos.withContent("deer/9.jpg", "JPEG of deer/8.jpg");
        photos.rekognition()
                .inject(RekognitionServer.error("InvalidParameterException"), When.key("deer/7.jpg"))
                .inject(RekognitionServer.error("InvalidImageFormatException"), When.key("deer/8.jpg"));
        photos.run(verify("s3://photos/deer", "a.jsonl", "--concurrency", "1")).expectExit(0);
        long paid = photos.paid();
        assertThat(photos.rekognition().keys()).doesNotContain("deer/9.jpg");

        photos.run(verify("s3://photos/deer", "b.jsonl", "--reuse", file("a.jsonl")))
                .expectExit(0);
        photos.run(verify("s3://photos/deer", "c.jsonl", "--reuse", file("b.jsonl")))
                .expectExit(0);
        assertThat(photos.paid()).isEqualTo(paid);
        Report report = Report.read(folder.resolve("c.jsonl"));
        assertThat(report.verdicts()).containsEntry("deer/7.jpg", "skip [not-a-picture]");
        assertThat(String.valueOf(report.image("deer/7.jpg").get("message"))).startsWith("deer/7.jpg: ");

        photos.withContent("deer/7.jpg", "JPEG that changed", DeerPhotos.deer());
        photos.rekognition().clearFaults();
        photos.run(verify("s3://photos/deer", "d.jsonl", "--reuse", file("c.jsonl")))
                .expectExit(0);
        assertThat(photos.paid()).isEqualTo(paid + 1);
    }

    @Test
    void aResumedRunThatIsCutShortStillKnowsWhatTheFirstOneKnew() throws Exception {
        photos.withDeer().with("deer/0.jpg", DeerPhotos.deer()).with("deer/00.jpg", DeerPhotos.deer());
        photos.run(verify("s3://photos/deer", "first.jsonl", "--exclude", "0*.jpg"))
                .expectExit(0);
        assertThat(photos.paid()).isEqualTo(6);

        photos.run(verify("s3://photos/deer", "second.jsonl", "--reuse", file("first.jsonl"), "--max-calls", "1"))
                .expectExit(5)
                .expectStderr("--reuse " + file("second.jsonl"));
        assertThat(Report.read(folder.resolve("second.jsonl")).header().get("reused"))
                .isEqualTo(List.of("first.jsonl"));
        photos.run(verify("s3://photos/deer", "third.jsonl", "--reuse", file("second.jsonl")))
                .expectExit(0);

        assertThat(photos.paid()).isEqualTo(8);
        assertThat(photos.rekognition().keys()).doesNotHaveDuplicates();
    }

    @Test
    void aReportWhoseLabelsAreStillNeededIsNotWrittenOver() throws Exception {
        photos.withDeer();
        photos.run(verify("s3://photos/deer", "a.jsonl", "--max-calls", "3")).expectExit(5);
        byte[] before = Files.readAllBytes(folder.resolve("a.jsonl"));

        photos.run(verify("s3://photos/deer", "a.jsonl", "--overwrite", "--reuse", folder.toString()))
                .expectExit(2)
                .expectBriefError();
        photos.run(verify("s3://photos/deer", "b.jsonl", "--reuse", file("a.jsonl"), "--max-calls", "1"))
                .expectExit(5);
        photos.run(verify("s3://photos/deer", "a.jsonl", "--overwrite", "--reuse", file("b.jsonl")))
                .expectExit(2);

        assertThat(photos.paid()).isEqualTo(4);
        assertThat(folder.resolve("a.jsonl")).hasBinaryContent(before);
    }

    @Test
    void optionsThatExcludeEachOtherAreUsage() throws Exception {
        photos.withDeer();
        photos.run(verify("s3://photos/deer", "a.jsonl", "--report-dir", folder.toString()))
                .expectExit(2)
                .expectStderr("--report and --report-dir");
        photos.run(verify("s3://photos/deer", "a.jsonl", "--offline", "--pay"))
                .expectExit(2)
                .expectStderr("--pay and --offline");
        assertThat(photos.paid()).isZero();
    }

    @Test
    void aLocalFolderGoesOnFromReportsOfAnother() throws IOException, InterruptedException {
        Path images = folder.resolve("images");
        photos.withDeerIn(images.resolve("a")).withDeerIn(images.resolve("b"));
        photos.run(photos.program("verify", images.resolve("a").toString(), "-e", "1.jpg", "--dry-run")
                        .with("--report", file("a.jsonl")))
                .expectExit(0);
        long paid = photos.paid();

        photos.run(photos.program("verify", images.toString(), "-e", "b/1.jpg", "--dry-run")
                        .with("--report", file("all.jsonl"), "--reuse", file("a.jsonl")))
                .expectExit(0);
        assertThat(photos.paid()).isEqualTo(paid);
        photos.withDeer();
        photos.run(verify("s3://photos/deer", "x.jsonl", "--reuse", file("a.jsonl")))
                .expectExit(5)
                .expectBriefError();
        assertThat(photos.paid()).isEqualTo(paid);
    }
}
