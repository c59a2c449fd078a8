package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.job.gallery.SamplePictures;
import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RawHttp;
import io.github.labelverifier.testing.Running;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TerminalRun;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The review in a browser: decided there, written at once, and carried out by the command that it prints. */
@EndToEnd
class ReviewIT {
    private static final String BUCKET = "photos";
    private static final String EXEMPLAR = "deer/exemplar.jpg";
    private static final String FLAGGED = "flagged, nothing in common";

    @TempDir
    private Path folder;

    private FakeAws aws;
    private FakeS3 s3;

    @BeforeEach
    void prepare() throws Exception {
        aws = FakeAws.start();
        s3 = aws.s3().createBucket(BUCKET);
        aws.rekognition()
                .answerOthers(StubLabel.of("Tractor", 97))
                .answer(EXEMPLAR, StubLabel.of("Deer", 99))
                .answerSuffix("keep.jpg", StubLabel.of("Deer", 98));
        List.of(EXEMPLAR, "deer/1.jpg", "deer/2.jpg", "deer/3.jpg", "deer/a keep.jpg", "deer/b keep.jpg")
                .forEach(this::put);
        verify("s3://photos/deer", report());
    }

    @AfterEach
    void takeDown() {
        aws.close();
    }

    private void put(String key) {
        s3.put(BUCKET, key, SamplePictures.file(SamplePictures.photo(90, 70, key.hashCode()), "jpeg"));
    }

    private void verify(String location, Path report) throws InterruptedException {
        Program.of("verify", location, "-e", EXEMPLAR, "--report", report.toString())
                .with("--max-flagged", "100", "--dry-run", "--format", "none")
                .endpoint(aws.endpoint())
                .run()
                .expectExit(0);
    }

    private Path report() {
        return folder.resolve("it's a report.jsonl");
    }

