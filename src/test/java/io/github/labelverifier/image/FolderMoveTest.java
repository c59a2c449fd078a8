package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.store.FolderMover;
import io.github.labelverifier.store.FolderRestorer;
import io.github.labelverifier.store.FolderSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moving files of a folder to another one, and back. */
class FolderMoveTest {
    @TempDir
    private Path top;

    private Path folder;
    private Path trash;

    @BeforeEach
    void make_a_folder() throws IOException {
        folder = Files.createDirectory(top.resolve("deer"));
        trash = top.resolve("trash");
    }

    private Path write(String key, String content) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private ImageEntry checked(String key) throws ImageStoreException {
        return new FolderSource(new FolderLocation(folder)).find(key).orElseThrow();
    }

    private RemovalOutcome move(ImageEntry image, boolean begun) {
        return new FolderMover(new FolderLocation(folder), new FolderLocation(trash), 0)
                .remove(List.of(image), key -> begun)
                .get(0);
    }

    private RestoreOutcome restore(ImageEntry image, RemovalOutcome moved) {
        return new FolderRestorer(new FolderLocation(folder))
                .restore(List.of(new RemovedImage(image, Optional.empty(), moved.moved())))
                .get(0);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Nested
    class A_link {

        @Test
        void is_moved_and_restored_as_the_link_it_is() throws Exception {
            Path original = Files.writeString(top.resolve("original.jpg"), "abc");
            Path link = Files.createSymbolicLink(folder.resolve("1.jpg"), Path.of("../original.jpg"));
            ImageEntry image = checked("1.jpg");

            RemovalOutcome moved = move(image, false);

            assertThat(moved.result()).isEqualTo(Result.MOVED);
            assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isFalse();
            assertThat(Files.readSymbolicLink(trash.resolve("1.jpg"))).isEqualTo(Path.of("../original.jpg"));
            assertThat(original).hasContent("abc");

            assertThat(restore(image, moved)).isEqualTo(RestoreOutcome.restored("1.jpg"));
            assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("../original.jpg"));
            assertThat(Files.exists(trash.resolve("1.jpg"), LinkOption.NOFOLLOW_LINKS))
                    .isFalse();
        }

        @Test
        void comes_back_before_the_file_that_it_leads_to() throws Exception {
            Path file = write("sub/file.jpg", "abc");
            Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), Path.of("sub/file.jpg"));
            ImageEntry linkImage = checked("link.jpg");
            ImageEntry fileImage = checked("sub/file.jpg");
            RemovalOutcome linkMoved = move(linkImage, false);
            RemovalOutcome fileMoved = move(fileImage, false);
            assertThat(fileMoved.result()).isEqualTo(Result.MOVED);

