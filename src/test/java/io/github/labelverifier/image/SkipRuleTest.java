package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkipRuleTest {
    private final SkipRule rule = new SkipRule(1_000, false);
    private final SkipRule converting = new SkipRule(1_000, true);

    private static ImageEntry image(String key, long size) {
        return new ImageEntry(key, size, "etag", Instant.EPOCH);
    }

    private static ImageEntry image(String storageClass) {
        return new ImageEntry("1.jpg", 1, "etag", Instant.EPOCH, Optional.of(storageClass), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.jpg",
                "1.jpeg",
                "1.png",
                "1.JPG",
                "1.JPEG",
                "1.PNG",
                "1.Jpg",
                "1.jPeG",
                "a.gif.png",
                "x/.jpg",
                "a b.c d.jpg"
            })
    void a_JPEG_or_PNG_suffix_in_any_case_is_worth_a_call(String key) {
        assertThat(rule.reasonToSkip(image(key, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.jpe",
                "1.jfif",
                "1.pjpeg",
                "1.jpg_large",
                "1.jpg:orig",
                "1.jpg:large",
                "1.jpg.1",
                "1.jpg.1.2",
                "1.jpg?w=200",
                "1.jpg?file=notes.txt",
                "1.JPG?w=200&h=3.png"
            })
    void a_JPEG_as_downloads_name_it_is_worth_a_call(String key) {
        assertThat(rule.reasonToSkip(image(key, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IMG_0001",
                "scans.2019/IMG_0001",
                "x/y.d/z",
                "ends-with-a-dot.",
                "photo of Dr. Smith",
                "1.jpgx",
                "1.jpg ",
                "1.jpg.bak",
                "image.php?id=7",
                "photos.txt/1",
                ".hidden",
                "IMG.2019"
            })
    void a_name_that_tells_nothing_is_worth_a_call_since_only_that_can_tell(String key) {
        assertThat(rule.reasonToSkip(image(key, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.jpg.txt",
                "photos.jpg/notes.txt",
                "1.json",
                "1.JSON",
                "a.html",
                "a.htm",
                "a.xml",
                "a.csv",
                "a.zip",
                "a.mp4",
                "a.pdf",
                "notes.txt.1",
                "a.json?v=2",
                ".json"
            })
    void the_suffix_of_something_else_is_not(String key) {
        assertThat(rule.reasonToSkip(image(key, 1))).contains("not-a-picture");
    }

    @ParameterizedTest
    @CsvSource({
        "1.webp, webp",
        "1.WebP, webp",
        "1.gif, gif",
        "1.heic, heic",
        "1.HEIF, heic",
        "1.avif, avif",
        "1.tif, tiff",
        "1.tiff, tiff",
        "1.bmp, bmp",
        "1.webp:large, webp",
        "1.gif.1, gif",
        "1.webp?w=200, webp"
    })
    void the_suffix_of_a_format_that_nothing_here_reads_is_not(String key, String format) {
        assertThat(rule.reasonToSkip(image(key, 1))).contains("unsupported-format:" + format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "._1.jpg",
                "deer/._1.jpg",
                "__MACOSX/1.jpg",
                "deer/__MACOSX/x/1.jpg",
                "deer/@eaDir/1.jpg/SYNOPHOTO_THUMB_M.jpg",
                "deer/.thumbnails/normal/1.png",
                "lost+found/1.jpg",
                "$RECYCLE.BIN/1.jpg",
                ".git/1.jpg",
                "deer/Thumbs.db",
                "deer/.DS_Store",
                "deer/desktop.ini"
            })
    void what_a_system_leaves_behind_is_not(String key) {
        assertThat(rule.reasonToSkip(image(key, 1))).contains("system-file");
        assertThat(rule.reasonToSkip(image(key, 0))).contains("system-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a._1.jpg", "MACOSX/1.jpg", "__MACOSX", "eaDir/1.jpg", "Thumbs.db.jpg", "_1.jpg"})
    void what_only_looks_like_it_is(String key) {
        assertThat(rule.reasonToSkip(image(key, 1))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "READABLE, jpeg, 0, 0, ",
        "READABLE, jpeg, 80, 80, ",
        "READABLE, png, 10000, 10000, ",
        "READABLE, jpeg, 79, 2000, too-small",
        "READABLE, png, 2000, 1, too-small",
        "READABLE, png, 10001, 100, too-large",
        "OTHER_PICTURE, webp, 0, 0, unsupported-format:webp",
        "NO_PICTURE, '', 0, 0, not-a-picture",
        "UNKNOWN, '', 0, 0, not-jpeg-or-png"
    })
    void the_content_tells_better_than_the_name(
            ContentLook.Kind kind, String format, int width, int height, @Nullable String reason) {
        for (String key : List.of("1.jpg", "1.webp", "1")) {
            ImageEntry image = image(key, 1).read("etag", new ContentLook(kind, format, width, height));
            assertThat(rule.reasonToSkip(image)).isEqualTo(Optional.ofNullable(reason));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "READABLE, jpeg, 0, 0, , false",
        "READABLE, jpeg, 79, 2000, too-small, false",
        "READABLE, png, 10001, 100, , true",
        "UNUSUAL, jpeg, 640, 480, , true",
        "CONVERTIBLE, webp, 640, 480, , true",
        "CONVERTIBLE, tiff, 0, 0, , true",
        "CONVERTIBLE, gif, 1, 1, too-small, true",
        "OTHER_PICTURE, heic, 0, 0, unsupported-format:heic, false",
        "NO_PICTURE, '', 0, 0, not-a-picture, false",
        "UNKNOWN, '', 0, 0, not-a-picture, false"
    })
    void what_is_read_here_is_converted(
            ContentLook.Kind kind, String format, int width, int height, @Nullable String reason, boolean converted) {
        for (String key : List.of("1.jpg", "1.webp", "1")) {
            ImageEntry image = image(key, 1).read("etag", new ContentLook(kind, format, width, height));
            assertThat(converting.reasonToSkip(image)).isEqualTo(Optional.ofNullable(reason));
            assertThat(converting.needsConversion(image)).isEqualTo(converted);
            assertThat(rule.needsConversion(image)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.webp, , true",
        "1.GIF, , true",
        "1.bmp?w=200, , true",
        "1.tif, , true",
        "1.jpg, , false",
        "1, , false",
        "1.heic, unsupported-format:heic, true",
        "1.avif, unsupported-format:avif, true",
        "1.dng, unsupported-format:dng, true"
    })
    void the_suffix_of_a_format_that_is_read_here_is_worth_a_call(
            String key, @Nullable String reason, boolean converted) {
        assertThat(converting.reasonToSkip(image(key, 1))).isEqualTo(Optional.ofNullable(reason));
        assertThat(converting.needsConversion(image(key, 1))).isEqualTo(converted);
    }

    @Test
    void what_is_too_large_to_be_sent_is_converted_up_to_a_bound() {
        assertThat(converting.reasonToSkip(image("1.jpg", 1_001))).isEmpty();
        assertThat(converting.needsConversion(image("1.jpg", 1_000))).isFalse();
        assertThat(converting.needsConversion(image("1.jpg", 1_001))).isTrue();
        assertThat(converting.reasonToSkip(image("1.jpg", SkipRule.MAX_CONVERTED_BYTES + 1)))
                .contains("too-large");
    }

    @Test
    void a_folder_of_the_console_is_skipped_whatever_its_size_and_name() {
        assertThat(rule.reasonToSkip(image("deer/", 0))).contains("folder");
        assertThat(rule.reasonToSkip(image("deer.jpg/", 5_000))).contains("folder");
    }

    @Test
    void an_empty_object_is_skipped() {
        assertThat(rule.reasonToSkip(image("1.jpg", 0))).contains("empty");
        assertThat(rule.reasonToSkip(image("1.txt", 0))).contains("empty");
    }

    @Test
    void an_image_is_too_large_above_the_limit_and_not_at_it() {
        assertThat(rule.reasonToSkip(image("1.jpg", 1_000))).isEmpty();
        assertThat(rule.reasonToSkip(image("1.jpg", 1_001))).contains("too-large");
        assertThat(rule.reasonToSkip(image("1.txt", 1_001))).contains("not-a-picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLACIER", "DEEP_ARCHIVE"})
    void an_archived_object_cannot_be_read(String storageClass) {
        assertThat(rule.reasonToSkip(image(storageClass))).contains("archived");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GLACIER_IR", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "EXPRESS_ONEZONE"})
    void every_other_storage_class_can_be_read_at_once(String storageClass) {
        assertThat(rule.reasonToSkip(image(storageClass))).isEmpty();
    }

    @Test
    void the_limits_are_those_of_Rekognition() {
        assertThat(SkipRule.MAX_S3_BYTES).isEqualTo(15_728_640);
        assertThat(SkipRule.MAX_INLINE_BYTES).isEqualTo(5_242_880);
    }
}