    private List<String> written() throws IOException {
        Path file = folder.resolve("it's a report.jsonl.review.jsonl");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Running review(String... more) {
        return Program.of("review", report().toString())
                .with(more)
                .endpoint(aws.endpoint())
                .start();
    }

    /** Runs what a review has printed, as one would who copies it into a shell. */
    private Program.Result runPrinted(Program.Result review, String options) throws InterruptedException {
        return Program.at(Path.of("/bin/sh"), "-c", review.stdout().strip() + options)
                .env("PATH", Program.executable().getParent() + ":" + System.getenv("PATH"))
                .run();
    }

    @Test
    void what_is_decided_by_key_lasts_and_is_carried_out_by_the_command_that_is_printed() throws Exception {
        try (Running running = review();
                ReviewBrowser page = ReviewBrowser.open(running, folder)) {
            assertThat(page.cards())
                    .containsExactly("deer/1.jpg, " + FLAGGED, "deer/2.jpg, " + FLAGGED, "deer/3.jpg, " + FLAGGED);

            page.press("d", "k", "k");
            page.awaitText("tally", "1 to remove · 2 to keep");
            page.press("z");
            page.awaitText("tally", "1 to remove · 1 to keep · 1 flagged to look at");
            assertThat(written()).hasSize(5);
            assertThat(written().get(1)).contains("\"key\":\"deer/1.jpg\"", "\"decision\":\"remove\"", "\"etag\":\"");
            assertThat(written().get(4)).contains("\"key\":\"deer/3.jpg\"", "\"decision\":\"none\"");

            page.reload();
            assertThat(page.currentAddress()).doesNotContain("#");
            assertThat(page.cards())
                    .containsExactly(
                            "deer/1.jpg, remove, nothing in common",
                            "deer/2.jpg, keep, nothing in common",
                            "deer/3.jpg, " + FLAGGED);

            page.clickOn("#shown [data-value=kept]");
            page.await(() -> page.cards().contains("deer/a keep.jpg, kept"));
            page.press(Keys.ARROW_RIGHT, Keys.ARROW_LEFT);
            page.await(() -> page.current().contains("a keep"));
            page.press("d");
            page.awaitText("tally", "2 to remove");
            assertThat(page.complaints()).isEmpty();
            page.click("end");
            page.click("finish-end");
            page.awaitText("over", "label-verifier delete ");

            Program.Result result = running.await()
                    .expectExit(0)
                    .expectStderr("2 to remove, 1 to keep; 1 flagged image is not decided");
            assertThat(s3.keys(BUCKET)).hasSize(6);
            runPrinted(result, " --max-flagged 100 --yes").expectExit(0);
        }

        assertThat(s3.keys(BUCKET)).containsExactlyInAnyOrder(EXEMPLAR, "deer/2.jpg", "deer/b keep.jpg");
        assertThat(aws.rekognition().calls()).hasSize(6);
    }

    @Test
    void a_range_is_decided_at_once_and_taken_back_at_once() throws Exception {
        try (Running running = review();
                ReviewBrowser page = ReviewBrowser.open(running, folder)) {
            page.pressShift(Keys.ARROW_RIGHT);
            page.awaitText("tally", "2 selected");
            page.press("k");
            page.awaitText("tally", "2 to keep · 1 flagged to look at");
            page.press("a", "u");
            page.awaitText("tally", "3 unsure");
            page.press("z");
            page.awaitText("tally", "2 to keep · 1 flagged to look at");
            page.press("z");
            page.awaitText("tally", "nothing decided yet · 3 flagged to look at");
        }
    }

    @Test
    void an_image_goes_to_another_class_by_its_number() throws Exception {
        put("dog/keep.jpg");
        Path dogs = folder.resolve("dogs.jsonl");
        verify("s3://photos/dog", dogs);
        try (Running running = review(dogs.toString());
                ReviewBrowser page = ReviewBrowser.open(running, folder)) {
            page.press("1", "m");
            page.awaitText("tally", "1 to move");
            page.awaitText("toast", "press the number of a class");
            assertThat(page.cards()).contains("deer/1.jpg, → dog, nothing in common");
            page.press("k", "k");
            page.awaitText("tally", "2 to keep");
            page.click("end");
            page.click("finish-end");

            Program.Result result = running.await().expectExit(0);
            assertThat(result.stdoutLines()).hasSize(1);
            runPrinted(result, " --max-flagged 100 --yes").expectExit(0);
        }

        assertThat(s3.keys(BUCKET))
                .contains("dog/1.jpg", "deer/2.jpg", "deer/3.jpg")
                .doesNotContain("deer/1.jpg");
    }

    @Test
    void what_an_image_looks_like_is_shown_beside_it_of_whichever_report() throws Exception {
        s3.createBucket("copies");
        // Under a key that the bucket of the review has for another picture.
        s3.put("copies", "deer/3.jpg", twin("deer/2.jpg"));
        Path copies = folder.resolve("copies.jsonl");
        Program.of("verify", "s3://copies/deer", "--reference-label", "Tractor", "--report", copies.toString())
                .with("--dry-run", "--format", "none")
                .endpoint(aws.endpoint())
                .run()
                .expectExit(0);
        Program.of("inspect", report().toString(), copies.toString(), "--flag-near-duplicates")
                .endpoint(aws.endpoint())
                .run()
                .expectExit(0);
        try (Running running = review(copies.toString());
                ReviewBrowser page = ReviewBrowser.open(running, folder)) {
            page.press(Keys.ARROW_RIGHT);
            page.awaitText("beside", "Like s3://copies/deer/3.jpg, of deer");
            page.await(() -> widthOfTwin(page) == 180);
            page.press(Keys.ENTER);
            page.await(() -> page.textOf("#large").contains("Like s3://copies/deer/3.jpg") && widthOfTwin(page) == 180);
            assertThat(page.complaints()).isEmpty();
        }
    }

    /** How wide the picture is that is shown as the other one; 0 while there is none. */
    private static long widthOfTwin(ReviewBrowser page) {
        Object width = page.run(
                "const shown = Array.from(document.querySelectorAll('.pinned.one img[alt=\"The other image\"]'))"
                        + ".filter(one => one.checkVisibility() && one.complete);"
                        + "return shown.length ? shown[0].naturalWidth : 0");
        return width instanceof Long number ? number : -1;
    }

    /** The same picture, larger. */
    private static byte[] twin(String key) {
        BufferedImage twin = new BufferedImage(180, 140, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = twin.createGraphics();
        graphics.drawImage(SamplePictures.photo(90, 70, key.hashCode()), 0, 0, 180, 140, null);
        graphics.dispose();
        return SamplePictures.file(twin, "jpeg");
    }

    @Test
    void a_sample_is_asked_about_without_a_hint_and_is_drawn_again_by_its_seed() throws Exception {
        try (Running running = review("--sample", "4", "--seed", "7");
                ReviewBrowser page = ReviewBrowser.open(running, folder)) {
            page.await(() -> page.element("large").isDisplayed());
            assertThat(page.run("return document.body.innerText"))
                    .asString()
                    .doesNotContain("nothing in common", "Tractor", "Flagged 3");
            assertThat(page.cards()).hasSize(4);
            page.press("r", "w", "r");
            page.awaitText("tally", "3 marked");
            assertThat(written().get(0)).contains("\"sample\":{\"size\":4,\"seed\":7}");
            assertThat(written()).hasSize(4);
            List<String> drawn = page.cards();
            running.interrupt();
            running.await().expectExit(130);

            try (Running again = review("--sample", "4");
                    ReviewBrowser other = ReviewBrowser.open(again, folder.resolve("again"))) {
                assertThat(other.cards()).containsExactlyElementsOf(drawn);
            }
        }
    }

    @Test
    void a_sample_is_asked_about_in_the_terminal_by_plain_keys_and_goes_on_where_it_was() throws Exception {
        Program program = Program.of("review", report().toString(), "--sample", "4", "--seed", "7", "--terminal")
                .endpoint(aws.endpoint());
        try (TerminalRun run = program.onTerminal().size(100, 40).start()) {
            run.awaitScreen("(1 of 4)");
            run.type("r");
            run.awaitScreen("(2 of 4)");
            run.type("b");
            run.awaitScreen("answered: right");
            run.type("w");
            run.awaitScreen("wrong");
            assertThat(run.screen()).doesNotContain("nothing in common", "Tractor", "flagged");
            run.type("q");
            run.await().expectExit(0);
        }
        assertThat(written().get(0)).contains("\"sample\":{\"size\":4,\"seed\":7}");
        assertThat(written()).hasSize(3);
        try (TerminalRun run = program.onTerminal().size(100, 40).start()) {
            run.awaitScreen("1 of 4 images drawn at random have an answer");
            run.awaitScreen("(2 of 4)");
            run.type("urr");
            run.await().expectExit(0);
        }
        assertThat(written()).hasSize(6);
        review("--terminal").await().expectExit(2).expectStderr("--terminal needs --sample");
        review("--terminal", "--sample", "3").await().expectExit(2).expectStderr("nobody can be asked");
    }

    @Test
    void what_does_not_come_from_the_page_is_refused_and_changes_nothing() throws Exception {
        try (Running running = review()) {
            URI server = URI.create(ReviewBrowser.address(running));
            String host = "127.0.0.1:" + server.getPort();
            String token = String.valueOf(server.getFragment());
            String body = "{\"report\":0,\"keys\":[\"deer/1.jpg\"],\"mark\":\"remove\"}";

            assertThat(post(server, host, "http://" + host, "wrong", body)).startsWith("HTTP/1.1 403");
            assertThat(post(server, host, "http://evil.example", token, body)).startsWith("HTTP/1.1 403");
            assertThat(post(server, host, "null", token, body)).startsWith("HTTP/1.1 403");
            assertThat(post(server, "evil.example", "http://evil.example", token, body))
                    .startsWith("HTTP/1.1 403");
            assertThat(post(server, host, "http://" + host + "\r\nSec-Fetch-Site: cross-site", token, body))
                    .startsWith("HTTP/1.1 403");
            assertThat(RawHttp.exchange(server, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403");
            for (String path :
                    List.of("/api/reports", "/api/view?report=0", "/api/picture?report=0&image=0", "/api/no")) {
                assertThat(get(server, host, "", path)).startsWith("HTTP/1.1 403");
            }
            assertThat(post(server, host, "http://" + host, token, body.replace("deer/1", "../secret")))
                    .startsWith("HTTP/1.1 400")
                    .contains("the report has no image of that key");
            assertThat(post(
                            server,
                            host,
                            "http://" + host,
                            token,
                            "{\"report\":0,\"keys\":[\"deer/1.jpg\",\"no\"],\"mark\":\"keep\"}"))
                    .startsWith("HTTP/1.1 400");
            assertThat(post(
                            server,
                            host,
                            "http://" + host,
                            token,
                            "{\"report\":0,\"keys\":[\"deer/1.jpg\"],\"mark\":\"move\",\"place\":\"s3://elsewhere/\"}"))
                    .startsWith("HTTP/1.1 400");
            assertThat(get(server, host, token, "/api/picture?report=0&image=999"))
                    .startsWith("HTTP/1.1 400");
            assertThat(get(server, host, token, "/api/picture?report=0&image=-1"))
                    .startsWith("HTTP/1.1 400");
            assertThat(get(server, host, token, "/etc/passwd")).startsWith("HTTP/1.1 404");
            assertThat(written()).isEmpty();

            assertThat(post(server, host, "http://" + host, token, body)).startsWith("HTTP/1.1 200");
            assertThat(written()).hasSize(2);
            running.interrupt();
            running.await().expectExit(130);
        }
    }

    private static String post(URI server, String host, String origin, String token, String body) throws IOException {
        return RawHttp.exchange(
                server,
                "POST /api/decide HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin + "\r\nX-Review-Token: " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body);
    }

    private static String get(URI server, String host, String token, String path) throws IOException {
        return RawHttp.exchange(
                server,
                "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nX-Review-Token: " + token
                        + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void ctrl_c_ends_it_with_the_command_and_a_second_review_of_the_report_is_refused() throws Exception {
        try (Running running = review("--no-open")) {
            ReviewBrowser.address(running);
            review().await().expectExit(5).expectStderr("another review of this report is under way");

            running.interrupt();

            Program.Result result = running.await().expectExit(130).expectStderr("nothing decided; 3 flagged images");
            assertThat(result.stdoutLines()).hasSize(1);
            assertThat(result.stdout()).startsWith("label-verifier delete ");
            assertThat(written()).isEmpty();
        }
    }

    @Test
    void wrong_options_are_found_out_and_a_port_that_is_taken_is_told() throws Exception {
        review("--port", "70000").await().expectExit(2);
        review("--idle", "-1").await().expectExit(2);
        review("--seed", "3").await().expectExit(2).expectStderr("--seed needs --sample");
        review("--sample", "0").await().expectExit(2);
        int taken = aws.endpoint().getPort();
        review("--port", String.valueOf(taken)).await().expectExit(1).expectStderr("port " + taken);
    }

    @Test
    void nothing_keeps_people_from_using_the_page_whatever_its_width() throws Exception {
        String axe = axe();
        try (Running running = review();
                ReviewBrowser page = ReviewBrowser.open(running, folder)) {
            List<String> found = new ArrayList<>();
            page.run(axe);
            page.press("d");
            for (int width : List.of(400, 900, 1600)) {
                for (boolean isDark : List.of(false, true)) {
                    page.look(width, isDark);
                    page.awaitCards();
                    assertThat(
                                    page.run(
                                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                            .isEqualTo(0L);
                    check(page, found, width + (isDark ? " dark" : " light"));
                    page.run("document.getElementById('cards').focus()");
                    page.press(Keys.ENTER);
                    page.await(() -> page.element("large").isDisplayed());
                    check(page, found, width + (isDark ? " dark" : " light") + ", large");
                    page.press(Keys.ESCAPE);
                    page.await(() -> !page.element("large").isDisplayed());
                }
            }
            assertThat(found).isEmpty();
        }
    }

    private static void check(ReviewBrowser page, List<String> found, String where) {
        Object violations = page.runToEnd(
                "const done = arguments[arguments.length - 1];"
                        + "axe.run().then(result => done(result.violations"
                        + ".filter(one => one.impact === 'serious' || one.impact === 'critical')"
                        + ".map(one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 160)).join(' | ')).join('; ')))");
        if (!String.valueOf(violations).isEmpty()) {
            found.add(where + ": " + violations);
        }
    }

    private static String axe() throws IOException {
        try (InputStream in = ReviewIT.class.getResourceAsStream("/axe.min.js")) {
            Assumptions.assumeTrue(in != null, "axe is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
