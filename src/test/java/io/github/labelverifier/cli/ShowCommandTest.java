package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static ReportScene scene() {
        ReportScene scene = ReportScene.at("s3://photos/deer/")
                .add(image("deer/z.jpg"), Verdict.KEEP)
                .add(image("deer/odd\nkey.jpg"), Verdict.FLAG, "no-labels")
                .add(image("deer/b.webp"), Verdict.SKIP, "not-jpeg-or-png")
                .add(image("deer/p.jpg"), Verdict.FLAG, "contains:Person");
        scene.findings()
                .add(new Finding(
                        image("deer/c.jpg"),
                        Verdict.FLAG,
                        List.of("no-overlap"),
                        List.of(),
                        Optional.of(
                                new Detection(List.of(new Label("Poster", 99, List.of())), "3.0", ReportScene.ASKED)),
                        Optional.empty()));
        return scene;
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
        assertThat(result.err()).contains("5 images: 1 kept, 3 flagged, 1 skipped");
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
    void what_is_no_report_is_said() {
        report = folder.resolve("none");
        assertThat(show().code()).isEqualTo(1);
    }
}
