package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.hunter;
import static io.github.labelverifier.e2e.DeerPhotos.tractor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.labelverifier.docs.Page;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.StubLabel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the papers show is typed into a shell, as it stands, and does what they say. */
@EndToEnd
class DocsIT {
    private static final Path BASH = Path.of("/bin/bash");

    private static final StubLabel[] DEER = animal("Deer");

    private static final StubLabel[] DOG = {
        StubLabel.of("Dog", 99, "Animal", "Canine", "Mammal", "Pet"),
        StubLabel.of("Canine", 99, "Animal", "Mammal"),
        StubLabel.of("Pet", 99, "Animal"),
        StubLabel.of("Animal", 98.5),
        StubLabel.of("Mammal", 98, "Animal"),
        StubLabel.of("Collar", 80)
    };

    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    Path folder = Path.of("");

    private static StubLabel[] animal(String name) {
        return new StubLabel[] {
            StubLabel.of(name, 99, "Animal", "Mammal", "Wildlife"),
            StubLabel.of("Animal", 98.5),
            StubLabel.of("Mammal", 98, "Animal"),
            StubLabel.of("Wildlife", 97, "Animal")
        };
    }

    private static String dog(int number) {
        return "deer/dog-" + number + ".jpg";
    }

    /** The bucket that the papers talk of. */
    private void fillBucket() {
        for (int i = 1; i <= 9; i++) {
            photos.with("deer/00" + i + ".jpg", DEER);
            photos.with("animals/deer/00" + i + ".jpg", DEER);
            photos.with("animals/dog/00" + i + ".jpg", animal("Dog"));
        }
        for (int i = 10; i <= 40; i++) {
            photos.with("deer/0" + i + ".jpg", DEER);
        }
        for (int i = 1; i <= 7; i++) {
            photos.with(dog(i), DOG);
        }
        photos.with("deer/hunter.jpg", hunter());
        photos.with("deer/tractor.jpg", tractor()).with("animals/unlisted/1.jpg", tractor());
    }

    /** Types all that a page shows, where nobody answers questions. */
    private Program.Result type(Page page) throws InterruptedException {
        String script = page.scripts().stream()
                .map(text -> text.replace("\\\n", " "))
                .flatMap(String::lines)
                .filter(line -> !line.startsWith("./mvnw"))
                .map(line -> line.matches("label-verifier delete (?!.*--(yes|dry-run)).*") ? line + " --yes" : line)
                .collect(Collectors.joining("\n"));
        return type(script);
    }

    private Program.Result type(String script) throws InterruptedException {
        String launchers =
                Objects.requireNonNull(Program.executable().getParent()).toString();
        return photos.run(Program.at(BASH, "-e", "-c", script)
                .endpoint(URI.create(photos.endpoint()))
                .env("PATH", launchers + ":" + System.getenv("PATH"))
                .env("TMPDIR", folder.toString())
                .timeLimit(Duration.ofMinutes(10))
                .in(folder));
    }

    private static boolean has(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    @Test
    void theFirstSessionFindsWhatIsWrongAndBringsItBack() throws Exception {
        assumeThat(BASH).exists();
        fillBucket();

        Program.Result session = type(Page.readme());

        session.expectExit(0);
        String told = Files.readString(Path.of("README.md"))
                .replaceFirst("(?s).*?```text\n(Result +\\d+ images: .*?)```.*", "$1");
        assertThat(session.stderr()).as("what the paper shows").contains(told);
        assertThat(Report.read(folder.resolve("deer.jsonl")).verdicts())
                .containsEntry("deer/003.jpg", "keep []")
                .containsEntry(dog(1), "keep [doubtful]");
        assertThat(Report.read(folder.resolve("deer-stricter.jsonl")).verdicts())
                .containsEntry("deer/003.jpg", "keep []")
                .containsEntry(dog(1), "flag [no-overlap]")
                .containsEntry("deer/hunter.jpg", "flag [contains:Person]")
                .containsEntry("deer/tractor.jpg", "flag [no-overlap]");
        assertThat(folder.resolve("deer.html")).exists();
        Report ledger = Report.read(folder.resolve("deer-stricter.jsonl.removed.jsonl"));
        assertThat(ledger.outcomes())
                .hasSize(9)
                .containsEntry(dog(7), "moved")
                .containsEntry("deer/hunter.jpg", "moved")
                .containsEntry("deer/tractor.jpg", "moved");
        assertThat(ledger.ofType("restore")).hasSize(9);
        assertThat(photos.keys()).contains(dog(7), "deer/hunter.jpg", "deer/tractor.jpg");
        assertThat(photos.keys()).noneMatch(key -> key.startsWith("deer-rejected/"));
        assertThat(folder.resolve("reports")).isDirectoryContaining(file -> file.endsWith("dog.jsonl"));
    }

    @Test
    void aRemovalThatIsGivenAgainDoesNothingTwice() throws Exception {
        assumeThat(BASH).exists();
        fillBucket();
        type("label-verifier verify s3://photos/deer -e deer/001.jpg --dry-run --report deer.jsonl")
                .expectExit(0);
        String remove = "label-verifier delete deer.jsonl --move-to s3://photos/deer-rejected --yes";

        type(remove).expectExit(0);
        List<String> after = photos.keys();
        type(remove).expectExit(0);

        assertThat(photos.keys()).isEqualTo(after).contains("deer-rejected/tractor.jpg");
    }

    @Test
    void theRecipesForPipelinesWorkNightAfterNight() throws Exception {
        assumeThat(BASH).exists();
        assumeThat(has("jq")).isTrue();
        fillBucket();
        Files.writeString(folder.resolve("wanted.txt"), "deer/tractor.jpg\n");

        assertThat(type(Page.named("pipelines.md")).expectExit(0).stdoutLines())
                .contains("s3://photos/deer/hunter.jpg");
        long paid = photos.paid();
        String nightly = Page.named("pipelines.md").scripts().get(0).replaceFirst("(?s).*# every night[^\n]*\n", "");
        assertThat(type(nightly).expectExit(0).stdoutLines()).isEmpty();
        assertThat(photos.paid()).isEqualTo(paid);

        photos.with("deer/poacher.jpg", DeerPhotos.hunter());
        assertThat(type(nightly).expectExit(0).stdoutLines()).containsExactly("s3://photos/deer/poacher.jpg");
        assertThat(photos.paid()).isEqualTo(paid + 1);
        try (Stream<Path> reports = Files.list(folder.resolve("nightly"))) {
            assertThat(reports).hasSize(3);
        }
    }
}
