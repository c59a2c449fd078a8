package io.github.labelverifier.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text that is broken keeps its words, its width, and as a command its meaning. */
class WordWrapTest {

    @Test
    void text_is_broken_between_words() {
        assertThat(WordWrap.text("one two three four", 9)).containsExactly("one two", "three", "four");
        assertThat(WordWrap.text("one two", 7)).containsExactly("one two");
        assertThat(WordWrap.text("", 7)).containsExactly("");
    }

    @Test
    void a_word_that_is_wider_than_the_screen_is_broken_too() {
        assertThat(WordWrap.text("a abcdefgh", 3)).containsExactly("a", "abc", "def", "gh");
        assertThat(WordWrap.text("漢字漢字", 4)).containsExactly("漢字", "漢字");
        assertThat(WordWrap.text("漢字", 1)).containsExactly("漢", "字");
    }

    @Test
    void what_gives_a_word_its_weight_takes_no_room() {
        assertThat(WordWrap.text("one \u001b[1mtwo\u001b[0m three", 7))
                .containsExactly("one \u001b[1mtwo\u001b[0m", "three");
        assertThat(DisplayWidth.of("\u001b[1mtwo\u001b[0m")).isEqualTo(3);
    }

    @Test
    void a_command_goes_on_after_a_backslash_and_keeps_an_option_by_its_value() {
        assertThat(WordWrap.command("tool deer --report deer.jsonl -q", 20))
                .containsExactly("tool deer \\", "    --report deer.jsonl \\", "    -q");
        assertThat(WordWrap.command("tool --name 'a b  c'", 14)).containsExactly("tool --name \\", "    'a b  c'");
        assertThat(WordWrap.command("tool deer", 9)).containsExactly("tool deer");
    }
}