            assertThat(restore(linkImage, linkMoved)).isEqualTo(RestoreOutcome.restored("link.jpg"));
            assertThat(restore(fileImage, fileMoved)).isEqualTo(RestoreOutcome.restored("sub/file.jpg"));
            assertThat(link).isSymbolicLink().hasContent("abc");
            assertThat(file).hasContent("abc");
        }

        @Test
        void that_leads_elsewhere_by_now_does_not_come_back() throws Exception {
            Files.writeString(top.resolve("original.jpg"), "abc");
            Files.createSymbolicLink(folder.resolve("1.jpg"), Path.of("../original.jpg"));
            ImageEntry image = checked("1.jpg");
            RemovalOutcome moved = move(image, false);
            Files.delete(trash.resolve("1.jpg"));
            Files.createSymbolicLink(trash.resolve("1.jpg"), Path.of("/etc/passwd"));

            assertThat(restore(image, moved).result()).isEqualTo(RestoreOutcome.Result.FAILED);
            assertThat(Files.exists(folder.resolve("1.jpg"), LinkOption.NOFOLLOW_LINKS))
                    .isFalse();
        }
    }

    @Nested
    class A_destination_that_is_the_source {

        @Test
        void by_a_link_within_it_keeps_the_only_copy() throws Exception {
            Path only = write("sub/1.jpg", "abc");
            ImageEntry image = checked("sub/1.jpg");
            Files.createDirectory(trash);
            Files.createSymbolicLink(trash.resolve("sub"), folder.resolve("sub"));

            assertThat(move(image, true).result()).isEqualTo(Result.FAILED);
            assertThat(move(image, false).result()).isEqualTo(Result.FAILED);
            assertThat(only).hasContent("abc");
            assertThat(names(folder.resolve("sub"))).containsExactly("1.jpg");
        }

        @Test
        void by_a_link_of_its_own_keeps_the_only_copy() throws Exception {
            Path only = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            Files.createSymbolicLink(trash, folder);

            assertThat(move(image, true).result()).isEqualTo(Result.FAILED);
            assertThat(only).hasContent("abc");
        }

        @Test
        void for_a_single_file_as_a_hard_link_makes_it_is_no_copy_to_rely_on() throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            Files.createDirectory(trash);
            Files.createLink(trash.resolve("1.jpg"), file);

            assertThat(move(image, true).result()).isEqualTo(Result.FAILED);
            assertThat(file).hasContent("abc");
        }

        @Test
        void for_a_single_file_as_a_symbolic_link_makes_it_is_no_copy_to_rely_on() throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            Files.createDirectory(trash);
            Files.createSymbolicLink(trash.resolve("1.jpg"), file);

            assertThat(move(image, true).result()).isEqualTo(Result.FAILED);
            assertThat(file).hasContent("abc");
        }

        @Test
        void is_told_from_one_that_holds_the_copy_of_an_earlier_run() throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            Files.createDirectory(trash);
            Files.writeString(trash.resolve("1.jpg"), "abc");

            assertThat(move(image, false).result()).isEqualTo(Result.FAILED);
            assertThat(move(image, true).result()).isEqualTo(Result.MOVED);
            assertThat(file).doesNotExist();
            assertThat(trash.resolve("1.jpg")).hasContent("abc");
        }
    }

    @Test
    void a_destination_may_be_a_link_to_another_folder() throws Exception {
        write("1.jpg", "abc");
        write("sub/2.jpg", "abc");
        ImageEntry one = checked("1.jpg");
        Path elsewhere = Files.createDirectory(top.resolve("elsewhere"));
        Files.createSymbolicLink(trash, elsewhere);

        assertThat(move(checked("sub/2.jpg"), false).result()).isEqualTo(Result.MOVED);
        RemovalOutcome moved = move(one, false);

        assertThat(moved.result()).isEqualTo(Result.MOVED);
        assertThat(elsewhere.resolve("1.jpg")).hasContent("abc");
        assertThat(elsewhere.resolve("sub/2.jpg")).hasContent("abc");
        assertThat(restore(one, moved)).isEqualTo(RestoreOutcome.restored("1.jpg"));
    }

    @Nested
    class A_return {

        @Test
        void through_a_folder_that_is_a_link_now_does_not_happen() throws Exception {
            write("sub/1.jpg", "abc");
            ImageEntry image = checked("sub/1.jpg");
            RemovalOutcome moved = move(image, false);
            Path elsewhere = Files.createDirectory(top.resolve("elsewhere"));
            Files.delete(folder.resolve("sub"));
            Files.createSymbolicLink(folder.resolve("sub"), elsewhere);

            assertThat(restore(image, moved))
                    .isEqualTo(RestoreOutcome.failed("sub/1.jpg", "a folder on its path is a link now"));
            assertThat(names(elsewhere)).isEmpty();
            assertThat(trash.resolve("sub/1.jpg")).hasContent("abc");
        }

        @Test
        void to_the_very_file_that_stands_there_keeps_it() throws Exception {
            write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            RemovalOutcome moved = move(image, false);
            Files.createLink(folder.resolve("1.jpg"), trash.resolve("1.jpg"));

            restore(image, moved);

            assertThat(folder.resolve("1.jpg")).hasContent("abc");
        }

        @Test
        void leaves_nothing_of_its_own_behind() throws Exception {
            write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");

            assertThat(restore(image, move(image, false))).isEqualTo(RestoreOutcome.restored("1.jpg"));
            assertThat(names(folder)).containsExactly("1.jpg");
            assertThat(names(trash)).isEmpty();
        }
    }

    @Test
    void what_an_earlier_run_left_half_copied_is_taken_away() throws Exception {
        write("1.jpg", "abc");
        ImageEntry image = checked("1.jpg");
        Files.createDirectory(trash);
        Files.writeString(trash.resolve(".label-verifier1234567890.part"), "ab");
        Path somebodys = Files.writeString(trash.resolve("mine.part"), "x");

        assertThat(new FolderMover(new FolderLocation(folder), new FolderLocation(trash), 0)
                        .settle(List.of(image), Optional.empty()))
                .extracting(RemovalOutcome::result)
                .containsExactly(Result.FAILED);

        assertThat(names(trash)).containsExactly("mine.part");
        assertThat(somebodys).hasContent("x");
    }

    @Test
    void nobody_knows_what_became_of_an_image_while_the_destination_is_away() throws Exception {
        write("1.jpg", "abc");
        ImageEntry image = checked("1.jpg");
        move(image, false);
        Files.move(trash, top.resolve("away"));

        assertThat(new FolderMover(new FolderLocation(folder), new FolderLocation(trash), 0)
                        .settle(List.of(image), Optional.empty()))
                .extracting(RemovalOutcome::result)
                .containsExactly(Result.UNKNOWN);
    }
}
