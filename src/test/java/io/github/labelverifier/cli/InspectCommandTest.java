package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.testing.Scenes;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code inspect REPORT...}. */
class InspectCommandTest {
    @TempDir
    private Path top;

    private Path images;
    private Path report;

    @BeforeEach
    void make_a_folder() throws IOException {
        images = Files.createDirectory(top.resolve("deer"));
        report = top.resolve("deer.jsonl");
    }

    private static void write(Path folder, String key, BufferedImage image) throws IOException {
        ImageIO.write(
                image, key.endsWith("png") ? "png" : "jpeg", folder.resolve(key).toFile());
    }

    private static ImageEntry entry(Path folder, String key) throws Exception {
        return new FolderSource(new FolderLocation(folder)).find(key).orElseThrow();
    }

    private SampleReport scene(String... keys) throws Exception {
        SampleReport scene = SampleReport.at(images.toString()).exemplars();
        for (String key : keys) {
            scene.add(entry(images, key), Verdict.KEEP);
        }
        return scene;
    }

    private ProgramInProcess.Result inspect(Object... arguments) {
        return run("inspect", arguments);
    }

    private static ProgramInProcess.Result run(String command, Object... arguments) {
        List<String> line = new ArrayList<>(List.of(command));
        for (Object argument : arguments) {
            line.add(argument.toString());
        }
        return new ProgramInProcess().run(line.toArray(String[]::new));
    }

