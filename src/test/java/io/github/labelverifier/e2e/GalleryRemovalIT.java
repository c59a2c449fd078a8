package io.github.labelverifier.e2e;

import static io.github.labelverifier.sample.SampleFindings.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.job.gallery.SamplePictures;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TerminalRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gallery on the way from a scan to a removal: made by {@code verify}, marked in a browser, carried out by {@code delete}. */
@EndToEnd
class GalleryRemovalIT {
    private static final String BUCKET = "photos";
    private static final String EXEMPLAR = "deer/exemplar.jpg";
    private static final String MARK_ALL_BUT_FIRST =
            "document.querySelectorAll('.card[data-verdict=flag] .pick').forEach((pick, i) => i && pick.click())";

    @TempDir
    private Path folder;

    private FakeAws aws;
    private FakeS3 s3;

    @BeforeEach
    void start() {
        aws = FakeAws.start();
        s3 = aws.s3().createBucket(BUCKET);
        aws.rekognition()
                .answerOthers(StubLabel.of("Tractor", 97))
                .answer(EXEMPLAR, StubLabel.of("Deer", 99))
                .answerSuffix("keep.jpg", StubLabel.of("Deer", 98));
        put(EXEMPLAR);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void put(String key) {
        s3.put(BUCKET, key, SamplePictures.file(SamplePictures.photo(90, 70, key.hashCode()), "jpeg"));
    }

    private Path report() {
        return folder.resolve("it's a report.jsonl");
    }

    private Path page() {
        return folder.resolve("gallery.html");
    }

    private Program verify(String location) {
        return Program.of("verify", location, "-e", EXEMPLAR, "--report", report().toString())
                .with("--max-flagged", "100", "--gallery", page().toString())
                .endpoint(aws.endpoint());
    }

    /** Runs what the page shows, as one would who copies it into a shell. */
    private Program.Result runShown(GalleryPage page) throws InterruptedException {
        Path bin = Program.executable().getParent();
        return Program.at(Path.of("/bin/sh"), "-c", page.text("command") + " --max-flagged 100 --yes")
                .env("PATH", bin + ":" + System.getenv("PATH"))
                .in(page.downloads())
                .run();
    }

    @Test
    void what_is_marked_in_the_page_stays_and_the_rest_goes() throws Exception {
        List.of("deer/1.jpg", "deer/2.jpg", "deer/3.jpg", "deer/keep.jpg").forEach(this::put);
        verify("s3://photos/deer").with("--dry-run").run().expectExit(0).expectStderr("Gallery    " + page());
        assertThat(aws.rekognition().calls()).hasSize(5);
        assertThat(Files.readString(page())).contains("deer/2.jpg").doesNotContain(">No picture");

        try (GalleryPage page = GalleryPage.open(page())) {
            page.pick("deer/2.jpg");
            page.pick("deer/3.jpg");
            page.pick("deer/3.jpg");
            page.click("save");
            assertThat(page.saved("it's a report.jsonl.review.jsonl")).contains("\"key\":\"deer/2.jpg\"");

            runShown(page).expectExit(0).expectStderr("1 spared", "2 deleted");
        }

        assertThat(s3.keys(BUCKET)).containsExactlyInAnyOrder(EXEMPLAR, "deer/2.jpg", "deer/keep.jpg");
        assertThat(aws.rekognition().calls()).hasSize(5);
    }

    @Test
    void the_review_of_hostile_keys_is_read_back_exactly() throws Exception {
        List<String> hostile = List.of(
                "odd\n'\"$(id)`\u202e\\&amp;<b>.jpg",
                "s3://photos/like-a-uri.jpg",
                " leading, and  two.jpg",
                "tab\t.jpg",
                "\u00fc\ud83e\udd8c.jpg",
                "odd");
        hostile.forEach(this::put);
        put("first.jpg");
        put("'\"$(id)`\u202e\\&amp;<b>.jpg");
        verify("s3://photos").with("--whole-bucket", "--dry-run").run().expectExit(0);

        try (GalleryPage page = GalleryPage.open(page())) {
            page.run("document.querySelectorAll('.card').forEach(card => {"
                    + " if (!JSON.parse(card.dataset.key).startsWith('first') && card.dataset.verdict === 'flag'"
                    + " && !JSON.parse(card.dataset.key).startsWith('\\'')) card.querySelector('.pick').click() })");
            page.click("save");
            assertThat(page.saved("it's a report.jsonl.review.jsonl")).contains("odd\\n'\\\"$(id)");
            assertThat(page.text("command")).contains("--whole-bucket").contains(" --review 'it");

            runShown(page).expectExit(0).expectStderr("6 spared", "2 deleted");
        }

        assertThat(s3.keys(BUCKET)).containsExactlyInAnyOrderElementsOf(with(hostile, EXEMPLAR));
    }

    @Test
    void a_folders_images_are_kept_and_deleted_by_the_page_as_well() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images")).toRealPath();
        SampleReport report = SampleReport.at(images.toString());
        for (String name : List.of("a.jpg", "b\n.jpg", "c.jpg")) {
            byte[] picture = SamplePictures.file(SamplePictures.photo(90, 70, name.hashCode()), "jpeg");
            Files.write(images.resolve(name), picture);
            report.image(name, picture, label("Tractor", 97));
        }
        report.write(report());
        Program.of("gallery", report().toString(), "-o", page().toString())
                .run()
                .expectExit(0);

        try (GalleryPage page = GalleryPage.open(page())) {
            page.run(MARK_ALL_BUT_FIRST);
            page.click("save");
            page.saved("it's a report.jsonl.review.jsonl");
            String gone = String.valueOf(page.run("return JSON.parse(document.querySelector('.card').dataset.key)"));

            // The sample's report is of a day long ago.
            Program.Result result = Program.at(
                            Path.of("/bin/sh"),
                            "-c",
                            page.text("command") + " --max-flagged 100 --max-age 99999d --yes")
                    .env("PATH", Program.executable().getParent() + ":" + System.getenv("PATH"))
                    .in(page.downloads())
                    .run();

            result.expectExit(0).expectStderr("2 spared", "1 deleted");
            assertThat(images.resolve(gone)).doesNotExist();
            assertThat(names(images)).hasSize(2);
        }
    }

