package io.github.labelverifier.job.gallery;

import static io.github.labelverifier.sample.SampleFindings.label;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.ReviewSample;
import io.github.labelverifier.review.SampleDraw;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
    private static final byte[] PICTURE =
            SamplePictures.file(SamplePictures.halves(40, 30, BufferedImage.TYPE_INT_RGB), "jpeg");
    private static final Label DEER = label("Deer", 98);
    private static final Label CAR = label("Car", 97);
    private static final Label MAN = new Label("Man", 92, List.of("Person"));
    private static final Pattern CARD = Pattern.compile("data-key=\"&quot;(.*?)&quot;\"");

    @TempDir
    private Path folder;

    @Test
    void flagged_images_come_first_by_reason_and_the_worst_of_each_first() throws Exception {
        SampleReport report = report().image("a.jpg", PICTURE, DEER)
                .image("b.jpg", PICTURE, CAR, label("Deer", 70))
                .image("c.jpg", PICTURE, DEER, new Label("Man", 88, List.of("Person")))
                .image("d.jpg", PICTURE, DEER, MAN)
                .image("e.jpg", PICTURE, label("Fog", 60))
                .image("f.jpg", PICTURE, CAR);

        String page = page(report, GallerySettings.DEFAULT);

        assertThat(keys(page)).containsExactly("d.jpg", "c.jpg", "f.jpg", "b.jpg", "e.jpg", "a.jpg");
        assertThat(page)
                .containsSubsequence(
                        "<bdi>contains Person</bdi> <span class=\"count\">2<",
                        "<bdi>nothing in common</bdi> <span class=\"count\">2<",
                        "<bdi>no labels</bdi> <span class=\"count\">1<",
                        "Kept, a sample");
    }

    @Test
    void labels_that_are_shared_rejected_or_nearly_shared_are_set_apart() throws Exception {
        String page = page(
                report().image("a.jpg", PICTURE, CAR, DEER, MAN, label("Animal", 60), label("Fog", 70)),
                GallerySettings.DEFAULT);

        assertThat(page)
                .containsSubsequence(
                        "<li class=\"rejected\" title=\"rejected\"><bdi>Man</bdi>",
                        "<li class=\"shared\" title=\"in the reference\"><bdi>Deer</bdi>",
                        "<li class=\"near\" title=\"in the reference, but did not count\"><bdi>Animal</bdi>",
                        "<li class=\"other\"><bdi>Car</bdi>",
                        "<li class=\"faint\"><bdi>Fog</bdi>");
    }

    @Test
    void what_fits_another_folder_better_says_which_and_why_the_clearest_first() throws Exception {
        String page = page(
                report().elsewhere("near.jpg", PICTURE, -1.1, "s3://photos/dog/", label("Dog", 99))
                        .elsewhere("far.jpg", PICTURE, -3, "s3://photos/unicycle/", label("Bicycle", 99), CAR),
                GallerySettings.DEFAULT);

        assertThat(page)
                .containsSubsequence(
                        "<bdi>fits elsewhere</bdi> <span class=\"count\">2<",
                        "<bdi>far.jpg</bdi>",
                        "<bdi>looks like unicycle</bdi>",
                        "<bdi>Bicycle, Car are rare in ",
                        "<bdi>near.jpg</bdi>",
                        "<bdi>looks like dog</bdi>",
                        "<bdi>Dog is rare in ");
    }

    @Test
    void doubtful_images_that_are_kept_stand_by_themselves_the_clearest_first() throws Exception {
        String page = page(
                report().image("car.jpg", PICTURE, CAR)
                        .doubtful("near.jpg", PICTURE, -0.7, DEER)
                        .doubtful("far.jpg", PICTURE, -1.9, DEER)
                        .image("a.jpg", PICTURE, DEER),
                GallerySettings.DEFAULT);

        assertThat(keys(page)).containsExactly("car.jpg", "far.jpg", "near.jpg", "a.jpg");
        assertThat(page)
                .containsSubsequence(
                        "<bdi>nothing in common</bdi> <span class=\"count\">1<",
                        "Kept, but <bdi>doubtful</bdi> <span class=\"count\">2<",
                        "<bdi>Deer is rare in ",
                        "Kept, a sample",
                        "All 1 image that were kept");
    }

    @Test
    void doubtful_images_leave_room_for_a_sample_of_the_others() throws Exception {
        SampleReport report = report();
        for (int i = 0; i < 30; i++) {
            report.doubtful("doubtful" + i + ".jpg", PICTURE, -1 - i / 100.0, DEER)
                    .image("deer" + i + ".jpg", PICTURE, DEER);
        }

        String page = page(report, new GallerySettings(24, 1, 20, 0));

        assertThat(keys(page)).hasSize(20);
        assertThat(keys(page).stream().filter(key -> key.startsWith("doubtful")))
                .hasSize(10);
        assertThat(page).contains("Shown are the worst 10; 20 more are left out (--max-images).");
    }

    @Test
    void duplicates_share_a_group() throws Exception {
        String page = page(
                report().image("b.jpg", PICTURE, DEER)
                        .asDuplicateOf("a.jpg")
                        .image("d.jpg", PICTURE, DEER)
                        .asDuplicateOf("c.jpg"),
                GallerySettings.DEFAULT);

        assertThat(page)
                .contains("<bdi>the same as another image</bdi> <span class=\"count\">2<")
                .contains("<bdi>the same as a.jpg</bdi>", "<bdi>the same as c.jpg</bdi>");
    }

    @Test
    void the_page_is_bounded_and_says_what_it_leaves_out() throws Exception {
        SampleReport report = report();
        for (int i = 0; i < 40; i++) {
            report.image("car" + i + ".jpg", PICTURE, CAR);
            report.image("deer" + i + ".jpg", PICTURE, DEER);
        }
        report.image("man.jpg", PICTURE, MAN, DEER);

        String page = page(report, new GallerySettings(4, 1, 10, 0));

        assertThat(keys(page)).hasSize(10).contains("man.jpg");
        assertThat(page)
                .contains("Shown are the worst 9; 31 more are left out (--max-images).")
                .contains("31 flagged images not shown on this page would be removed too.")
                .doesNotContain("drawn at random");
    }

    @Test
    void the_sample_takes_no_place_of_a_flagged_image_that_has_one() throws Exception {
        SampleReport report = report();
        for (int i = 0; i < 40; i++) {
            report.image("deer" + i + ".jpg", PICTURE, DEER);
        }
        for (int i = 0; i < 6; i++) {
            report.image("car" + i + ".jpg", PICTURE, CAR);
        }

        assertThat(keys(page(report, new GallerySettings(24, 1, 10, 0))))
                .hasSize(10)
                .startsWith("car0.jpg", "car1.jpg", "car2.jpg", "car3.jpg", "car4.jpg", "car5.jpg");
        assertThat(keys(page(report, new GallerySettings(24, 1, 6, 0))))
                .hasSize(6)
                .allMatch(key -> key.startsWith("car"));
        assertThat(keys(page(report, new GallerySettings(24, 1, 100, 0)))).hasSize(30);
    }

    @Test
    void the_images_that_are_asked_about_are_the_sample_of_the_review_whatever_else_has_room() throws Exception {
        SampleReport report = report();
        for (int i = 0; i < 30; i++) {
            report.image("deer" + i + ".jpg", PICTURE, DEER).image("car" + i + ".jpg", PICTURE, CAR);
        }
        Path file = report.write(folder.resolve("report.jsonl"));
        SampleDraw draw = new SampleDraw(new ReviewSample(8, 5));
        try (ReportReader reader = ReportReader.open(file)) {
            long position = 0;
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                draw.offer(next.get(), position++);
            }
        }

        String page = page(file, new GallerySettings(24, 5, 12, 8), new Pictures());

        List<String> asked = Pattern.compile("<li data-key=\"&quot;([^&]+)&quot;")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(asked)
                .containsExactlyElementsOf(draw.drawn().stream()
                        .map(one -> one.finding().image().key())
                        .toList());
        assertThat(page).contains("8 of 60 checked images, drawn at random").contains("data-seed=\"5\"");
        assertThat(keys(page).subList(8, 12)).as("the other places").allMatch(key -> key.startsWith("car"));
        assertThat(keys(page)).hasSize(12);
    }

    @Test
    void a_sample_that_found_little_room_is_as_random_as_any() throws Exception {
        SampleReport report = report().image("a.jpg", PICTURE, CAR).image("b.jpg", PICTURE, CAR);
        for (int i = 0; i < 10; i++) {
            report.image("deer" + i + ".jpg", PICTURE, DEER);
        }
        Path file = report.write(folder.resolve("report.jsonl"));
        Map<String, Integer> drawn = new TreeMap<>();
        for (int seed = 0; seed < 300; seed++) {
            for (Candidate candidate :
                    Survey.of(file, new GallerySettings(5, seed, 4, 0)).sample()) {
                drawn.merge(candidate.image().key(), 1, Integer::sum);
            }
        }

        // 60 each in the mean.
        assertThat(drawn).hasSize(10);
        assertThat(drawn.values()).allMatch(times -> times > 30 && times < 90);
    }

    @Test
    void times_beyond_the_calendar_are_shown_as_they_stand() throws Exception {
        SampleReport report = report().image(new ImageEntry("first.jpg", 10, "", Instant.MIN), CAR)
                .image(new ImageEntry("last.jpg", 10, "", Instant.MAX), CAR);
        Path file = report.write(folder.resolve("report.jsonl"));
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"startedAt\":\"2026-11-22T10:00:00Z\"",
                                "\"startedAt\":\"+1000000000-01-01T00:00:00Z\""));

        assertThat(page(file, GallerySettings.DEFAULT, new Pictures()))
                .contains("+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z")
                .contains("+1000000000-01-01T00:00:00Z");
    }

    @Test
    void the_sample_depends_on_the_seed_alone_and_holds_no_exemplar() throws Exception {
        SampleReport report = report().image("exemplar.jpg", PICTURE, DEER);
        for (int i = 0; i < 200; i++) {
            report.image(i + ".jpg", PICTURE, DEER);
        }

        List<String> first = keys(page(report, new GallerySettings(20, 1, 500, 0)));

        assertThat(first).hasSize(20).doesNotHaveDuplicates().doesNotContain("exemplar.jpg");
        assertThat(keys(page(report, new GallerySettings(20, 1, 500, 0)))).isEqualTo(first);
        assertThat(keys(page(report, new GallerySettings(20, 2, 500, 0)))).isNotEqualTo(first);
    }

    @Test
    void the_reference_tells_what_each_label_alone_has_kept() throws Exception {
        SampleReport report = report().image("exemplar.jpg", PICTURE, label("Animal", 99))
                .image("a.jpg", PICTURE, label("Animal", 99))
                .image("b.jpg", PICTURE, label("animal", 99))
                .image("c.jpg", PICTURE, label("Animal", 99), DEER);

        String page = page(report, GallerySettings.DEFAULT).replaceAll("<svg.*?</svg>", "");

        assertThat(page)
                .contains("<bdi>Animal</bdi></th><td>1</td><td>3</td><td class=\"alone\"><b>2</b> <small>67 %</small>")
                .contains("<bdi>Deer</bdi></th><td>1</td><td>1</td><td class=\"alone\"><b>0</b>")
                .contains("Animal alone has kept 2 images (67 %)")
                .contains("try --ignore-label Animal");
    }

    @Test
    void what_could_not_be_checked_is_told_with_the_reason() throws Exception {
        String page = page(
                report().unchecked("x.gif", Verdict.SKIP, "not-jpeg-or-png", "")
                        .unchecked("y.jpg", Verdict.ERROR, "AccessDeniedException", "you may not"),
                GallerySettings.DEFAULT);

        assertThat(page)
                .contains("<bdi>x.gif</bdi></th><td><bdi>not a JPEG or PNG</bdi>")
                .contains("<bdi>AccessDeniedException</bdi><br><small><bdi>you may not</bdi></small>")
                .contains("Nothing was flagged.");
    }

    @Test
    void an_image_that_changed_is_gone_or_broken_says_so() throws Exception {
        SampleReport report = report().image("broken.jpg", "no image".getBytes(StandardCharsets.UTF_8), CAR)
                .image("changed.jpg", PICTURE, CAR)
                .image("gone.jpg", PICTURE, CAR);
        Files.write(folder.resolve("broken.jpg"), "no image".getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("changed.jpg"), SamplePictures.file(SamplePictures.photo(50, 50, 3), "jpeg"));

        String page = write(report, GallerySettings.DEFAULT, new FolderSource(new FolderLocation(folder)));

        assertThat(page)
                .containsSubsequence(
                        "No picture: its content is of no known format",
                        "<img src=\"data:image/jpeg;base64,",
                        "Changed since it was checked: delete will keep it.",
                        "No picture: it is no longer there");
    }

    @Test
    void several_reports_share_the_places_and_flagged_images_of_all_come_before_kept_ones() throws Exception {
        SampleReport large = report();
        SampleReport small = SampleReport.at("s3://photos/fox/");
        for (int i = 0; i < 9; i++) {
            large.image("car" + i + ".jpg", PICTURE, CAR).image("deer" + i + ".jpg", PICTURE, DEER);
            small.image("kept" + i + ".jpg", PICTURE, DEER);
        }
        small.image("flagged.jpg", PICTURE, CAR);
        Pictures pictures = new Pictures();
        List<GalleryReport> reports = List.of(
                of(large.write(folder.resolve("large.jsonl")), pictures),
                of(small.write(folder.resolve("small.jsonl")), pictures));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        GalleryResult result =
                Gallery.of(reports, new GallerySettings(24, 1, 12, 0)).write(out, new Watch(Integer.MAX_VALUE));

        String page = out.toString(StandardCharsets.UTF_8);
        assertThat(result.flaggedShown()).isEqualTo(10);
        assertThat(keys(page))
                .hasSize(12)
                .filteredOn(key -> key.startsWith("car"))
                .hasSize(9);
        assertThat(keys(page)).contains("flagged.jpg");
        assertThat(page)
                .contains("<title>Gallery of 2 classes</title>")
                .containsSubsequence(
                        "data-base=\"label-verifier delete large.jsonl\"",
                        "<h2><bdi>deer</bdi></h2>",
                        "data-base=\"label-verifier delete small.jsonl\"",
                        "<h2><bdi>fox</bdi></h2>",
                        "data-key=\"&quot;flagged.jpg");
    }

    private static Finding alike(String key, String other) {
        return new Finding(
                        new ImageEntry(key, PICTURE.length, "e" + key, Instant.EPOCH),
                        Verdict.FLAG,
                        List.of(Reason.nearDuplicateOf(other)),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())
                .seen(new PictureFacts("jpeg", 40, 30, "0".repeat(64), List.of()));
    }

    @Test
    void images_that_look_alike_stand_beside_the_one_that_stays() throws Exception {
        SampleReport report = report().image("b.jpg", PICTURE, DEER)
                .add(alike("a.jpg", "b.jpg"))
                .add(alike("c.jpg", "d.jpg"))
                .image("d.jpg", PICTURE, CAR)
                .add(alike("e.jpg", "b.jpg"))
                .add(alike("f.jpg", "gone.jpg"));

        String page = page(report, GallerySettings.DEFAULT);

        assertThat(keys(page)).containsExactly("a.jpg", "e.jpg", "c.jpg", "f.jpg", "d.jpg", "b.jpg");
        assertThat(page)
                .containsSubsequence(
                        "2 images look like <b><bdi>b.jpg",
                        "<span class=\"stays\">stays<",
                        "data-key=\"&quot;a.jpg",
                        "data-key=\"&quot;e.jpg",
                        "1 image looks like <b><bdi>d.jpg",
                        "<span class=\"stays\">flagged for another reason<",
                        "1 image looks like <b><bdi>gone.jpg",
                        "It is in no report of this page.");
    }

    @Test
    void an_image_that_looks_like_one_of_another_report_stands_beside_it_and_says_what_that_means() throws Exception {
        Pictures pictures = new Pictures();
        Path deer = report().image("train/deer/1.jpg", PICTURE, DEER).write(folder.resolve("deer.jsonl"));
        Path fox = SampleReport.at("s3://photos/train/fox/")
                .add(alike("train/fox/1.jpg", "train/deer/1.jpg"))
                .write(folder.resolve("fox.jsonl"));
        Path test = SampleReport.at("s3://photos/test/deer/")
                .add(alike("test/deer/1.jpg", "train/deer/1.jpg"))
                .write(folder.resolve("test.jsonl"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        GalleryResult result = Gallery.of(
                        List.of(of(deer, pictures), of(fox, pictures), of(test, pictures)), GallerySettings.DEFAULT)
                .write(out, new Watch(Integer.MAX_VALUE));

        assertThat(result.flaggedShown()).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "1 image looks like <b><bdi>train/deer/1.jpg",
                        "Of another class, deer: one of the labels is wrong.",
                        "<li class=\"stay\">",
                        "data-key=\"&quot;train/fox/1.jpg",
                        "1 image looks like <b><bdi>train/deer/1.jpg",
                        "In another folder of the same class: what a model is tested with, it has seen.",
                        "<li class=\"stay\">",
                        "data-key=\"&quot;test/deer/1.jpg");
    }

    @Test
    void an_image_is_never_its_own_likeness_where_that_has_the_same_key_in_another_bucket() throws Exception {
        Pictures pictures = new Pictures();
        Path photos = report().add(alike("deer/1.jpg", "deer/1.jpg"))
                .add(alike("deer/2.jpg", "deer/1.jpg"))
                .write(folder.resolve("photos.jsonl"));
        Path copies = SampleReport.at("s3://copies/deer/")
                .add(alike("deer/1.jpg", "deer/1.jpg"))
                .write(folder.resolve("copies.jsonl"));
        Path archive = SampleReport.at("s3://archive/deer/")
                .image("deer/1.jpg", PICTURE, CAR)
                .write(folder.resolve("archive.jsonl"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Gallery.of(List.of(of(photos, pictures), of(copies, pictures), of(archive, pictures)), GallerySettings.DEFAULT)
                .write(out, new Watch(Integer.MAX_VALUE));

        // The one that stays in the archive is flagged by its rule: the others are so for looking like one.
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "2 images look like <b><bdi>deer/1.jpg",
                        "In another folder of the same class: what a model is tested with, it has seen.",
                        "<span class=\"stays\">flagged for another reason<",
                        "data-key=\"&quot;deer/1.jpg",
                        "data-key=\"&quot;deer/2.jpg",
                        "1 image looks like <b><bdi>deer/1.jpg",
                        "In another folder of the same class: what a model is tested with, it has seen.",
                        "<span class=\"stays\">flagged for another reason<",
                        "data-key=\"&quot;deer/1.jpg");
    }

    @Test
    void an_image_of_another_bucket_is_not_taken_for_the_one_of_the_same_key_in_its_own() throws Exception {
        Pictures pictures = new Pictures();
        Path photos = report().add(alike("deer/1.jpg", "s3://copies/deer/2.jpg"))
                .image("deer/2.jpg", PICTURE, DEER)
                .write(folder.resolve("photos.jsonl"));
        Path copies = SampleReport.at("s3://copies/train/deer/")
                .image("deer/2.jpg", PICTURE, CAR)
                .write(folder.resolve("copies.jsonl"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        Gallery.of(List.of(of(photos, pictures), of(copies, pictures)), GallerySettings.DEFAULT)
                .write(out, new Watch(Integer.MAX_VALUE));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "1 image looks like <b><bdi>s3://copies/deer/2.jpg",
                        "In another folder of the same class: what a model is tested with, it has seen.",
                        "<span class=\"stays\">flagged for another reason<",
                        "data-key=\"&quot;deer/1.jpg");
    }

    @Test
    void images_that_stay_take_places_of_the_page_as_well() throws Exception {
        SampleReport report = report();
        for (int i = 0; i < 5; i++) {
            report.image("stays" + i + ".jpg", PICTURE, DEER).add(alike("goes" + i + ".jpg", "stays" + i + ".jpg"));
        }

        String page = page(report, new GallerySettings(24, 1, 4, 0));

        assertThat(keys(page)).containsExactly("goes0.jpg", "goes1.jpg");
        assertThat(page).contains("3 more are left out");
    }

    @Test
    void an_unfinished_report_is_shown_as_such() throws Exception {
        Path file = report().image("a.jpg", PICTURE, CAR).unfinished().write(folder.resolve("r.jsonl"));

        assertThat(page(file, GallerySettings.DEFAULT, new Pictures())).contains("The report is unfinished");
    }

    @Test
    void hostile_names_labels_and_messages_stay_text() throws Exception {
        String evil = "\"><script>alert(1)</script><img src=x onerror=alert(2)>&'`{{x}}\u2028\u202e\u0000\r\n";
        SampleReport report = report().image(evil, PICTURE, label(evil, 99), new Label("x", 99, List.of("Person")))
                .image("javascript:alert(1)", PICTURE, CAR)
                .image("</script><!--", PICTURE, CAR)
                .image("</style>", PICTURE, DEER)
                .elsewhere(evil, PICTURE, -2, "s3://photos/" + evil, label(evil, 99))
                .image("x.jpg", PICTURE, DEER)
                .asDuplicateOf(evil)
                .unchecked(evil, Verdict.ERROR, evil, evil);

        String page = page(report, GallerySettings.DEFAULT);

        String known =
                page.replaceFirst("(?s)<style>.*?</style>", "").replaceFirst("(?s)<script>.*</script>\\s*</body>", "");
        assertThat(known)
                .doesNotContain("<script", "</script", "<img src=x", "<!--", "</style", "\u2028", "\u202e", "\u0000")
                .doesNotContainPattern("<[^>]*\\s(on\\w+|href=\"(?!#images)|style)=");
        assertThat(known).contains("\\u202e").contains("javascript:alert(1)");
    }

    @Test
    void the_policy_allows_the_pages_own_script_and_style_and_nothing_else() throws Exception {
        String page = page(report(), GallerySettings.DEFAULT);

        String script = between(page, "<script>", "</script>");
        String style = between(page, "<style>", "</style>");
        assertThat(page)
                .contains("content=\""
                        + ContentPolicy.of(script, style).replace("'", "&#39;").replace("=", "&#x3D;"))
                .contains("default-src &#39;none&#39;; img-src data:; script-src &#39;sha256-")
                .doesNotContain("unsafe-", "http://", "https://", "//cdn");
        assertThat(script).doesNotContain("innerHTML", "eval(", "document.write", "</", "<!--", "fetch(");
    }

    @Test
    void the_exact_key_is_there_for_the_keep_list() throws Exception {
        String page = page(report().image("a\n\"b\"\\c\té.jpg", PICTURE, CAR), GallerySettings.DEFAULT);

        assertThat(keys(page)).containsExactly("a\\u000a\\u0022b\\u0022\\u005cc\\u0009\\u00e9.jpg");
    }

    @Test
    void few_images_are_read_at_once_and_each_once() throws Exception {
        Pictures pictures = new Pictures();
        pictures.together = new CountDownLatch(2);
        SampleReport report = report();
        for (int i = 0; i < 200; i++) {
            report.image(i + ".jpg", PICTURE, CAR);
        }

        page(report.write(folder.resolve("r.jsonl")), GallerySettings.DEFAULT, pictures);

        // The first one waited for another to be asked for as well.
        assertThat(pictures.most.get()).isBetween(2, 8);
        assertThat(pictures.reads.get()).isEqualTo(200);
    }

    @Test
    void a_store_that_gives_no_image_is_counted_and_one_without_credentials_ends_it() throws Exception {
        Path report = report().image("a.jpg", PICTURE, CAR).write(folder.resolve("r.jsonl"));
        Pictures pictures = new Pictures();
        pictures.failure = Optional.of(new ImageStoreException(ImageStoreException.Kind.DENIED, "cannot read a.jpg"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        GalleryResult result =
                gallery(report, GallerySettings.DEFAULT, pictures).write(out, new Watch(Integer.MAX_VALUE));

        assertThat(result).isEqualTo(new GalleryResult(1, 1, 1, "cannot read a.jpg"));
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("No picture: cannot read a.jpg");
        pictures.failure = Optional.of(new ImageStoreException(ImageStoreException.Kind.CREDENTIALS, "expired"));
        assertThatThrownBy(
                        () -> gallery(report, GallerySettings.DEFAULT, pictures).write(out, new Watch(9)))
                .isInstanceOf(ImageStoreException.class)
                .hasMessage("expired");
    }

    @Test
    void it_stops_when_it_is_told() throws Exception {
        SampleReport report = report();
        for (int i = 0; i < 50; i++) {
            report.image(i + ".jpg", PICTURE, CAR);
        }
        Path file = report.write(folder.resolve("r.jsonl"));

        assertThatThrownBy(() -> gallery(file, GallerySettings.DEFAULT, new Pictures())
                        .write(new ByteArrayOutputStream(), new Watch(10)))
                .isInstanceOf(StoppedException.class);
    }

    @Test
    void a_full_disk_is_an_error_of_the_disk() throws Exception {
        Path file = report().image("a.jpg", PICTURE, CAR).write(folder.resolve("r.jsonl"));

        assertThatThrownBy(() -> gallery(file, GallerySettings.DEFAULT, new Pictures())
                        .write(
                                new java.io.OutputStream() {
                                    @Override
                                    public void write(int b) throws IOException {
                                        throw new IOException("No space left on device");
                                    }
                                },
                                new Watch(9)))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    private static SampleReport report() {
        return SampleReport.at("s3://photos/deer/").exemplars("exemplar.jpg");
    }

    private String page(SampleReport report, GallerySettings settings) throws Exception {
        return write(report, settings, new Pictures());
    }

    private String write(SampleReport report, GallerySettings settings, ImageSource images) throws Exception {
        return page(report.write(folder.resolve("report.jsonl")), settings, images);
    }

    private static String page(Path report, GallerySettings settings, ImageSource images) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        gallery(report, settings, images).write(out, new Watch(Integer.MAX_VALUE));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Gallery gallery(Path report, GallerySettings settings, ImageSource images) throws IOException {
        return Gallery.of(List.of(of(report, images)), settings);
    }

    private static GalleryReport of(Path report, ImageSource images) {
        String name = String.valueOf(report.getFileName());
        return new GalleryReport(
                report, new PageText(name, "label-verifier delete " + name), () -> GalleryReport.Images.of(images));
    }

    private static List<String> keys(String page) {
        List<String> keys = new ArrayList<>();
        for (Matcher matcher = CARD.matcher(page); matcher.find(); ) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static final class Watch implements GalleryListener {
        private final long most;
        private long made;

        Watch(long most) {
            this.most = most;
        }

        @Override
        public void made(long pictures, long of) {
            made = pictures;
        }

        @Override
        public boolean isStopped() {
            return made >= most;
        }
    }

    /** A store in which every key has the same picture. */
    private static final class Pictures implements ImageSource {
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger reads = new AtomicInteger();
        private Optional<ImageStoreException> failure = Optional.empty();
        private CountDownLatch together = new CountDownLatch(0);

        @Override
        public ImageLocation location() {
            return new S3Location("photos", "deer/");
        }

        @Override
        public ImageCursor list() {
            throw new AssertionError("nothing is listed");
        }

        @Override
        public Optional<ImageEntry> find(String key) throws ImageStoreException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            together.countDown();
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new ImageStoreException(ImageStoreException.Kind.OTHER, "interrupted", e);
            }
            return Optional.of(new ImageEntry(key, PICTURE.length, SampleReport.sha256(PICTURE), Instant.EPOCH));
        }

        @Override
        public Optional<byte[]> readListed(ImageEntry image) throws ImageStoreException {
            return Optional.of(read(image.key()));
        }

        @Override
        public byte[] read(String key) {
            reads.incrementAndGet();
            now.decrementAndGet();
            return PICTURE;
        }

        @Override
        public SkipRule skipRule() {
            return new SkipRule(SkipRule.MAX_S3_BYTES, true);
        }
    }
}