    private static Map<String, Finding> findings(Path report) throws IOException {
        Map<String, Finding> findings = new LinkedHashMap<>();
        try (ReportReader reader = ReportReader.open(report)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                findings.put(next.get().image().key(), next.get());
            }
            assertThat(reader.summary()).isPresent();
        }
        return findings;
    }

    private static ReportSummary summary(Path report) throws IOException {
        try (ReportReader reader = ReportReader.open(report)) {
            while (reader.next().isPresent()) {
                // On to the end.
            }
            return reader.summary().orElseThrow();
        }
    }

    private void writePictures() throws IOException {
        write(images, "a-small.jpg", Scenes.image(1, 120, 90));
        write(images, "b-large.jpg", Scenes.image(1, 480, 360));
        write(images, "c-other.png", Scenes.image(2, 200, 200));
        write(images, "d-night.png", new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB));
    }

    @Test
    void what_is_seen_is_written_into_the_report_and_nothing_is_flagged() throws Exception {
        writePictures();
        scene("a-small.jpg", "b-large.jpg", "c-other.png", "d-night.png").write(report);

        ProgramInProcess.Result result = inspect(report);

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("1 image looks like another one: --flag-near-duplicates flags all but one of each group")
                .contains("1 dark");
        Map<String, Finding> findings = findings(report);
        PictureFacts large = findings.get("b-large.jpg").picture().orElseThrow();
        assertThat(large.format()).isEqualTo("jpeg");
        assertThat(large.width()).isEqualTo(480);
        assertThat(large.height()).isEqualTo(360);
        assertThat(findings.get("d-night.png").picture().orElseThrow().notes()).contains("dark", "low-information");
        assertThat(findings.values()).allMatch(finding -> finding.verdict() == Verdict.KEEP);
        assertThat(top.toFile().list()).containsExactlyInAnyOrder("deer", "deer.jsonl");
    }

    @Test
    void of_images_that_look_alike_the_largest_stays_and_a_second_look_reads_nothing_again() throws Exception {
        writePictures();
        scene("a-small.jpg", "b-large.jpg", "c-other.png", "d-night.png").write(report);
        inspect(report);
        String key = "a-small.jpg";
        Files.delete(images.resolve("c-other.png"));

        ProgramInProcess.Result flagged = inspect(report, "--flag-near-duplicates", "--flag-quality", "dark,blurry");

        assertThat(flagged.code()).as(flagged.err()).isZero();
        assertThat(flagged.err()).contains("4 seen before").contains("2 images are flagged by what was seen");
        Map<String, Finding> findings = findings(report);
        assertThat(findings.get(key).verdict()).isEqualTo(Verdict.FLAG);
        assertThat(findings.get(key).reasons()).containsExactly(Reason.nearDuplicateOf("b-large.jpg"));
        assertThat(findings.get("d-night.png").reasons()).contains(Reason.quality("dark"));
        assertThat(findings.get("b-large.jpg").verdict()).isEqualTo(Verdict.KEEP);
        assertThat(summary(report).counts().flag()).isEqualTo(2);
    }

    @Test
    void what_is_flagged_stays_so_where_nothing_else_is_asked_for() throws Exception {
        writePictures();
        scene("a-small.jpg", "b-large.jpg", "c-other.png", "d-night.png").write(report);
        inspect(report, "--flag-near-duplicates", "--flag-quality", "dark");
        String before = Files.readString(report);

        ProgramInProcess.Result again = inspect(report);

        assertThat(Files.readString(report)).isEqualTo(before);
        assertThat(again.err())
                .contains("1 image looks like another one\n", "2 images are flagged by what was seen, as before");
    }

    @Test
    void an_option_that_changes_what_is_flagged_says_how_many_were_before() throws Exception {
        writePictures();
        write(images, "e-next.jpg", Scenes.image(1, 240, 180));
        scene("a-small.jpg", "b-large.jpg", "d-night.png", "e-next.jpg").write(report);
        Path before = Files.copy(report, top.resolve("before.jsonl"));
        inspect(report, "--flag-near-duplicates", "--flag-quality", "dark");

        assertThat(inspect(report, "--near-distance", "0").err()).contains("flagged by what was seen, 3 were before");
        assertThat(findings(report).get("d-night.png").reasons()).contains(Reason.quality("dark"));
        assertThat(inspect(report, "--near-distance", "90").err())
                .as("none is flagged that was not: the option for that is another")
                .contains("1 image is flagged by what was seen, as before")
                .contains("--flag-near-duplicates flags all but one of each group");
        assertThat(inspect(report, "--flag-quality", "small").err())
                .contains("no image is flagged by what was seen, 1 was before");
        assertThat(findings(report).values()).allMatch(finding -> finding.verdict() == Verdict.KEEP);
        assertThat(inspect(before, "--flag-near-duplicates").err()).contains("2 images are flagged by what was seen\n");
    }

    @Test
    void where_notes_are_flagged_one_stays_of_images_that_were_flagged_because_they_look_alike() throws Exception {
        write(images, "a-large.jpg", Scenes.image(1, 480, 360));
        write(images, "b-small.jpg", Scenes.image(1, 120, 90));
        scene("a-large.jpg", "b-small.jpg").write(report);
        inspect(report, "--flag-near-duplicates");
        assertThat(findings(report).get("b-small.jpg").verdict()).isEqualTo(Verdict.FLAG);
        Files.writeString(
                report, Files.readString(report).replaceFirst("\"notes\":\\[[^]]*]", "\"notes\":[\"blurry\"]"));

        inspect(report, "--flag-quality", "blurry");

        assertThat(findings(report).get("a-large.jpg").verdict()).isEqualTo(Verdict.FLAG);
        assertThat(findings(report).get("b-small.jpg").verdict()).isEqualTo(Verdict.KEEP);
    }

    @Test
    void of_images_that_look_alike_one_stays_that_is_not_flagged_for_its_quality() throws Exception {
        write(images, "a-large.jpg", Scenes.image(1, 480, 360));
        write(images, "b-small.jpg", Scenes.image(1, 120, 90));
        scene("a-large.jpg", "b-small.jpg").write(report);
        inspect(report);
        Files.writeString(
                report, Files.readString(report).replaceFirst("\"notes\":\\[[^]]*]", "\"notes\":[\"blurry\"]"));

        ProgramInProcess.Result flagged = inspect(report, "--flag-near-duplicates", "--flag-quality", "blurry");

        assertThat(flagged.code()).as(flagged.err()).isZero();
        Map<String, Finding> findings = findings(report);
        assertThat(findings.get("a-large.jpg").reasons())
                .containsExactly(Reason.nearDuplicateOf("b-small.jpg"), Reason.quality("blurry"));
        assertThat(findings.get("b-small.jpg").verdict()).isEqualTo(Verdict.KEEP);
    }

    @Test
    void of_images_that_look_alike_none_goes_for_one_that_the_rule_flags_also_after_another_look() throws Exception {
        write(images, "a-large.jpg", Scenes.image(1, 480, 360));
        write(images, "b-small.jpg", Scenes.image(1, 120, 90));
        scene().add(entry(images, "a-large.jpg"), Verdict.FLAG, "no-overlap")
                .add(entry(images, "b-small.jpg"), Verdict.FLAG, "near-duplicate-of:gone.jpg")
                .write(report);

        ProgramInProcess.Result flagged = inspect(report, "--flag-near-duplicates");

        assertThat(flagged.code()).as(flagged.err()).isZero();
        assertThat(findings(report).get("b-small.jpg").verdict()).isEqualTo(Verdict.KEEP);
    }

    @Test
    void what_was_seen_is_still_known_when_the_report_is_judged_anew() throws Exception {
        writePictures();
        scene("a-small.jpg", "b-large.jpg", "c-other.png", "d-night.png").write(report);
        inspect(report, "--flag-near-duplicates");
        Map<String, Finding> seen = findings(report);

        for (String options : List.of(
                "--rule overlap --reference-label Deer",
                "--rule contrast",
                "--rule overlap --reference-label Deer --flag-duplicates")) {
            Path judged = top.resolve("judged " + options + ".jsonl");
            List<String> line = new ArrayList<>(List.of("judge", report.toString(), "-o", judged.toString()));
            line.addAll(List.of(options.split(" ")));
            ProgramInProcess.Result result = new ProgramInProcess().run(line.toArray(String[]::new));
            assertThat(result.code()).as(result.err()).isZero();

            assertThat(findings(judged).values())
                    .noneMatch(finding -> finding.isMeantBy(List.of(Reason.NEAR_DUPLICATE)));
            findings(judged)
                    .forEach((key, finding) -> assertThat(finding.picture())
                            .isPresent()
                            .isEqualTo(seen.get(key).picture()));
        }
    }

    @Test
    void an_exemplar_stays_and_so_does_what_nothing_speaks_against() throws Exception {
        write(images, "exemplar.jpg", Scenes.image(1, 120, 90));
        write(images, "larger.jpg", Scenes.image(1, 480, 360));
        write(images, "right.jpg", Scenes.image(3, 120, 90));
        write(images, "wrong.jpg", Scenes.image(3, 480, 360));
        scene().add(entry(images, "exemplar.jpg"), Verdict.KEEP, "exemplar")
                .add(entry(images, "larger.jpg"), Verdict.KEEP)
                .add(entry(images, "right.jpg"), Verdict.KEEP)
                .add(entry(images, "wrong.jpg"), Verdict.FLAG, "no-overlap")
                .write(report);

        inspect(report, "--flag-near-duplicates");

        Map<String, Finding> findings = findings(report);
        assertThat(findings.get("exemplar.jpg").verdict()).isEqualTo(Verdict.KEEP);
        assertThat(findings.get("larger.jpg").reasons()).containsExactly(Reason.nearDuplicateOf("exemplar.jpg"));
        assertThat(findings.get("right.jpg").verdict()).isEqualTo(Verdict.KEEP);
        assertThat(findings.get("wrong.jpg").reasons())
                .containsExactly(Reason.NO_OVERLAP, Reason.nearDuplicateOf("right.jpg"));
    }

    @Test
    void images_of_two_classes_that_look_alike_are_told_and_so_is_a_test_folder_that_holds_what_was_trained()
            throws Exception {
        Path elk = Files.createDirectory(top.resolve("elk"));
        Path test = Files.createDirectories(top.resolve("test/deer"));
        write(images, "1.jpg", Scenes.image(1, 300, 200));
        write(elk, "2.jpg", Scenes.image(1, 150, 100));
        write(images, "3.jpg", Scenes.image(4, 300, 200));
        write(test, "4.jpg", Scenes.image(4, 150, 100));
        scene("1.jpg", "3.jpg").write(report);
        Path elks = SampleReport.at(elk.toString())
                .exemplars()
                .add(entry(elk, "2.jpg"), Verdict.KEEP)
                .write(top.resolve("elk.jsonl"));
        Path tests = SampleReport.at(test.toString())
                .exemplars()
                .add(entry(test, "4.jpg"), Verdict.KEEP)
                .write(top.resolve("test.jsonl"));

        ProgramInProcess.Result result = inspect(report, elks, tests, "--flag-near-duplicates");

        assertThat(result.err())
                .contains("look alike: a picture cannot be of two classes")
                .contains("look alike: what a model is tested with, it has seen");
        assertThat(findings(elks).get("2.jpg").reasons()).containsExactly(Reason.nearDuplicateOf(images + "/1.jpg"));
    }

    @Test
    void two_names_of_one_file_are_one_picture() throws Exception {
        write(images, "1.jpg", Scenes.image(1, 300, 200));
        Files.createSymbolicLink(images.resolve("2.jpg"), Path.of("1.jpg"));
        scene("1.jpg", "2.jpg").write(report);

        inspect(report, "--flag-near-duplicates");

        assertThat(findings(report).values()).allMatch(finding -> finding.verdict() == Verdict.KEEP);
    }

    @Test
    void an_image_that_has_changed_or_cannot_be_decoded_is_told_and_kept() throws Exception {
        writePictures();
        Files.writeString(images.resolve("text.jpg"), "no picture");
        scene("a-small.jpg", "b-large.jpg", "text.jpg").write(report);
        write(images, "a-small.jpg", Scenes.image(9, 120, 90));

        ProgramInProcess.Result result = inspect(report, "--flag-near-duplicates");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err())
                .contains("a-small.jpg has changed since it was checked", "text.jpg: ", "2 could not be seen");
        assertThat(findings(report).get("a-small.jpg").picture()).isEmpty();
        assertThat(findings(report).values()).allMatch(finding -> finding.verdict() == Verdict.KEEP);
    }

    @Test
    void only_images_that_were_looked_at_are_counted_as_seen() throws Exception {
        writePictures();
        Files.writeString(images.resolve("text.jpg"), "no picture");
        scene("a-small.jpg", "c-other.png", "text.jpg")
                .add(new ImageEntry("notes.txt", 7, "e1", Instant.EPOCH), Verdict.SKIP, "not-a-picture")
                .add(new ImageEntry("z.jpg", 7, "e2", Instant.EPOCH), Verdict.ERROR, "AccessDeniedException")
                .write(report);

        assertThat(inspect(report).err()).contains("deer.jsonl: 3 images, 1 could not be seen\n");
        assertThat(inspect(report).err()).contains("deer.jsonl: 3 images, 2 seen before, 1 could not be seen\n");
    }

    @Test
    void people_see_notes_and_twins_in_the_table_the_summary_and_the_gallery() throws Exception {
        writePictures();
        scene("a-small.jpg", "b-large.jpg", "c-other.png", "d-night.png").write(report);
        inspect(report, "--flag-near-duplicates", "--flag-quality", "dark");

        String table = run("show", report, "--show", "all").out();
        String summary = run("show", report, "--summary").out();
        String lines = run("show", report, "--summary", "--format", "jsonl").out();
        Path page = top.resolve("page.html");
        ProgramInProcess.Result made = run("gallery", report, "-o", page);

        assertThat(table)
                .containsPattern("a-small.jpg +flag +looks like b-large.jpg")
                .containsPattern("d-night.png +flag +dark \\([a-z, -]*low-information\\)");
        assertThat(summary)
                .containsPattern("1 +looks like another image")
                .contains("NOTE ON QUALITY")
                .containsPattern("1 +low-information");
        assertThat(lines)
                .contains("{\"type\":\"note\",\"name\":\"dark\",\"images\":1}")
                .contains("{\"type\":\"reason\",\"name\":\"near-duplicate-of\",\"images\":1}");
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(Files.readString(page))
                .contains("<bdi>looks like b-large.jpg</bdi>")
                .containsPattern("<p class=\"file\">.* · [a-z, -]*low-information</p>");
    }

    @Test
    void it_goes_on_where_it_was_stopped() throws Exception {
        writePictures();
        scene("a-small.jpg", "b-large.jpg", "c-other.png", "d-night.png").write(report);
        Path copy = Files.copy(report, top.resolve("copy.jsonl"));
        inspect(copy);
        List<String> lines = Files.readAllLines(copy);
        Files.writeString(
                top.resolve("deer.jsonl.inspect.jsonl"),
                String.join("\n", lines.subList(0, 3)) + "\n" + lines.get(3).substring(0, 40));

        ProgramInProcess.Result result = inspect(report);

        assertThat(result.err()).contains("deer.jsonl: 4 images, 2 seen before");
        assertThat(Files.readString(report)).isEqualTo(Files.readString(copy));
    }

    @Test
    void an_unfinished_report_and_wrong_options_are_refused_before_anything_is_read() throws Exception {
        writePictures();
        scene("a-small.jpg").unfinished().write(report);
        String before = Files.readString(report);

        assertThat(inspect(report).code()).isEqualTo(5);
        assertThat(Files.readString(report)).isEqualTo(before);
        assertThat(inspect(report, "--flag-quality", "drak").err()).contains("did you mean dark?");
        assertThat(inspect(report, "--near-distance", "256").code()).isEqualTo(2);
        assertThat(inspect(top.resolve("none.jsonl")).code()).isEqualTo(1);
    }
}
