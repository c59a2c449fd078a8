package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
    private static final String MD5 = "0cc175b9c0f1b6a831c399e269772661";

    private static ImageEntry image(String key, long size, String etag) {
        return new ImageEntry(key, size, etag, Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MD5,
                "0CC175B9C0F1B6A831C399E269772661",
                MD5 + "-3",
                MD5 + "-10000",
                "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
            })
    void images_of_one_size_and_one_digest_have_the_same_content_whatever_their_keys(String etag) {
        assertThat(image("a", 5, etag).content()).isEqualTo(image("b", 5, etag).content());
        assertThat(image("a", 5, etag).content())
                .isNotEqualTo(image("a", 6, etag).content());
        assertThat(image("a", 5, etag).content()).get().matches(Content::isOfBytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "0cc175b9c0f1b6a831c399e26977266",
                "0cc175b9c0f1b6a831c399e269772661-",
                "0cc175b9c0f1b6a831c399e269772661-x",
                "W/0cc175b9c0f1b6a831c399e269772661",
                "gcc175b9c0f1b6a831c399e269772661",
                "d41d8cd98f00b204e9800998ecf8427e",
                "00000000000000000000000000000000"
            })
    void an_ETag_of_another_form_says_nothing_of_another_image(String etag) {
        assertThat(image("a", 5, etag).content())
                .isPresent()
                .isNotEqualTo(image("b", 5, etag).content());
        assertThat(image("a", 5, etag).content()).isEqualTo(image("a", 5, etag).content());
        assertThat(image("a", 5, etag).content())
                .isNotEqualTo(new ImageEntry("a", 5, etag, Instant.EPOCH.plusSeconds(1)).content());
    }

    @Test
    void without_an_ETag_nothing_tells() {
        assertThat(image("a", 5, "").content()).isEmpty();
        assertThat(image("a", 5, "").isUnchanged(image("a", 5, ""))).isFalse();
    }

    @Test
    void an_image_is_unchanged_if_key_ETag_size_and_time_are_equal_to_the_second() {
        ImageEntry listed = new ImageEntry("a", 5, MD5, Instant.parse("2026-01-02T03:04:05.678Z"));
        ImageEntry seen = new ImageEntry("a", 5, MD5, Instant.parse("2026-01-02T03:04:05Z"));

        assertThat(listed.isUnchanged(seen)).isTrue();
        assertThat(listed.isUnchanged(new ImageEntry("a", 5, MD5, Instant.parse("2026-01-02T03:04:06Z"))))
                .isFalse();
        assertThat(listed.isUnchanged(new ImageEntry("b", 5, MD5, seen.lastModified())))
                .isFalse();
    }
}
