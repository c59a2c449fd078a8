package io.github.labelverifier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilterTest {

    private static boolean matches(String glob, String name) {
        return new ImageFilter(List.of(glob), List.of()).accepts(name);
    }

    @ParameterizedTest
    @CsvSource({
        "lost+found/*, lost+found/, true, true",
        "lost+found/**, lost+found/, true, true",
        "lost+found/, lost+found/, false, true",
        "lost+found, lost+found/, false, true",
        "lost+found, a/lost+found/, false, true",
        "lost*, lost+found/, true, true",
        "*.jpg, lost+found/, false, false",
        "lost+found/*.jpg, lost+found/, false, false",
        "a/*, ab/, false, false"
    })
    void a_folder_is_left_out_by_a_pattern_that_leaves_out_all_that_can_be_in_it(
            String glob, String folder, boolean all, boolean named) {
        ImageFilter filter = new ImageFilter(List.of(), List.of(glob));

        assertThat(filter.excludesAllBelow(folder)).isEqualTo(all);
        assertThat(filter.excludesFolder(folder)).isEqualTo(named);
        assertThat(new ImageFilter(List.of(glob), List.of()).excludesFolder(folder))
                .isFalse();
    }

    @Nested
    class A_pattern {

        @ParameterizedTest
        @CsvSource({
            "*, 1.jpg, true",
            "*, a/b/1.jpg, true",
            "*.jpg, 1.jpg, true",
            "*.jpg, a/b/1.jpg, true",
            "*.jpg, 1.JPG, false",
            "*.jpg, 1.jpg.txt, false",
            "2019/*, 2019/a/b/1.jpg, true",
            "2019/*, 2019, false",
            "2019/*, x/2019/1.jpg, false",
            "20??/*, 2019/1.jpg, true",
            "20??/*, 201/1.jpg, false",
            "a*z, a/b/z, true",
            "a/*/z.jpg, a/b/c/z.jpg, true",
            "deer*, deer/1.jpg, true",
            "1.jpg, 11.jpg, false"
        })
        void matches_the_whole_name_with_a_star_for_any_text_as_with_aws_s3(
                String glob, String name, boolean expected) {
            assertThat(matches(glob, name)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "thumb_*, thumb_1.jpg, true",
            "thumb_*, new/thumb_1.jpg, true",
            "thumb_*, new/old/thumb_1.jpg, true",
            "thumb_*, new/my-thumb_1.jpg, false",
            "thumb_?.jpg, new/thumb_1.jpg, true",
            "1.jpg, a/1.jpg, true",
            "new/thumb_*, old/new/thumb_1.jpg, false",
            "/1.jpg, a/1.jpg, false"
        })
        void without_a_slash_matches_the_last_part_too_as_with_rg(String glob, String name, boolean expected) {
            assertThat(matches(glob, name)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '"',
                value = {
                    "[a-c].jpg, b.jpg, true",
                    "[a-c].jpg, d.jpg, false",
                    "[!a-c].jpg, d.jpg, true",
                    "[!a-c].jpg, b.jpg, false",
                    "[^a-c].jpg, d.jpg, true",
                    "[^a-c].jpg, b.jpg, false",
                    "[a^].jpg, ^.jpg, true",
                    "[]].jpg, ].jpg, true",
                    "[!]].jpg, ].jpg, false",
                    "[!]].jpg, a.jpg, true",
                    "[[].jpg, [.jpg, true",
                    "[a&&b].jpg, &.jpg, true",
                    "[a&&b].jpg, a.jpg, true",
                    "[\\d].jpg, \\.jpg, true",
                    "[\\d].jpg, 7.jpg, false",
                    "[a-].jpg, -.jpg, true",
                    "img[0-9][0-9].jpg, img42.jpg, true",
                    "日[本北].jpg, 日本.jpg, true",
                    "[🦌🐻].jpg, 🐻.jpg, true"
                })
        void has_sets_of_characters(String glob, String name, boolean expected) {
            assertThat(matches(glob, name)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource(
                quoteCharacter = '"',
                value = {
                    "a.b, a.b, true",
                    "a.b, axb, false",
                    "a+b, a+b, true",
                    "a+b, aab, false",
                    "(a|b), (a|b), true",
                    "(a|b), a, false",
                    "a{1}, a{1}, true",
                    "^a$, ^a$, true",
                    "a\\d, a\\d, true",
                    "a\\Eb, a\\Eb, true",
                    "a]b, a]b, true",
                    "[ab, [ab, true",
                    "[ab, a, false",
                    "[], [], true",
                    "[!], [!], true",
                    "a b#c, a b#c, true",
                    "100%, 100%, true"
                })
        void takes_all_other_characters_as_they_are(String glob, String name, boolean expected) {
            assertThat(matches(glob, name)).isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({"🦌*.jpg, 🦌1.jpg, true", "🦌.jpg, 🐻.jpg, false", "?.jpg, 🦌.jpg, true", "??.jpg, 🦌.jpg, false"})
        void takes_a_character_above_U_FFFF_for_one(String glob, String name, boolean expected) {
            assertThat(matches(glob, name)).isEqualTo(expected);
        }

        @Test
        void matches_line_breaks_too() {
            assertThat(matches("a*z", "a\nb\r\u2028z")).isTrue();
            assertThat(matches("a?z", "a\nz")).isTrue();
            assertThat(matches("*.jpg", "1.jpg\n")).isFalse();
        }

        @Test
        @Timeout(value = 10, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void with_many_stars_in_a_row_is_as_fast_as_with_one() {
            assertThat(matches("*".repeat(60) + "b", "a".repeat(1_000))).isFalse();
            assertThat(matches("a**b", "a/x/b")).isTrue();
        }

        @Test
        void whose_set_runs_backwards_is_refused() {
            assertThatExceptionOfType(PatternSyntaxException.class).isThrownBy(() -> matches("[z-a]", "m"));
        }
    }

    @Nested
    class A_filter {

        @Test
        void without_patterns_wants_every_name() {
            assertThat(ImageFilter.ALL.accepts("any/name at all")).isTrue();
            assertThat(ImageFilter.ALL.accepts("")).isTrue();
        }

        @Test
        void wants_what_one_of_the_include_patterns_matches() {
            ImageFilter filter = new ImageFilter(List.of("*.jpg", "new/*"), List.of());

            assertThat(filter.accepts("1.jpg")).isTrue();
            assertThat(filter.accepts("new/1.png")).isTrue();
            assertThat(filter.accepts("old/1.png")).isFalse();
        }

        @Test
        void wants_everything_but_what_an_exclude_pattern_matches() {
            ImageFilter filter = new ImageFilter(List.of(), List.of("thumb_*", "old/*"));

            assertThat(filter.accepts("1.jpg")).isTrue();
            assertThat(filter.accepts("new/thumb_1.jpg")).isFalse();
            assertThat(filter.accepts("old/1.jpg")).isFalse();
        }

        @Test
        void lets_exclude_win_over_include() {
            ImageFilter filter = new ImageFilter(List.of("*.jpg"), List.of("thumb_*"));

            assertThat(filter.accepts("a/1.jpg")).isTrue();
            assertThat(filter.accepts("a/thumb_1.jpg")).isFalse();
        }
    }
}
