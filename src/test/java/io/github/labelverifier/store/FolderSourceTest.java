package io.github.labelverifier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.testing.Jpegs;
import io.github.labelverifier.testing.SampleFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSourceTest {
    /** The example of FIPS 180-2. */
    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private Path write(String key, String content) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private FolderSource source() {
        return new FolderSource(new FolderLocation(folder));
    }

    private List<ImageEntry> list() throws ImageStoreException, IOException {
        List<ImageEntry> images = new ArrayList<>();
        try (ImageCursor cursor = source().list()) {
            for (Optional<ImageEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                images.add(next.get());
            }
            assertThat(cursor.next()).isEmpty();
        }
        return images;
    }

    private List<String> keys() throws ImageStoreException, IOException {
        return list().stream().map(ImageEntry::key).toList();
    }

    private static void assertKind(Kind kind, String message, ThrowingCallable call) {
        assertThatExceptionOfType(ImageStoreException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
    }

    /** A file or folder whose name is a byte that is no UTF-8, which Java cannot make. */
    private void makeInShell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    @Nested
    class The_order {

        @Test
        void of_a_listing_is_that_of_the_whole_keys_not_that_of_the_folders() throws Exception {
            List<String> inOrder = List.of(
                    "a-b/x.jpg",
                    "a.jpg",
                    "a/-/x.jpg",
                    "a/b.jpg",
                    "a/b/c.jpg",
                    "a/bb.jpg",
                    "a0.jpg",
                    "é/1.jpg",
                    "日本/1.jpg",
                    "\uffee.jpg",
                    "\ud83e\udd8c/1.jpg");
            for (String key : inOrder) {
                write(key, "x");
            }

            assertThat(keys()).containsExactlyElementsOf(inOrder);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void of_random_nested_folders_is_that_of_the_bytes_of_their_keys(long seed) throws Exception {
            Random random = new Random(seed);
            String[] parts = {"a", "b", "a-", "a.", "a0", " ", "é", "\uffee", "\ud83e\udd8c", "~"};
            Set<String> keys = new HashSet<>();
            for (int i = 0; i < 120; i++) {
                StringBuilder key = new StringBuilder();
                for (int depth = random.nextInt(4); depth > 0; depth--) {
                    key.append(parts[random.nextInt(parts.length)]).append("/");
                }
                // Files end otherwise than folders, so that no file is where a folder must be.
                key.append(parts[random.nextInt(parts.length)]).append(".png");
                keys.add(key.toString());
                write(key.toString(), "x");
            }
            List<byte[]> sorted = keys.stream()
                    .map(key -> key.getBytes(StandardCharsets.UTF_8))
                    .sorted(Arrays::compareUnsigned)
                    .toList();

            assertThat(keys())
                    .containsExactlyElementsOf(sorted.stream()
                            .map(key -> new String(key, StandardCharsets.UTF_8))
                            .toList());
        }
    }

    @Nested
    class An_entry {

        @Test
        void has_the_size_the_time_and_the_hash_of_its_file() throws Exception {
            Path file = write("deer/1.jpg", "abc");
            Instant modified = Instant.parse("2026-01-02T03:04:05Z");
            Files.setLastModifiedTime(file, FileTime.from(modified));

            assertThat(list()).singleElement().satisfies(image -> {
                assertThat(image.key()).isEqualTo("deer/1.jpg");
                assertThat(image.size()).isEqualTo(3);
                assertThat(image.etag()).isEqualTo(SHA_256_OF_ABC);
                assertThat(image.lastModified()).isEqualTo(modified);
            });
        }

        @Test
        void of_a_large_file_has_the_hash_of_all_of_it() throws Exception {
            write("a.jpg", "x".repeat(200_000) + "a");
            write("b.jpg", "x".repeat(200_000) + "b");
            write("c.jpg", "x".repeat(200_000) + "a");

            List<ImageEntry> images = list();

            assertThat(images.get(0).sameContentAs(images.get(2))).isTrue();
            assertThat(images.get(0).sameContentAs(images.get(1))).isFalse();
        }

        @Test
        void of_a_file_that_is_skipped_has_no_hash_which_would_only_cost_time() throws Exception {
            write("notes.txt", "x");
            write("empty.jpg", "");
            try (RandomAccessFile large =
                    new RandomAccessFile(folder.resolve("large.jpg").toFile(), "rw")) {
                large.setLength(SkipRule.MAX_CONVERTED_BYTES + 1);
            }

            assertThat(list()).hasSize(3).extracting(ImageEntry::etag).containsOnly("");
        }

        @Test
        void that_is_no_picture_whatever_its_name_is_not_worth_a_call() throws Exception {
            write("1.jpg", "<html>404</html>");
            write("2.jpg", "RIFF\u0001\u0001\u0001\u0001WEBPVP8L");
            Files.write(folder.resolve("3.jpg"), Jpegs.of(1, 1, "x"));
            Files.write(folder.resolve("4.jpg"), Jpegs.of(80, 80, "x"));
            write("5.heic", "\u0000\u0000\u0000\u0018ftypheic\u0000\u0000\u0000\u0000");

            assertThat(reasons())
                    .containsExactly("not-a-picture", "truncated", "too-small", "", "unsupported-format:heic");
            assertThat(list()).extracting(ImageEntry::etag).element(4).isEqualTo("");
        }

        @Test
        void that_is_a_JPEG_under_the_name_of_another_format_is_worth_a_call() throws Exception {
            Path file = Files.write(folder.resolve("1.webp"), Jpegs.of("x"));

            assertThat(reasons()).containsExactly("");
            assertThat(list()).extracting(ImageEntry::etag).containsExactly(ContentHash.of(file));
        }

        @ParameterizedTest
        @ValueSource(strings = {"card.jpg", "progressive.jpg", "cmyk.jpg"})
        void that_ends_before_its_picture_does_is_not_worth_a_call(String name) throws Exception {
            byte[] whole = SampleFiles.file(name);
            for (int percent = 10; percent < 100; percent += 10) {
                Files.write(folder.resolve(percent + ".jpg"), Arrays.copyOf(whole, whole.length * percent / 100));
            }
            Files.write(folder.resolve("short.jpg"), Arrays.copyOf(whole, whole.length - 1));
            Files.write(folder.resolve("zeros.jpg"), Arrays.copyOf(Arrays.copyOf(whole, whole.length - 2), 200_000));

            assertThat(reasons()).hasSize(11).containsOnly("truncated");
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 100})
        void that_is_a_PNG_without_all_of_its_pixels_is_not_worth_a_call(int mostOfChunk) throws Exception {
            byte[] card = SampleFiles.file("card.png");
            int pixels = 130;
            int length = ByteBuffer.wrap(card).getInt(pixels);
            ByteBuffer all = ByteBuffer.allocate(2 * card.length).put(card, 0, pixels);
            for (int at = 0; at < length; at += mostOfChunk) {
                int part = Math.min(mostOfChunk, length - at);
                all.putInt(part)
                        .putInt(0x49444154)
                        .put(card, pixels + 8 + at, part)
                        .putInt(0);
            }
            int end = all.position();
            byte[] whole = all.put(card, pixels + length + 12, card.length - pixels - length - 12)
                    .array();
            Files.write(folder.resolve("1.png"), Arrays.copyOf(whole, 60));
            Files.write(folder.resolve("2.png"), Arrays.copyOf(whole, pixels + 50));
            Files.write(folder.resolve("3.png"), Arrays.copyOf(whole, end - 5));
            // Remarks are cut off, or nothing is.
            Files.write(folder.resolve("4.png"), Arrays.copyOf(whole, end + 10));
            Files.write(folder.resolve("5.png"), whole);

            assertThat(reasons()).containsExactly("truncated", "truncated", "truncated", "", "");
        }

        @Test
        void that_only_begins_like_a_picture_is_left_to_those_who_know() throws Exception {
            Files.write(
                    folder.resolve("1.jpg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 'a', 'b'});
            Files.write(
                    folder.resolve("2.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 'a', 'b'});
            Files.write(folder.resolve("3.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});

            assertThat(reasons()).containsExactly("", "", "truncated");
        }

        @Test
        void that_ends_before_its_picture_does_is_not_whole_by_the_end_of_its_thumbnail() throws Exception {
            byte[] thumbnail = SampleFiles.file("card.jpg");
            byte[] whole = withSegment(SampleFiles.file("progressive.jpg"), thumbnail);
            Files.write(folder.resolve("1.jpg"), Arrays.copyOf(whole, whole.length - 2));
            Files.write(folder.resolve("2.jpg"), whole);
            // Cut in the head, behind the thumbnail.
            Files.write(folder.resolve("3.jpg"), Arrays.copyOf(whole, 2 + 4 + thumbnail.length + 3));

            assertThat(reasons()).containsExactly("truncated", "", "truncated");
        }

        @Test
        void with_more_behind_its_picture_is_worth_a_call() throws Exception {
            byte[] whole = SampleFiles.file("card.jpg");
            Files.write(folder.resolve("padded.jpg"), Arrays.copyOf(whole, 300_000));
            byte[] twice = Arrays.copyOf(whole, whole.length * 2 - 10);
            System.arraycopy(whole, 0, twice, whole.length, whole.length - 10);
            Files.write(folder.resolve("twice.jpg"), twice);
            byte[] large = withSegment(withSegment(whole, new byte[60_000]), new byte[60_000]);
            Files.write(folder.resolve("large-head.jpg"), Arrays.copyOf(large, large.length + 1));

            assertThat(reasons()).containsOnly("");
            assertThat(list())
                    .extracting(ImageEntry::etag)
                    .element(1)
                    .isEqualTo(ContentHash.of(Arrays.copyOf(whole, 300_000)));
        }

        private static byte[] withSegment(byte[] jpeg, byte[] content) {
            ByteBuffer all = ByteBuffer.allocate(jpeg.length + 4 + content.length);
            all.put(jpeg, 0, 2).putShort((short) 0xffe1).putShort((short) (content.length + 2));
            return all.put(content).put(jpeg, 2, jpeg.length - 2).array();
        }

        private List<String> reasons() throws ImageStoreException, IOException {
            return list().stream()
                    .map(image -> source().skipRule().reasonToSkip(image).orElse(""))
                    .toList();
        }

        @Test
        void of_a_hidden_file_is_listed_like_any_other() throws Exception {
            write(".hidden/.1.jpg", "x");

            assertThat(keys()).containsExactly(".hidden/.1.jpg");
        }
    }

    @Nested
    class A_link {

        @Test
        void to_a_file_is_listed_as_that_file() throws Exception {
            Path target = Files.writeString(elsewhere.resolve("target"), "abc");
            Files.createSymbolicLink(folder.resolve("1.jpg"), target);

            assertThat(list()).singleElement().satisfies(image -> {
                assertThat(image.key()).isEqualTo("1.jpg");
                assertThat(image.size()).isEqualTo(3);
                assertThat(image.etag()).isEqualTo(SHA_256_OF_ABC);
            });
        }

        @Test
        void to_a_folder_is_not_followed() throws Exception {
            Files.writeString(elsewhere.resolve("1.jpg"), "x");
            write("real/1.jpg", "x");
            Files.createSymbolicLink(folder.resolve("outside"), elsewhere);
            Files.createSymbolicLink(folder.resolve("real/up"), folder);

            assertThat(keys()).containsExactly("real/1.jpg");
        }

        @Test
        void to_nothing_is_listed_as_no_picture() throws Exception {
            write("1.jpg", "x");
            Files.createSymbolicLink(folder.resolve("2.jpg"), elsewhere.resolve("gone"));

            List<ImageEntry> images = list();

            assertThat(images).extracting(ImageEntry::key).containsExactly("1.jpg", "2.jpg");
            assertThat(source().skipRule().reasonToSkip(images.get(1))).contains("broken-link");
            assertKind(Kind.NOT_FOUND, "it is a link that leads nowhere", () -> source().find("2.jpg"));
        }

        @Test
        void to_nothing_that_is_not_named_like_a_picture_is_no_image() throws Exception {
            Files.createSymbolicLink(folder.resolve("current"), elsewhere.resolve("gone"));
            Files.createSymbolicLink(folder.resolve("notes.txt"), elsewhere.resolve("gone"));

            assertThat(keys()).isEmpty();
        }

        @Test
        void in_a_circle_is_one_image_that_cannot_be_checked_and_no_reason_to_check_none() throws Exception {
            Files.createSymbolicLink(folder.resolve("1.jpg"), folder.resolve("1.jpg"));
            write("2.jpg", "x");

            List<ImageEntry> images = list();

            assertThat(images).extracting(ImageEntry::key).containsExactly("1.jpg", "2.jpg");
            assertThat(images.get(0).problem())
                    .hasValueSatisfying(
                            problem -> assertThat(problem).startsWith("cannot read " + folder.resolve("1.jpg")));
            assertThat(images.get(1).problem()).isEmpty();
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    class A_pipe {

        @Test
        @Timeout(20)
        void that_is_named_like_a_picture_is_told_and_never_waited_for() throws Exception {
            makeInShell("mkfifo 1.jpg ignored && ln -s 1.jpg 2.jpg");
            write("3.jpg", "x");

            List<ImageEntry> images = list();

            assertThat(images).extracting(ImageEntry::key).containsExactly("1.jpg", "2.jpg", "3.jpg");
            assertThat(images.subList(0, 2))
                    .extracting(source().skipRule()::reasonToSkip)
                    .containsOnly(Optional.of("not-a-file"));
            assertKind(Kind.OTHER, "it is no file", () -> source().find("1.jpg"));
            assertKind(Kind.OTHER, "it is no file", () -> source().read("1.jpg"));
        }
    }

    @Nested
    class A_folder_that_cannot_be_read {

        /** Lists as if a folder had vanished after its name was read. */
        private List<ImageEntry> listWithout(String gone) throws Exception {
            List<ImageEntry> images = new ArrayList<>();
            try (ImageCursor cursor = source().list()) {
                for (Optional<ImageEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                    images.add(next.get());
                    if (images.size() == 1) {
                        Files.move(folder.resolve(gone), elsewhere.resolve("away"));
                    }
                }
            }
            return images;
        }

        @Test
        void is_one_image_that_cannot_be_checked_and_all_else_is_listed() throws Exception {
            write("a.jpg", "x");
            write("b/1.jpg", "x");
            write("b/2.jpg", "x");
            write("c/1.jpg", "x");

            List<ImageEntry> images = listWithout("b");

            assertThat(images).extracting(ImageEntry::key).containsExactly("a.jpg", "b/", "c/1.jpg");
            assertThat(images.get(1).problem())
                    .hasValueSatisfying(
                            problem -> assertThat(problem).startsWith("cannot read " + folder.resolve("b")));
        }

        @Test
        void is_not_opened_where_nobody_wants_what_is_in_it() throws Exception {
            write("a.jpg", "x");
            write("b/1.jpg", "x");
            Set<String> asked = new HashSet<>();

            try (ImageCursor cursor = source().list(name -> {
                asked.add(name);
                return name.equals("b/");
            })) {
                assertThat(cursor.next()).map(ImageEntry::key).contains("a.jpg");
                assertThat(cursor.next()).isEmpty();
            }
            assertThat(asked).containsExactly("b/");
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    class A_name_that_is_no_text {

        @Test
        void is_one_image_that_cannot_be_checked_and_is_not_left_out() throws Exception {
            makeInShell("printf x >\"$(printf 'b\\351r.jpg')\"");
            write("a.jpg", "x");
            write("c.jpg", "x");

            List<ImageEntry> images = list();

            assertThat(images).extracting(ImageEntry::key).containsExactly("a.jpg", "b\ufffdr.jpg", "c.jpg");
            assertThat(images.get(1).problem())
                    .contains("its name is no text in this system's character set: rename it");
        }

        @Test
        void of_a_folder_is_told_like_that_of_a_file() throws Exception {
            makeInShell("mkdir \"$(printf 'b\\351r')\" && printf x >\"$(printf 'b\\351r/1.jpg')\"");
            write("c.jpg", "x");

            List<ImageEntry> images = list();

            assertThat(images).extracting(ImageEntry::key).containsExactly("b\ufffdr", "c.jpg");
            assertThat(images.get(0).problem()).isPresent();
        }

        @Test
        void looks_like_another_one_and_then_both_are_told_of_once_since_a_key_is_listed_once() throws Exception {
            makeInShell("printf x >\"$(printf '\\351.jpg')\" && printf x >\"$(printf '\\352.jpg')\"");

            assertThat(keys()).containsExactly("\ufffd.jpg");
        }

        @Test
        void looks_like_a_good_one_which_is_checked() throws Exception {
            write("\ufffd.jpg", "abc");

            assertThat(list()).singleElement().satisfies(image -> {
                assertThat(image.problem()).isEmpty();
                assertThat(image.etag()).isEqualTo(SHA_256_OF_ABC);
            });
        }
    }

    @Nested
    class What_cannot_be_read {

        private void forbid(Path path) throws IOException {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
            assumeFalse(Files.isReadable(path), "who runs the tests may read everything");
        }

        @Test
        void is_listed_without_a_hash_if_it_is_a_file_so_that_the_call_says_why() throws Exception {
            Path file = write("1.jpg", "x");
            write("2.jpg", "abc");
            forbid(file);

            List<ImageEntry> images = list();

            assertThat(images).extracting(ImageEntry::key).containsExactly("1.jpg", "2.jpg");
            assertThat(images).extracting(ImageEntry::etag).containsExactly("", SHA_256_OF_ABC);
            assertKind(Kind.OTHER, "cannot read " + file, () -> source().read("1.jpg"));
        }

        @Test
        void breaks_the_listing_off_if_it_is_a_folder() throws Exception {
            write("a.jpg", "x");
            write("b/1.jpg", "x");
            Path forbidden = folder.resolve("b");
            forbid(forbidden);

            try (ImageCursor cursor = source().list()) {
                assertThat(cursor.next()).isPresent();
                assertKind(Kind.OTHER, "cannot read " + forbidden, cursor::next);
            } finally {
                Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }

    @Nested
    class A_folder {

        @Test
        void that_is_not_there_or_is_a_file_cannot_be_listed() throws Exception {
            FolderLocation gone = new FolderLocation(folder.resolve("gone"));
            FolderLocation file = new FolderLocation(write("file", "x"));

            assertKind(Kind.NOT_FOUND, "there is no folder " + gone.uri(), () -> new FolderSource(gone).list());
            assertKind(Kind.NOT_FOUND, "there is no folder " + file.uri(), () -> new FolderSource(file).list());
        }

        @Test
        void without_images_has_an_empty_listing() throws Exception {
            Files.createDirectories(folder.resolve("a/b/c"));

            assertThat(list()).isEmpty();
        }

        @Test
        void sends_images_as_bytes_so_the_smaller_limit_holds() {
            assertThat(source().skipRule()).isEqualTo(new SkipRule(SkipRule.MAX_INLINE_BYTES, true));
        }
    }

    @Nested
    class One_key {

        @Test
        void is_found_as_it_is_listed() throws Exception {
            write("deer/1.jpg", "abc");

            assertThat(source().find("deer/1.jpg")).contains(list().get(0));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "gone.jpg",
                    "deer",
                    "deer/",
                    "",
                    "..",
                    "../x.jpg",
                    "deer/../deer/1.jpg",
                    "/etc/passwd",
                    "deer/1.jpg/2.jpg",
                    "deer/1.jpg/2/3.jpg"
                })
        void is_not_found_where_there_is_no_file_of_the_folder(String key) throws Exception {
            write("deer/1.jpg", "abc");

            assertThat(source().find(key)).isEmpty();
        }

        @Test
        void that_no_file_can_have_is_an_error_that_says_so() {
            String impossible = "half a pair \ud83e.jpg";

            assertKind(Kind.NOT_FOUND, "no file can be called " + impossible, () -> source().find(impossible));
            assertKind(Kind.NOT_FOUND, "no file can be called " + impossible, () -> source().read(impossible));
        }

        @Test
        void is_read_as_it_is() throws Exception {
            write("deer/1.jpg", "abc");

            assertThat(source().read("deer/1.jpg"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("abc");
            assertKind(Kind.NOT_FOUND, folder.resolve("gone.jpg").toString(), () -> source().read("gone.jpg"));
        }

        @Test
        void outside_of_the_folder_is_never_read() throws Exception {
            Files.writeString(elsewhere.resolve("secret"), "x");
            String way = folder.relativize(elsewhere.resolve("secret")).toString();

            assertThatIllegalArgumentException().isThrownBy(() -> source().read(way));
        }
    }
}
