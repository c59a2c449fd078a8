package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.Scenes;
import io.github.labelverifier.testing.StubLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code labels} of files on this machine. */
class LabelsCommandTest {
    @TempDir
    private Path folder;

    private final FakeAws aws = FakeAws.start();

    @BeforeEach
    void answer() throws IOException {
        aws.rekognition().answerOthers(StubLabel.of("Deer", 99), StubLabel.person(98));
        Files.createDirectories(folder.resolve("a"));
        Files.createDirectories(folder.resolve("b"));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private ProgramInProcess.Result labels(Path... images) {
        List<String> line = new ArrayList<>(List.of("labels"));
        for (Path image : images) {
            line.add(image.toString());
        }
        line.addAll(List.of(
                "--region", "us-east-1", "--endpoint-url", aws.endpoint().toString()));
        return new ProgramInProcess().run(line.toArray(String[]::new));
    }

    @Test
    void a_file_that_cannot_be_checked_is_named_by_its_path_and_why_in_words() throws Exception {
        Path page = Files.writeString(folder.resolve("a/page.jpg"), "<html><body>not here</body></html>");
        Path raw = Files.writeString(folder.resolve("b/raw.heic"), "\0\0\0\u0018ftypheic\0\0\0\0mif1heic");

        assertThat(labels(page).err()).isEqualTo("error: the image " + page + " cannot be checked: not a picture\n");
        assertThat(labels(folder.resolve("b/../b/raw.heic"), page).err())
                .isEqualTo("error: the image " + raw + " cannot be checked: unsupported format: heic\n");
        assertThat(aws.rekognition().served()).isZero();
    }

    @Test
    void files_of_several_folders_are_told_apart_by_the_folder_that_all_are_in() throws Exception {
        Path one = Files.write(folder.resolve("a/1.jpg"), Scenes.jpeg(1, 120, 90));
        Path other = Files.write(folder.resolve("b/1.jpg"), Scenes.jpeg(2, 120, 90));

        ProgramInProcess.Result both = labels(one, other);

        assertThat(both.code()).as(both.err()).isZero();
        assertThat(both.err())
                .contains("a/1.jpg", "b/1.jpg contains Person")
                .doesNotContain(folder.getFileName() + "/");
        assertThat(labels(one, folder.resolve("a")).code()).isEqualTo(1);
    }
}
