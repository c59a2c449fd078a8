package io.github.labelverifier.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.testing.Digests;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KnownContentsTest {
    private final KnownContents contents = open();

    private static KnownContents open() {
        try {
            return new KnownContents();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        contents.close();
    }

    private static ImageEntry image(String key, long size, String content) {
        return new ImageEntry(key, size, Digests.of(content), Instant.EPOCH);
    }

    private boolean areTheSame(ImageEntry one, ImageEntry other) {
        return contents.of(one).equals(contents.of(other));
    }

    @Test
    void a_digest_of_one_size_tells_the_content() throws IOException {
        contents.note(image("a", 5, "x"));
        contents.note(image("b", 5, "x"));
        contents.note(image("c", 6, "y"));

        assertThat(areTheSame(image("a", 5, "x"), image("b", 5, "x"))).isTrue();
        assertThat(contents.notByBytes()).isEmpty();
        assertThat(contents.toldTooLate()).isEmpty();
    }

    @Test
    void a_digest_that_two_sizes_share_tells_nothing_whichever_came_first() throws IOException {
        contents.note(image("a", 5, "x"));
        contents.note(image("b", 5, "x"));
        contents.note(image("c", 6, "x"));
        contents.note(image("d", 5, "x"));

        assertThat(areTheSame(image("a", 5, "x"), image("b", 5, "x"))).isFalse();
        assertThat(areTheSame(image("a", 5, "x"), image("a", 5, "x"))).isTrue();
        assertThat(contents.of(image("c", 6, "x"))).get().matches(content -> !content.isOfBytes());
        assertThat(contents.of(image("e", 6, "other"))).get().matches(Content::isOfBytes);
        assertThat(contents.notByBytes()).contains(image("a", 5, "x"));
    }

    @Test
    void what_is_told_after_it_was_relied_on_is_told_too_late() throws IOException {
        contents.note(image("a", 5, "x"));
        contents.relyOn(image("b", 5, "x"));
        contents.note(image("b", 5, "x"));
        assertThat(contents.toldTooLate()).isEmpty();

        contents.note(image("c", 6, "x"));

        assertThat(contents.toldTooLate()).contains(image("c", 6, "x"));
        assertThat(areTheSame(image("a", 5, "x"), image("b", 5, "x"))).isFalse();
    }
}
