package io.github.labelverifier.cli;

import static io.github.labelverifier.sample.SampleFindings.flagged;
import static io.github.labelverifier.sample.SampleFindings.label;
import static io.github.labelverifier.sample.SampleFindings.shows;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.sample.SampleReport;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code show REPORT}. */
class ShowCommandTest {
    @TempDir
    private Path folder;

    private Path report;

    @BeforeEach
    void write() throws IOException {
        report = folder.resolve("deer.jsonl");
        scene().write(report);
    }

    private static SampleReport scene() {
        return SampleReport.at("s3://photos/deer/")
                .add(image("deer/z.jpg"), Verdict.KEEP)
                .add(image("deer/odd\nkey.jpg"), Verdict.FLAG, "no-labels")
                .add(image("deer/b.webp"), Verdict.SKIP, "not-jpeg-or-png")
                .add(image("deer/p.jpg"), Verdict.FLAG, "contains:Person")
                .add(flagged(image("deer/c.jpg"), shows(label("Poster", 99)), "no-overlap"));
    }

    private static ImageEntry image(String key) {
        return new ImageEntry(key, 100, "e1", Instant.EPOCH);
    }

    private ProgramInProcess.Result show(String... options) {
        List<String> arguments = new ArrayList<>(List.of("show", report.toString()));
        arguments.addAll(List.of(options));
        return new ProgramInProcess().run(arguments.toArray(String[]::new));
    }

    @Test
    void keys_are_exact_with_nul_and_escaped_without() {
        assertThat(show("--format", "keys", "-0").entries())
                .containsExactly("deer/odd\nkey.jpg", "deer/p.jpg", "deer/c.jpg");
        assertThat(show("--format", "keys").out()).isEqualTo("deer/odd\\nkey.jpg\ndeer/p.jpg\ndeer/c.jpg\n");
    }

    @Test
    void orders() {
        assertThat(show("--format", "keys", "-0", "--sort", "key", "--show", "all")
                        .entries())
                .containsExactly("deer/b.webp", "deer/c.jpg", "deer/odd\nkey.jpg", "deer/p.jpg", "deer/z.jpg");
        assertThat(show("--format", "keys", "-0", "--sort", "worst", "--show", "all")
                        .entries())
                .containsExactly("deer/p.jpg", "deer/c.jpg", "deer/odd\nkey.jpg", "deer/b.webp", "deer/z.jpg");
    }

    @Test
    void reasons_and_verdicts_narrow() {
        assertThat(show("--format", "uris", "--only", "contains:Person").out()).isEqualTo("s3://photos/deer/p.jpg\n");
        assertThat(show("--format", "keys", "--show", "skip").out()).isEqualTo("deer/b.webp\n");
        assertThat(show("--show", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void json_and_csv_have_the_fields_of_the_report() {
        assertThat(show("--format", "jsonl", "--only", "contains:Person").out())
                .startsWith("{\"type\":\"image\",\"key\":\"deer/p.jpg\"");
        assertThat(show("--format", "csv").out()).startsWith("key,size,etag").contains("deer/p.jpg,100,e1");
    }

    @Test
    void the_table_counts_on_standard_error() {
        ProgramInProcess.Result result = show();
        assertThat(result.out()).startsWith("IMAGE").contains("contains Person", "deer/odd\\nkey.jpg");
        assertThat(result.err()).contains("Result     5 images: 1 kept, 3 flagged (75%), 1 skipped");
    }

    @Test
    void a_summary_has_verdicts_reasons_and_labels_of_flagged_images() {
        assertThat(show("--summary").out())
                .contains("     3  flag", "     1  contains Person", "LABEL OF FLAGGED IMAGES", "     3  Poster");
        assertThat(show("--summary", "--format", "jsonl").out())
                .contains("{\"type\":\"reason\",\"name\":\"contains:Person\",\"images\":1}");
        assertThat(show("--summary", "--format", "csv").code()).isEqualTo(2);
    }

    @Test
    void an_unfinished_report_will_do() throws IOException {
        scene().unfinished().write(report);

        ProgramInProcess.Result result = show();
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("unfinished");
    }

    @Test
    void what_is_no_report_is_said() throws IOException {
        report = folder.resolve("none");
        assertThat(show().code()).isEqualTo(1);
        report = folder;
        assertThat(show().code()).isEqualTo(2);
        report = Path.of("/dev/zero");
        assertThat(show().code()).isEqualTo(5);
        report = Files.writeString(folder.resolve("text"), "not a report\n");
        assertThat(show().code()).isEqualTo(5);
        assertThat(show("--summary").code()).isEqualTo(5);
    }

    @Test
    void a_report_that_breaks_further_down_is_refused_in_every_order() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(report));
        lines.set(3, "{\"type\":\"image\"}");
        Files.write(report, lines);

        for (List<String> options : List.of(
                List.<String>of(), List.of("--sort", "worst"), List.of("--summary"), List.of("--format", "csv"))) {
            ProgramInProcess.Result result = show(options.toArray(String[]::new));
            assertThat(result.code()).as(result.err()).isEqualTo(5);
            assertThat(result.err()).contains("deer.jsonl line 4:");
        }
    }

    @Test
    void standard_input_and_pipes_are_reports_too() throws Exception {
        String text = Files.readString(report);
        String table = show().out();
        for (List<String> options : List.of(
                List.<String>of(), List.of("--sort", "worst"), List.of("--summary"), List.of("--format", "csv"))) {
            List<String> arguments = new ArrayList<>(List.of("show", "-"));
            arguments.addAll(options);
            ProgramInProcess.Result result = new ProgramInProcess().stdin(text).run(arguments.toArray(String[]::new));
            assertThat(result.code()).as(result.err()).isZero();
            assertThat(result.out())
                    .isEqualTo(show(options.toArray(String[]::new)).out());
        }
        ProgramInProcess.Result broken =
                new ProgramInProcess().stdin("nothing\n").run("show", "-");
        assertThat(broken.code()).isEqualTo(5);
        assertThat(broken.err()).contains("standard input line 1: not a line of a report");

        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process writer = new ProcessBuilder("cp", report.toString(), pipe.toString()).start();
        report = pipe;
        assertThat(show().out()).isEqualTo(table);
        assertThat(writer.waitFor()).isZero();
    }

    @Test
    void a_rejected_label_will_do_for_its_reason_and_what_there_is_is_told_if_nothing_is_shown() {
        assertThat(show("--format", "keys", "--only", "person").out()).isEqualTo("deer/p.jpg\n");

        ProgramInProcess.Result none = show("--format", "keys", "--only", "persons");
        assertThat(none.out()).isEmpty();
        assertThat(none.err()).contains("has the reason persons; there is contains:Person, no-labels, no-overlap");
    }
}
