package io.github.labelverifier.escape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "deer/1.jpg",
                " a  b ",
                "é",
                "e\u0301",
                "日本",
                "Ελληνικά עברית العربية",
                "\ud83e\udd8c.jpg",
                "~!@#$%^&*()_+`-={}|[]\\:\";'<>?,./",
                "back\\nslash",
                "no\u00a0break"
            })
    void letters_of_every_script_and_all_that_can_be_seen_stay(String text) {
        assertThat(PlainText.escape(text)).isSameAs(text);
    }

    static String[][] unsafe() {
        return new String[][] {
            {"a\nb", "a\\nb"},
            {"a\tb", "a\\tb"},
            {"a\rb", "a\\rb"},
            {"\u0000", "\\u0000"},
            {"\u0007", "\\u0007"},
            {"\u001b[31mred\u001b]0;title\u0007", "\\u001b[31mred\\u001b]0;title\\u0007"},
            {"\u007f", "\\u007f"},
            {"\u0085", "\\u0085"},
            {"\u009b31m", "\\u009b31m"},
            {"soft\u00adhyphen", "soft\\u00adhyphen"},
            {"\u2028\u2029", "\\u2028\\u2029"},
            {"\u202egpj.exe", "\\u202egpj.exe"},
            {"\u202a\u202b\u202c\u202d", "\\u202a\\u202b\\u202c\\u202d"},
            {"\u2066\u2067\u2068\u2069", "\\u2066\\u2067\\u2068\\u2069"},
            {"\u200e\u200f\u061c", "\\u200e\\u200f\\u061c"},
            {"zero\u200bwidth\u200d", "zero\\u200bwidth\\u200d"},
            {"\ufeffbom", "\\ufeffbom"},
            {"tag \udb40\udc41", "tag \\U000e0041"},
            {"\uffff", "\\uffff"},
            {"half \ud83e", "half \\ud83e"},
            {"\udd8c half", "\\udd8c half"},
            {"swapped \udd8c\ud83e", "swapped \\udd8c\\ud83e"},
            {"é日本\ud83e\udd8c\né日本\ud83e\udd8c", "é日本\ud83e\udd8c\\né日本\ud83e\udd8c"}
        };
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    void what_a_terminal_would_act_on_or_would_show_as_something_else_is_escaped(String text, String expected) {
        assertThat(PlainText.escape(text)).isEqualTo(expected);
    }

    @Test
    void nothing_that_turns_the_line_or_hides_is_left_in_any_text() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(20); c > 0; c--) {
                text.appendCodePoint(random.nextInt(
                        switch (random.nextInt(3)) {
                            case 0 -> 0x100;
                            case 1 -> 0x3000;
                            default -> 0x110000;
                        }));
            }

            String safe = PlainText.escape(text.toString());

            assertThat(safe.codePoints().filter(PlainTextTest::isDangerous))
                    .as("%s", safe)
                    .isEmpty();
            assertThat(PlainText.escape(safe)).as("what is safe stays").isSameAs(safe);
        }
    }

    private static boolean isDangerous(int c) {
        return Character.isISOControl(c)
                || IntStream.of(0x2028, 0x2029, 0x200b, 0x200e, 0x200f, 0x61c, 0xfeff)
                        .anyMatch(other -> other == c)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || (c >= 0xd800 && c <= 0xdfff);
    }
}
