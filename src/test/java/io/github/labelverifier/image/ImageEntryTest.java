package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ImageEntryTest {

    private static ImageEntry image(String key, long size, String etag) {
        return new ImageEntry(key, size, etag, Instant.EPOCH);
    }

    @Test
    void two_images_have_the_same_content_if_ETag_and_size_are_the_same() {
        assertThat(image("a", 5, "x").sameContentAs(image("b", 5, "x"))).isTrue();
        assertThat(image("a", 5, "x").sameContentAs(image("a", 5, "y"))).isFalse();
        assertThat(image("a", 5, "x").sameContentAs(image("a", 6, "x"))).isFalse();
    }

    @Test
    void an_image_without_an_ETag_has_the_content_of_no_other() {
        assertThat(image("a", 5, "").sameContentAs(image("a", 5, ""))).isFalse();
    }

    @Test
    void no_image_has_less_than_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> image("a", -1, "x"))
                .withMessage("size: -1");
    }

    @Test
    void an_image_that_cannot_be_looked_at_says_why() {
        ImageEntry image = ImageEntry.unavailable("a", "it is gone");

        assertThat(image.problem()).contains("it is gone");
        assertThat(image.sameContentAs(image)).isFalse();
    }
}