    @Test
    void verify_makes_the_gallery_after_the_scan_and_before_the_question() throws Exception {
        List.of("deer/1.jpg", "deer/2.jpg").forEach(this::put);

        try (TerminalRun run =
                verify("s3://photos/deer").onTerminal().size(120, 40).start()) {
            run.awaitScreen("anything else keeps all:");
            assertThat(run.screen()).containsSubsequence("Gallery    ", "Delete 2 flagged images");
            assertThat(Files.readString(page()))
                    .contains("deer/1.jpg", "deer/2.jpg", "</html>")
                    .doesNotContain(">No picture");
            assertThat(s3.keys(BUCKET)).hasSize(3);
            run.type("2\n");
            run.await().expectExit(0);
        }

        assertThat(s3.keys(BUCKET)).containsExactly(EXEMPLAR);
        assertThat(aws.rekognition().calls()).hasSize(3);
    }

    @Test
    void a_gallery_that_cannot_be_made_stops_before_anything_is_paid_or_removed() throws Exception {
        put("deer/1.jpg");
        Files.writeString(page(), "something else");

        verify("s3://photos/deer")
                .with("--yes")
                .run()
                .expectExit(2)
                .expectBriefError()
                .expectStderr("--gallery", "exists");
        assertThat(aws.rekognition().calls()).isEmpty();
        Program.of("verify", "s3://photos/deer", "-e", EXEMPLAR, "--yes", "--gallery", "/dev/full", "--overwrite")
                .endpoint(aws.endpoint())
                .run()
                .expectExit(2)
                .expectBriefError();
        assertThat(aws.rekognition().calls()).isEmpty();
        assertThat(s3.keys(BUCKET)).hasSize(2);
        assertThat(Files.readString(page())).isEqualTo("something else");
    }

    @Test
    void the_gallery_command_calls_rekognition_never_and_writes_over_nothing() throws Exception {
        put("deer/1.jpg");
        verify("s3://photos/deer").with("--dry-run").run().expectExit(0);
        long paid = aws.rekognition().requests();
        String report = report().toString();

        Program.Result toOutput = Program.of("gallery", report, "-o", "-")
                .endpoint(aws.endpoint())
                .run()
                .expectExit(0);
        assertThat(toOutput.stdout()).startsWith("<!DOCTYPE html>").contains("deer/1.jpg");
        Program.of("gallery", report, "-o", page().toString())
                .endpoint(aws.endpoint())
                .run()
                .expectExit(2)
                .expectBriefError();
        Program.of("gallery", report, "-o", report, "--overwrite")
                .endpoint(aws.endpoint())
                .run()
                .expectExit(2)
                .expectStderr("is a report that this command uses")
                .expectBriefError();
        // The images are elsewhere, so what would be shown under their names is not what was judged.
        Program.of("gallery", report, "-o", folder.resolve("other.html").toString())
                .run()
                .expectExit(5)
                .expectStderr("Add --endpoint-url " + aws.endpoint())
                .expectBriefError();
        assertThat(aws.rekognition().requests()).isEqualTo(paid);
        assertThat(folder.resolve("other.html")).doesNotExist();
    }

    @Test
    void many_large_images_fit_into_little_memory() throws Exception {
        byte[] jpeg = SamplePictures.file(SamplePictures.noise(5_000, 4_000), "jpeg");
        byte[] png = SamplePictures.file(SamplePictures.noise(2_400, 1_600), "png");
        assertThat(jpeg.length).isBetween(8_000_000, 15_000_000);
        assertThat(png.length).isBetween(8_000_000, 15_000_000);
        SampleReport report = SampleReport.at("s3://photos/deer/");
        for (int i = 0; i < 12; i++) {
            s3.put(BUCKET, "deer/" + i + ".jpg", jpeg);
            s3.put(BUCKET, "deer/" + i + ".png", png);
            report.image("deer/" + i + ".jpg", jpeg, label("Tractor", 97));
            report.image("deer/" + i + ".png", png, label("Tractor", 97));
        }
        report.endpoint(aws.endpoint()).write(report());

        Program.of("gallery", report().toString(), "-o", page().toString())
                .endpoint(aws.endpoint())
                .env("LABEL_VERIFIER_OPTS", "-Xmx64m")
                .run()
                .expectExit(0);

        assertThat(Files.readString(page())).doesNotContain(">No picture");
    }

    private static List<String> with(List<String> keys, String more) {
        return java.util.stream.Stream.concat(keys.stream(), java.util.stream.Stream.of(more))
                .toList();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
