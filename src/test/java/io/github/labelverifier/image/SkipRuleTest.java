package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkipRuleTest {
    private final SkipRule rule = new SkipRule(1_000);

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
    @ValueSource(strings = {"IMG_0001", "scans.2019/IMG_0001", "x/y.d/z", "ends-with-a-dot."})
    void a_name_without_a_suffix_is_worth_a_call_since_only_that_can_tell(String key) {
        assertThat(rule.reasonToSkip(image(key, 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.webp", "1.gif", "1.jpg.txt", "1.jpgx", "1.jp", "1.jpg ", "photos.jpg/notes.txt", ".hidden"})
    void any_other_suffix_is_not(String key) {
        assertThat(rule.reasonToSkip(image(key, 1))).contains("not-jpeg-or-png");
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
        assertThat(rule.reasonToSkip(image("1.txt", 1_001))).contains("not-jpeg-or-png");
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
