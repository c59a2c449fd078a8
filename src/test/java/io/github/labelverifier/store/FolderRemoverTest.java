package io.github.labelverifier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderRemoverTest {
    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Path write(String key, String content) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** The image as a check of the folder would have found it. */
    private ImageEntry checked(String key) throws ImageStoreException {
        return new FolderSource(new FolderLocation(folder)).find(key).orElseThrow();
    }

    private RemovalOutcome delete(ImageEntry image) {
        List<RemovalOutcome> outcomes =
                new FolderRemover(new FolderLocation(folder)).remove(List.of(image), key -> false);
        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).key()).isEqualTo(image.key());
        return outcomes.get(0);
    }

    @Nested
    class A_file {

        @Test
        void that_is_what_was_checked_is_deleted_and_nothing_else_is() throws Exception {
            Path file = write("deer/1.jpg", "abc");
            Path twin = write("deer/2.jpg", "abc");

            assertThat(delete(checked("deer/1.jpg"))).isEqualTo(RemovalOutcome.of("deer/1.jpg", Result.DELETED));

            assertThat(file).doesNotExist();
            assertThat(twin).hasContent("abc");
        }

        @Test
        void that_was_only_touched_is_still_what_was_checked() throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            ImageEntry older = new ImageEntry(image.key(), image.size(), image.etag(), Instant.EPOCH);

            assertThat(delete(older).result()).isEqualTo(Result.DELETED);
            assertThat(file).doesNotExist();
        }

        @ParameterizedTest
        @ValueSource(strings = {"abd", "abcd", ""})
        void of_other_content_is_kept_even_if_its_size_is_the_same(String content) throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            Files.writeString(file, content);

            assertThat(delete(image))
                    .isEqualTo(RemovalOutcome.of("1.jpg", Result.CHANGED, "its content is not what was checked"));
            assertThat(file).hasContent(content);
        }

        @Test
        void whose_size_is_not_the_recorded_one_is_kept_whatever_its_hash() throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry other = new ImageEntry("1.jpg", 4, checked("1.jpg").etag(), Instant.EPOCH);

            assertThat(delete(other).result()).isEqualTo(Result.CHANGED);
            assertThat(file).exists();
        }

        @Test
        void whose_content_was_not_recorded_is_kept() throws Exception {
            Path file = write("1.jpg", "abc");

            assertThat(delete(new ImageEntry("1.jpg", 3, "", Instant.EPOCH)).result())
                    .isEqualTo(Result.CHANGED);
            assertThat(file).exists();
        }

        @ParameterizedTest
        @ValueSource(strings = {"gone.jpg", "gone/1.jpg", "file/1.jpg", "file/deer/1.jpg"})
        void that_is_gone_is_absent(String key) throws Exception {
            write("file", "in the place of a folder");

            assertThat(delete(new ImageEntry(key, 3, "x", Instant.EPOCH)))
                    .isEqualTo(RemovalOutcome.of(key, Result.ABSENT));
        }

        @Test
        void that_is_put_in_the_place_of_another_while_that_is_looked_at_is_kept() throws Exception {
            Path file = write("1.jpg", "x".repeat(4_000_000));
            ImageEntry image = checked("1.jpg");
            Path other = Files.writeString(elsewhere.resolve("other"), "precious");
            Runnable swap = () -> {
                try {
                    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
            for (int i = 0; i < 20; i++) {
                Files.writeString(other, "precious");
                Files.writeString(file, "x".repeat(4_000_000));
                Thread swapper = new Thread(swap);
                swapper.start();
                RemovalOutcome outcome = delete(image);
                swapper.join();
                assertThat(file).as("after " + outcome).hasContent("precious");
            }
        }

        @Test
        void in_whose_place_a_folder_stands_is_changed_and_the_folder_is_kept() throws Exception {
            write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            Files.delete(folder.resolve("1.jpg"));
            Files.createDirectory(folder.resolve("1.jpg"));

            assertThat(delete(image).result()).isEqualTo(Result.CHANGED);
            assertThat(folder.resolve("1.jpg")).isDirectory();
        }
    }

    @Nested
    class A_link {

        @Test
        void to_a_file_goes_and_the_file_stays() throws Exception {
            Path target = Files.writeString(elsewhere.resolve("target"), "abc");
            Path link = Files.createSymbolicLink(folder.resolve("1.jpg"), target);

            assertThat(delete(checked("1.jpg")).result()).isEqualTo(Result.DELETED);

            assertThat(Files.isSymbolicLink(link)).isFalse();
            assertThat(target).hasContent("abc");
        }

        @Test
        void that_took_the_place_of_a_folder_on_the_way_is_not_followed() throws Exception {
            write("deer/1.jpg", "abc");
            ImageEntry image = checked("deer/1.jpg");
            Path outside = Files.writeString(elsewhere.resolve("1.jpg"), "abc");
            Files.delete(folder.resolve("deer/1.jpg"));
            Files.delete(folder.resolve("deer"));
            Files.createSymbolicLink(folder.resolve("deer"), elsewhere);

            assertThat(delete(image))
                    .isEqualTo(RemovalOutcome.of("deer/1.jpg", Result.CHANGED, "a folder on its path is a link now"));
            assertThat(outside).hasContent("abc");
        }

        @Test
        void that_took_the_place_of_a_folder_is_not_followed_back_into_the_folder_either() throws Exception {
            write("deer/1.jpg", "abc");
            ImageEntry image = checked("deer/1.jpg");
            Files.move(folder.resolve("deer"), folder.resolve("moose"));
            Files.createSymbolicLink(folder.resolve("deer"), folder.resolve("moose"));

            assertThat(delete(image).result()).isEqualTo(Result.CHANGED);
            assertThat(folder.resolve("moose/1.jpg")).exists();
        }

        @Test
        void to_nothing_is_changed_and_kept() throws Exception {
            Path link = Files.createSymbolicLink(folder.resolve("1.jpg"), elsewhere.resolve("gone"));

            assertThat(delete(new ImageEntry("1.jpg", 3, "x", Instant.EPOCH)).result())
                    .isEqualTo(Result.CHANGED);
            assertThat(Files.isSymbolicLink(link)).isTrue();
        }

        @Test
        void may_lead_to_the_folder_itself() throws Exception {
            Path file = write("real/1.jpg", "abc");
            ImageEntry image = new ImageEntry("1.jpg", 3, checked("real/1.jpg").etag(), Instant.EPOCH);
            Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));

            assertThat(new FolderRemover(new FolderLocation(link)).remove(List.of(image), key -> false))
                    .containsExactly(RemovalOutcome.of("1.jpg", Result.DELETED));
            assertThat(file).doesNotExist();
        }
    }

    @Nested
    class A_key {

        @Test
        void that_leads_out_of_the_folder_fails_and_removes_nothing() throws Exception {
            Path secret = Files.writeString(elsewhere.resolve("1.jpg"), "abc");
            Path inside = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            String way = folder.relativize(secret).toString();

            for (String key : List.of(way, secret.toString(), "a/../1.jpg", "./1.jpg", "/1.jpg", "")) {
                assertThat(delete(new ImageEntry(key, image.size(), image.etag(), Instant.EPOCH)))
                        .isEqualTo(RemovalOutcome.of(key, Result.FAILED, "the path leads out of the folder"));
            }
            assertThat(secret).exists();
            assertThat(inside).exists();
        }

        @Test
        void that_no_file_can_have_fails_and_stops_nothing() throws Exception {
            Path file = write("2.jpg", "abc");
            ImageEntry impossible = new ImageEntry("half a pair \ud83e.jpg", 3, "x", Instant.EPOCH);

            List<RemovalOutcome> outcomes = new FolderRemover(new FolderLocation(folder))
                    .remove(List.of(impossible, checked("2.jpg")), key -> false);

            assertThat(outcomes).extracting(RemovalOutcome::result).containsExactly(Result.FAILED, Result.DELETED);
            assertThat(file).doesNotExist();
        }
    }

    @Nested
    class A_run_that_was_killed {

        @Test
        void gives_a_file_that_it_held_back_to_the_next_which_may_remove_it() throws Exception {
            Path file = write("deer/1.jpg", "abc");
            ImageEntry image = checked("deer/1.jpg");
            HeldFile.take(file);
            FolderRemover remover = new FolderRemover(new FolderLocation(folder));

            assertThat(remover.settle(List.of(image), Optional.empty()))
                    .extracting(RemovalOutcome::result)
                    .containsExactly(Result.FAILED);
            assertThat(file).hasContent("abc");

            HeldFile.take(file);
            assertThat(remover.remove(List.of(image), key -> true))
                    .extracting(RemovalOutcome::result)
                    .containsExactly(Result.DELETED);
            assertThat(file.getParent()).isEmptyDirectory();
        }

        @Test
        void while_it_gave_a_file_its_name_back_leaves_that_file_alone() throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            Files.createLink(HeldFile.take(file).original(), HeldFile.pathFor(file));

            new FolderRemover(new FolderLocation(folder)).settle(List.of(image), Optional.empty());

            assertThat(folder.toFile().list()).containsExactly("1.jpg");
        }

        @Test
        void keeps_what_it_held_where_something_else_took_the_name() throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            HeldFile.take(file);
            write("1.jpg", "newer");

            assertThat(new FolderRemover(new FolderLocation(folder)).remove(List.of(image), key -> true))
                    .extracting(RemovalOutcome::result)
                    .containsExactly(Result.CHANGED);
            assertThat(file).hasContent("newer");
            assertThat(HeldFile.pathFor(file)).hasContent("abc");
        }

        @Test
        void holds_what_is_not_called_absent_by_another() throws Exception {
            Path file = write("1.jpg", "abc");
            ImageEntry image = checked("1.jpg");
            HeldFile.take(file);

            assertThat(delete(image).result()).isEqualTo(Result.FAILED);
            assertThat(new FolderSource(new FolderLocation(folder)).list().next())
                    .hasValueSatisfying(entry ->
                            assertThat(entry.problem().orElseThrow()).contains("a removal that broke off left this"));
        }
    }

    @Nested
    class Without_permission {

        @AfterEach
        void permitAgain() throws IOException {
            Files.setPosixFilePermissions(folder.resolve("deer"), PosixFilePermissions.fromString("rwx------"));
        }

        private ImageEntry inFolderWith(String permissions) throws Exception {
            write("deer/1.jpg", "abc");
            ImageEntry image = checked("deer/1.jpg");
            Path deer = folder.resolve("deer");
            Files.setPosixFilePermissions(deer, PosixFilePermissions.fromString(permissions));
            assumeFalse(Files.isWritable(deer), "who runs the tests may do everything");
            return image;
        }

        @Test
        void to_write_into_the_folder_a_file_fails_and_is_kept() throws Exception {
            assertThat(delete(inFolderWith("r-x------")))
                    .isEqualTo(RemovalOutcome.of("deer/1.jpg", Result.FAILED, "no permission"));
            assertThat(folder.resolve("deer/1.jpg")).exists();
        }

        @Test
        void to_enter_the_folder_a_file_fails_and_is_not_called_absent() throws Exception {
            assertThat(delete(inFolderWith("---------")))
                    .isEqualTo(RemovalOutcome.of("deer/1.jpg", Result.FAILED, "no permission"));
        }
    }

    @Test
    void every_image_of_a_batch_comes_back_once_and_in_its_order() throws Exception {
        write("a.jpg", "a");
        write("b.jpg", "b");
        write("d.jpg", "d");
        ImageEntry changed = checked("b.jpg");
        write("b.jpg", "c");
        ImageEntry absent = new ImageEntry("c.jpg", 1, "x", Instant.EPOCH);

        List<RemovalOutcome> outcomes = new FolderRemover(new FolderLocation(folder))
                .remove(List.of(checked("d.jpg"), changed, absent, checked("a.jpg")), key -> false);

        assertThat(outcomes).extracting(RemovalOutcome::key).containsExactly("d.jpg", "b.jpg", "c.jpg", "a.jpg");
        assertThat(outcomes)
                .extracting(RemovalOutcome::result)
                .containsExactly(Result.DELETED, Result.CHANGED, Result.ABSENT, Result.DELETED);
        assertThat(outcomes).extracting(RemovalOutcome::deleteMarker).containsOnly(Optional.empty());
    }

    @Test
    void what_is_gone_after_its_removal_was_begun_is_gone_by_that() {
        List<ImageEntry> gone =
                List.of(new ImageEntry("1.jpg", 1, "x", Instant.EPOCH), new ImageEntry("2.jpg", 1, "x", Instant.EPOCH));

        assertThat(new FolderRemover(new FolderLocation(folder)).remove(gone, "1.jpg"::equals))
                .extracting(RemovalOutcome::result)
                .containsExactly(Result.DELETED, Result.ABSENT);
    }

    @Test
    void what_became_of_a_removal_that_broke_off_shows_in_the_folder() throws Exception {
        write("a.jpg", "a");
        write("b.jpg", "b");
        ImageEntry changed = checked("b.jpg");
        write("b.jpg", "c");
        ImageEntry gone = new ImageEntry("c.jpg", 1, "x", Instant.EPOCH);

        List<RemovalOutcome> outcomes = new FolderRemover(new FolderLocation(folder))
                .settle(List.of(checked("a.jpg"), changed, gone), Optional.empty());

        assertThat(outcomes)
                .extracting(RemovalOutcome::result)
                .containsExactly(Result.FAILED, Result.CHANGED, Result.DELETED);
        assertThat(folder.resolve("a.jpg")).exists();
        assertThat(folder.resolve("b.jpg")).exists();
    }

    @Test
    void what_is_deleted_from_a_folder_is_gone_for_good() {
        FolderRemover remover = new FolderRemover(new FolderLocation(folder));

        assertThat(remover.action()).isEqualTo(RemovalAction.DELETE);
        assertThat(remover.undo()).isEqualTo(ImageRemover.Undo.IMPOSSIBLE);
        assertThat(remover.batchSize()).isPositive();
    }
}
