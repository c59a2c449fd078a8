package io.github.labelverifier.e2e;

import static io.github.labelverifier.sample.SampleFindings.label;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.job.gallery.SamplePictures;
import io.github.labelverifier.label.Instances;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.verdict.Verdict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page of {@code gallery} in a real browser. Where there is none, these tests are skipped and say what to install. */
@EndToEnd
class GalleryIT {
    private static final byte[] PICTURE =
            SamplePictures.file(SamplePictures.halves(400, 300, BufferedImage.TYPE_INT_RGB), "jpeg");
    private static final Label CAR = label("Car", 97);
    private static final Label DEER = label("Deer", 98);
    private static final Label MAN = new Label("Man", 92, List.of("Person"));
    private static final String EVIL = "\"><script>document.title='broken'</script>.jpg";

    @TempDir
    private Path folder;

    @Test
    void marks_are_set_by_click_and_key_survive_a_reload_and_are_saved() throws Exception {
        Path report = sample();
        try (GalleryPage page = GalleryPage.open(gallery(report))) {
            assertThat(page.text("tally")).contains("4 to remove").contains("0 kept by you");
            assertThat(page.element("save").isEnabled()).isFalse();
            page.pick("car-1.jpg");
            page.press(Keys.ARROW_RIGHT, "k");
            page.press(Keys.ARROW_RIGHT, "x", "x", "k", "d");

            assertThat(page.text("tally")).contains("2 to remove").contains("2 kept by you");
            assertThat(page.marked()).containsExactlyInAnyOrder("car-1.jpg", "car-2.jpg");
            page.reload();
            assertThat(page.text("tally")).contains("2 to remove").contains("2 kept by you");
            assertThat(page.marked()).containsExactlyInAnyOrder("car-1.jpg", "car-2.jpg");

            String command = "label-verifier delete " + report.toRealPath() + " --review report.jsonl.review.jsonl";
            assertThat(page.text("command")).isEqualTo(command);
            page.click("save");
            assertThat(page.saved("report.jsonl.review.jsonl").lines().toList())
                    .hasSize(3)
                    .satisfies(lines -> assertThat(lines.get(0)).contains("\"type\":\"review-header\""))
                    .satisfies(lines -> assertThat(lines.get(1))
                            .startsWith("{\"type\":\"review\",\"key\":\"car-1.jpg\",\"size\":" + PICTURE.length)
                            .contains("\"decision\":\"keep\",\"at\":\""));
            assertThat(page.text("command")).isEqualTo(command);

            page.run("document.querySelectorAll('.pick')[2].click()");
            assertThat(page.text("command")).endsWith("--review report.jsonl.review-2.jsonl");
            assertThat(page.text("next")).contains("changed since report.jsonl.review.jsonl was saved");
            page.click("save");
            assertThat(page.saved("report.jsonl.review-2.jsonl").lines()).hasSize(4);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void marks_survive_a_reload_where_a_page_may_not_store_anything() throws Exception {
        try (GalleryPage page = GalleryPage.openWithoutStorage(gallery(sample()))) {
            assertThat(page.run("try { localStorage; return 'stored' } catch (e) { return 'forbidden' }"))
                    .isEqualTo("forbidden");
            page.pick("car-2.jpg");
            page.pick("man.jpg");
            page.pick("deer-1.jpg");
            // Going to a part of the page takes its place in the address.
            page.run("document.querySelector('.skip-link').click()");
            page.pick("man.jpg");
            assertThat(page.address()).contains("#marks=");

            page.reload();

            assertThat(page.marked()).containsExactlyInAnyOrder("car-2.jpg", "deer-1.jpg");
            assertThat(page.text("tally")).contains("4 to remove").contains("1 kept by you");
        }
    }

    @Test
    void filters_show_what_they_say_and_counts_stay() throws Exception {
        try (GalleryPage page = GalleryPage.open(gallery(sample()))) {
            page.choose("by-reason", "contains Person");
            assertThat(page.shown()).containsExactly("man.jpg");
            assertThat(page.text("showing")).isEqualTo("1 of 6 shown");
            page.click("clear");
            page.awaitShown(6);
            page.choose("by-label", "Car");
            assertThat(page.shown()).containsExactly("car-1.jpg", "car-2.jpg", EVIL);
            page.element("by-name").sendKeys("CAR-2");
            assertThat(page.shown()).containsExactly("car-2.jpg");
            assertThat(page.text("tally")).contains("4 to remove");
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void images_can_be_sorted_by_the_size_of_the_class_in_them() throws Exception {
        SampleReport report = SampleReport.at(folder.toRealPath().toString());
        for (double size : new double[] {0.25, 0.5, 0.125}) {
            Label deer = new Label("Deer", 70, List.of(), List.of(), Instances.ofAreas(size));
            report.image("of-" + size + ".jpg", PICTURE, deer, CAR);
        }
        report.image("unboxed.jpg", PICTURE, CAR);
        try (GalleryPage page = GalleryPage.open(gallery(report.write(folder.resolve("sizes.jsonl"))))) {
            List<String> worst = page.shown();
            page.choose("by-size", "1");
            assertThat(page.shown()).containsExactly("of-0.125.jpg", "of-0.25.jpg", "of-0.5.jpg", "unboxed.jpg");
            page.pick("of-0.25.jpg");
            page.press(Keys.ARROW_RIGHT, "k");
            assertThat(page.marked()).containsExactlyInAnyOrder("of-0.25.jpg", "of-0.5.jpg");
            page.choose("by-size", "-1");
            assertThat(page.shown()).containsExactly("of-0.5.jpg", "of-0.25.jpg", "of-0.125.jpg", "unboxed.jpg");
            page.choose("by-size", "");
            assertThat(page.shown()).isEqualTo(worst);
            assertThat(page.complaints()).isEmpty();
        }
        Files.delete(folder.resolve("gallery.html"));
        try (GalleryPage page = GalleryPage.open(gallery(sample()))) {
            assertThat(page.element("order").isDisplayed()).isFalse();
        }
    }

    @Test
    void the_large_view_shows_marks_and_moves_on() throws Exception {
        try (GalleryPage page = GalleryPage.open(gallery(sample()))) {
            page.press(Keys.ARROW_RIGHT, Keys.ENTER);
            WebElement large = page.element("large");
            assertThat(large.isDisplayed()).isTrue();
            assertThat(large.getText()).contains("car-1.jpg").contains("400 × 300");
            page.press("k", Keys.ARROW_RIGHT);
            assertThat(large.getText()).contains("car-2.jpg").doesNotContain("car-1.jpg");
            page.press(Keys.ESCAPE);
            assertThat(large.isDisplayed()).isFalse();
            assertThat(page.marked()).containsExactly("car-1.jpg");
            page.press("?");
            assertThat(page.element("help").isDisplayed()).isTrue();
        }
    }

    @Test
    void the_large_view_shows_as_many_pixels_as_the_page_has_of_an_image() throws Exception {
        byte[] photo = SamplePictures.file(SamplePictures.photo(1_200, 900, 1), "jpeg");
        byte[] small = SamplePictures.file(SamplePictures.photo(300, 200, 2), "jpeg");
        Files.write(folder.resolve("car.jpg"), photo);
        Files.write(folder.resolve("small.jpg"), small);
        Path report = SampleReport.at(folder.toRealPath().toString())
                .image("car.jpg", photo, CAR)
                .image("small.jpg", small, CAR)
                .write(folder.resolve("report.jsonl"));
        try (GalleryPage page = GalleryPage.open(gallery(report))) {
            String width = "return document.getElementById('large-picture').decode().then(() =>"
                    + " document.getElementById('large-picture').naturalWidth)";
            page.press(Keys.ARROW_RIGHT, Keys.ENTER);
            assertThat(page.run(width)).isEqualTo(1_024L);
            page.click("large-real");
            assertThat(page.run("return document.getElementById('large-picture').getBoundingClientRect().width"))
                    .isEqualTo(1_024L);
            assertThat(page.element("large-close").isDisplayed()).isTrue();
            page.press("z");
            assertThat(page.element("large-real").getAttribute("aria-pressed")).isEqualTo("false");
            page.press(Keys.ARROW_RIGHT);
            assertThat(page.run(width)).isEqualTo(300L);
            assertThat(page.element("large-real").isDisplayed()).isFalse();
            assertThat(page.element("large-small-only").isDisplayed()).isFalse();
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void misses_in_the_sample_are_counted_and_are_to_go_as_well() throws Exception {
        try (GalleryPage page = GalleryPage.open(gallery(sample()))) {
            page.pick("deer-1.jpg");

            assertThat(page.text("estimate")).isEqualTo("1 of 2 kept images is a miss.");
            assertThat(page.text("tally")).contains("5 to remove").contains("0 kept by you");
            page.click("save");
            assertThat(page.saved("report.jsonl.review.jsonl"))
                    .contains("\"key\":\"deer-1.jpg\"", "\"decision\":\"remove\"");
        }
    }

    @Test
    void a_random_sample_is_asked_about_without_a_hint_and_the_cut_is_taken_from_the_answers() throws Exception {
        SampleReport written = SampleReport.at(folder.toRealPath().toString()).exemplars();
        for (int i = 0; i < 60; i++) {
            String name = String.format("%02d-%s.jpg", i, i % 10 == 0 ? "car" : "deer");
            Files.write(folder.resolve(name), PICTURE);
            written.image(name, PICTURE, i % 10 == 0 ? CAR : DEER, label(i % 2 == 0 ? "Grass" : "Snow", 90));
        }
        Path report = written.write(folder.resolve("report.jsonl"));
        try (GalleryPage page = GalleryPage.open(gallery(report, "--blind", "30", "--seed", "7"))) {
            assertThat(page.texts(".asked-state")).containsExactly("0 of 30 have an answer");
            page.run("document.querySelector('.ask').click()");
            assertThat(page.text("ask-question")).isEqualTo("Does it belong to " + page.text("ask-class") + "?");
            assertThat(page.element("ask").getText()).doesNotContain("flagged", "kept", "Car", "Deer", "Grass", "Snow");
            page.press(Keys.ENTER);
            assertThat(page.text("ask-place")).startsWith("1 of 30, 0 answered");
            for (int i = 0; i < 30; i++) {
                page.press(page.text("ask-name").contains("car") ? "w" : "r");
                if (i == 9) {
                    // What has an answer is not asked again.
                    page.reload();
                    assertThat(page.texts(".asked-state")).containsExactly("10 of 30 have an answer");
                    page.run("document.querySelector('.ask').click()");
                    assertThat(page.text("ask-place")).isEqualTo("11 of 30, 10 answered");
                }
            }
            assertThat(page.element("ask").isDisplayed()).isFalse();
            assertThat(page.text("tally")).contains("6 to remove").contains("0 kept by you");
            page.click("save");
            String review = page.saved("report.jsonl.review.jsonl");
            assertThat(review)
                    .startsWith("{\"type\":\"review-header\"")
                    .contains("\"sample\":{\"size\":30,\"seed\":7}}");
            assertThat(review.lines()).hasSize(31);
            Files.writeString(folder.resolve("report.jsonl.review.jsonl"), review);
            assertThat(page.complaints()).isEmpty();
        }

        Program.of("judge", report.toString(), "--rule", "contrast", "--max-false-flags", "5")
                .with("-o", folder.resolve("judged.jsonl").toString())
                .run()
                .expectExit(0)
                .expectStderr("from the sample: 30 drawn, ", " marked right, ", " wrong");
    }

    @Test
    void a_sample_of_which_the_last_have_no_answer_is_saved_as_a_smaller_one() throws Exception {
        try (GalleryPage page = GalleryPage.open(gallery(sample(), "--blind", "6"))) {
            page.run("document.querySelector('.ask').click()");
            page.press("r", Keys.ARROW_RIGHT, "u");
            page.reload();
            assertThat(page.texts(".asked-state")).containsExactly("2 of 6 have an answer");
            page.click("save");
            assertThat(page.saved("report.jsonl.review.jsonl"))
                    .contains(
                            "\"sample\":{\"size\":1,\"seed\":1}}", "\"decision\":\"keep\"", "\"decision\":\"unsure\"");
        }
    }

    @Test
    void all_that_is_shown_is_kept_at_once_and_what_fits_elsewhere_can_be_moved() throws Exception {
        Files.write(folder.resolve("dog.jpg"), PICTURE);
        Files.write(folder.resolve("car.jpg"), PICTURE);
        String there = folder.toRealPath().resolveSibling("dog").toString();
        Path report = SampleReport.at(folder.toRealPath().toString())
                .elsewhere("dog.jpg", PICTURE, -3, there, label("Dog", 99))
                .image("car.jpg", PICTURE, CAR)
                .write(folder.resolve("report.jsonl"));
        try (GalleryPage page = GalleryPage.open(gallery(report))) {
            page.click("keep-all");
            assertThat(page.text("tally")).contains("0 to remove").contains("2 kept by you");
            page.run("document.querySelector('.act[data-act=move]').click()");
            assertThat(page.text("tally")).contains("1 kept by you").contains("1 to move");
            page.reload();
            assertThat(page.text("tally")).contains("1 to move");
            page.click("save");
            assertThat(page.saved("report.jsonl.review.jsonl"))
                    .contains("\"decision\":\"move\",\"to\":\"" + there + "\",\"at\":");
        }
    }

    @Test
    void several_reports_are_classes_of_one_page_and_each_saves_a_review_of_its_own() throws Exception {
        Path deer = classOf("deer", "a.jpg", "b.jpg");
        Path fox = classOf("fox", "a.jpg");
        try (GalleryPage page = GalleryPage.open(gallery(List.of(deer, fox)))) {
            assertThat(page.title()).isEqualTo("Gallery of 2 classes");
            assertThat(page.text("command")).isEqualTo("label-verifier delete " + deer.toRealPath());
            assertThat(page.text("tally")).contains("2 to remove");

            // The same key in both: only the image of the fox is marked.
            page.run("document.querySelector('#class-2 .pick').click()");
            assertThat(page.text("tally")).contains("0 to remove").contains("1 kept by you");
            page.click("save");
            assertThat(page.saved("fox.jsonl.review.jsonl").lines().toList())
                    .hasSize(2)
                    .satisfies(lines -> assertThat(lines.get(0))
                            .startsWith("{\"type\":\"review-header\"")
                            .contains("\"location\":\"" + folder.toRealPath().resolve("fox") + "\""))
                    .satisfies(lines -> assertThat(lines.get(1)).contains("\"key\":\"a.jpg\""));
            assertThat(page.text("command"))
                    .isEqualTo("label-verifier delete " + fox.toRealPath() + " --review fox.jsonl.review.jsonl");

            page.run("document.querySelector('#class-1 .pick').click()");
            assertThat(page.text("tally")).contains("1 to remove").contains("1 kept by you");
            page.reload();
            assertThat(page.texts(".state")).containsExactly("1 marked, not saved", "1 marked, saved");
            page.choose("in-hand", "1");
            assertThat(page.text("command")).endsWith("--review fox.jsonl.review.jsonl");
            page.choose("by-class", "0");
            assertThat(page.shown()).containsExactly("a.jpg", "b.jpg");
            page.click("save");
            assertThat(page.saved("deer.jsonl.review.jsonl"))
                    .contains("\"location\":\"" + folder.toRealPath().resolve("deer") + "\"");
            assertThat(page.complaints()).isEmpty();
        }
        Program.of(
                        "delete",
                        fox.toString(),
                        "--review",
                        folder.resolve("downloads/fox.jsonl.review.jsonl") + "",
                        "--yes")
                .run()
                .expectExit(0);
        assertThat(folder.resolve("fox/a.jpg")).exists();
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 400, 820, 1600})
    void no_width_makes_a_page_of_several_scroll_sideways(int width) throws Exception {
        try (GalleryPage page = GalleryPage.open(
                gallery(List.of(classOf("deer-of-the-north-".repeat(6), "a.jpg", "b.jpg"), classOf("fox", "a.jpg"))))) {
            page.width(width);

            assertThat(page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void hostile_names_run_nothing_and_the_page_asks_no_network_for_anything() throws Exception {
        try (GalleryPage page = GalleryPage.open(gallery(sample()))) {
            assertThat(page.title()).startsWith("Gallery of ");
            assertThat(page.shown()).contains(EVIL);
            assertThat(page.run("return performance.getEntriesByType('resource').filter(e =>"
                            + " !e.name.startsWith('data:')).length"))
                    .isEqualTo(0L);
            // What slips in after all is stopped by the page's own policy.
            page.run("const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
                    + " document.body.append(s);");
            assertThat(page.run("return window.ran")).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 390, 820, 1440})
    void no_width_makes_the_page_scroll_sideways(int width) throws Exception {
        SampleReport report = SampleReport.at(folder.toRealPath().toString());
        for (int i = 0; i < 8; i++) {
            report.image("a-name-that-has-no-place-to-break-it-".repeat(3) + i + ".jpg", PICTURE, CAR);
        }
        report.unchecked("x".repeat(300) + ".gif", Verdict.SKIP, "not-jpeg-or-png", "y".repeat(300));
        try (GalleryPage page = GalleryPage.open(gallery(report.write(folder.resolve("r.jsonl"))))) {
            page.width(width);

            assertThat(page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void five_hundred_thumbnails_weigh_at_most_15_megabytes() throws Exception {
        byte[][] photos = new byte[25][];
        for (int i = 0; i < photos.length; i++) {
            photos[i] = SamplePictures.file(SamplePictures.photo(640, 480, i), "jpeg");
        }
        SampleReport report = SampleReport.at(folder.toRealPath().toString());
        for (int i = 0; i < 600; i++) {
            byte[] photo = photos[i % photos.length];
            Files.write(folder.resolve(i + ".jpg"), photo);
            report.image(i + ".jpg", photo, CAR, label("Wheel", 95), label("Road", 93), label("Sky", 70));
        }
        Path file = gallery(report.write(folder.resolve("report.jsonl")));

        assertThat(Files.size(file)).isBetween(1_000_000L, 15_000_000L);
        try (GalleryPage page = GalleryPage.open(file)) {
            assertThat(page.cards()).isEqualTo(500);
            assertThat(page.text("larger")).endsWith(" of 500 large images have a larger picture in this page");
            assertThat(page.text("hiding")).contains("100 flagged images not shown on this page");
        }
    }

    private Path sample() throws IOException {
        for (String name : List.of("car-1.jpg", "car-2.jpg", "man.jpg", "deer-1.jpg", "deer-2.jpg")) {
            Files.write(folder.resolve(name), PICTURE);
        }
        return SampleReport.at(folder.toRealPath().toString())
                .image("car-1.jpg", PICTURE, CAR)
                .image("car-2.jpg", PICTURE, CAR)
                .image(EVIL, PICTURE, CAR)
                .image("man.jpg", PICTURE, MAN, DEER)
                .image("deer-1.jpg", PICTURE, DEER)
                .image("deer-2.jpg", PICTURE, DEER)
                .write(folder.resolve("report.jsonl"));
    }

    /** A report of images in a folder of their own. */
    private Path classOf(String name, String... images) throws IOException {
        Path place = Files.createDirectory(folder.resolve(name));
        SampleReport report = SampleReport.at(place.toRealPath().toString());
        for (String image : images) {
            Files.write(place.resolve(image), PICTURE);
            report.image(image, PICTURE, CAR);
        }
        return report.write(folder.resolve(name + ".jsonl"));
    }

    private Path gallery(Path report, String... options) throws InterruptedException {
        return gallery(List.of(report), options);
    }

    private Path gallery(List<Path> reports, String... options) throws InterruptedException {
        Path page = folder.resolve("gallery.html");
        List<String> words = new ArrayList<>(List.of("gallery"));
        reports.forEach(report -> words.add(report.toString()));
        words.addAll(List.of("-o", page.toString()));
        words.addAll(List.of(options));
        Program.of(words.toArray(String[]::new))
                .env("LABEL_VERIFIER_OPTS", "-Xmx64m")
                .run()
                .expectExit(0)
                .expectStdout("");
        return page;
    }
}
