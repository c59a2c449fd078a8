package io.github.labelverifier.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.disk.OffsetIndex.Extent;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetIndexTest {
    private static final int MANY = 100_000;

    private OffsetIndex index;

    @BeforeEach
    void open() throws IOException {
        index = new OffsetIndex();
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void nothing_is_found_in_an_empty_index() throws IOException {
        assertThat(index.find("")).isEmpty();
        assertThat(index.find("deer/1.jpg")).isEmpty();
    }

    @Test
    void the_first_entry_of_a_key_stays() throws IOException {
        assertThat(index.putIfAbsent("a", 1, 2)).isTrue();
        assertThat(index.putIfAbsent("a", 3, 4)).isFalse();

        assertThat(index.find("a")).contains(new Extent(1, 2));
    }

    @Test
    void keys_are_told_apart_by_every_character() throws IOException {
        String[] keys = {"", "a", "A", "a ", "a\u0000", "é", "e\u0301", "\ud83e\udd8c"};
        for (int i = 0; i < keys.length; i++) {
            assertThat(index.putIfAbsent(keys[i], i, i)).isTrue();
        }
        for (int i = 0; i < keys.length; i++) {
            assertThat(index.find(keys[i])).contains(new Extent(i, i));
        }
    }

    @Test
    void a_place_far_beyond_4_GB_and_a_piece_of_nothing_are_kept() throws IOException {
        index.putIfAbsent("far", Long.MAX_VALUE, Integer.MAX_VALUE);
        index.putIfAbsent("first", 0, 0);

        assertThat(index.find("far")).contains(new Extent(Long.MAX_VALUE, Integer.MAX_VALUE));
        assertThat(index.find("first")).contains(new Extent(0, 0));
    }

    @Test
    void a_hundred_thousand_keys_are_found_while_the_table_grows_and_after() throws IOException {
        for (int i = 0; i < MANY; i++) {
            assertThat(index.putIfAbsent("deer/" + i + ".jpg", i * 1_000L, i)).isTrue();
            // One of the first, however often the table has grown since.
            int earlier = i / 3;
            if (i % 97 == 0) {
                assertThat(index.find("deer/" + earlier + ".jpg")).contains(new Extent(earlier * 1_000L, earlier));
                assertThat(index.putIfAbsent("deer/" + earlier + ".jpg", 7, 7)).isFalse();
            }
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(index.find("deer/" + i + ".jpg")).contains(new Extent(i * 1_000L, i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(index.find("moose/" + i + ".jpg")).isEmpty();
        }
    }

    @Test
    void what_is_entered_again_has_its_last_place_while_the_table_grows_and_after() throws IOException {
        for (int i = 0; i < MANY; i++) {
            index.put("deer/" + i + ".jpg", i, 1);
            index.put("deer/" + i / 2 + ".jpg", -i, 2);
        }
        for (int i = 0; i < MANY / 2; i++) {
            assertThat(index.find("deer/" + i + ".jpg")).contains(new Extent(-(2 * i + 1), 2));
        }
        for (int i = MANY / 2; i < MANY; i++) {
            assertThat(index.find("deer/" + i + ".jpg")).contains(new Extent(i, 1));
        }
    }
}
