package io.github.labelverifier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedFolderTest {
    @TempDir
    Path folder;

    private static List<String> names(SortedFolder folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (Optional<String> next = folder.next(); next.isPresent(); next = folder.next()) {
            names.add(next.get());
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 1_000})
    void its_children_come_in_key_order_once_each_whatever_the_size_of_a_portion(int portionSize) throws IOException {
        List<String> inOrder = List.of(" ", "-", "B", "a-b", "a.jpg", "a/", "a0", "b/", "日", "\uffee", "\ud83e\udd8c");
        for (String name : inOrder) {
            if (name.endsWith("/")) {
                Files.createDirectory(folder.resolve(name));
            } else {
                Files.createFile(folder.resolve(name));
            }
        }

        SortedFolder sorted = new SortedFolder(folder, "prefix/", portionSize);

        assertThat(names(sorted)).containsExactlyElementsOf(inOrder);
        assertThat(sorted.next()).isEmpty();
    }

    @Test
    void a_folder_of_several_full_portions_is_read_to_its_end() throws IOException {
        List<String> names =
                IntStream.range(0, 300).mapToObj(i -> String.format("%03d", i)).toList();
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }

        assertThat(names(new SortedFolder(folder, "", 100))).containsExactlyElementsOf(names);
    }

    @Test
    void what_comes_and_goes_between_two_portions_does_not_disturb_the_order() throws IOException {
        for (String name : List.of("b", "c", "d", "e")) {
            Files.createFile(folder.resolve(name));
        }
        SortedFolder sorted = new SortedFolder(folder, "", 2);
        assertThat(sorted.next()).contains("b");
        assertThat(sorted.next()).contains("c");

        Files.createFile(folder.resolve("a"));
        Files.delete(folder.resolve("d"));
        Files.createFile(folder.resolve("f"));

        assertThat(names(sorted)).containsExactly("e", "f");
    }

    @Test
    void a_link_to_a_folder_is_no_folder() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));

        assertThat(names(new SortedFolder(folder, ""))).containsExactly("link", "real/");
    }

    @Test
    void an_empty_folder_has_no_children() throws IOException {
        assertThat(names(new SortedFolder(folder, ""))).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_read_is_an_error_and_not_an_empty_one() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> names(new SortedFolder(folder.resolve("gone"), "")));
        assertThatExceptionOfType(NotDirectoryException.class).isThrownBy(() -> names(new SortedFolder(file, "")));
    }
}
