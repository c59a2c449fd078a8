package io.github.labelverifier.ui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of a terminal, by the variables that it sets, and what is sent to it. */
class TerminalGraphicsTest {

    private static Map<String, String> environment(String variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ")) {
            if (!variable.isEmpty()) {
                environment.put(
                        variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
            }
        }
        return environment;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TERM=xterm-256color                             | false | false",
                "TERM=xterm-256color VTE_VERSION=7600            | true  | false",
                "TERM=xterm-256color VTE_VERSION=4999            | false | false",
                "TERM=xterm-256color VTE_VERSION=new             | false | false",
                "TERM=xterm-256color TERM_PROGRAM=iTerm.app      | true  | true",
                "TERM=xterm-256color TERM_PROGRAM=WezTerm        | true  | true",
                "TERM=xterm-256color TERM_PROGRAM=Apple_Terminal | false | false",
                "TERM=xterm-kitty KITTY_WINDOW_ID=1              | true  | true",
                "TERM=xterm-ghostty                              | true  | true",
                "TERM=alacritty                                  | true  | false",
                "TERM=xterm WT_SESSION=1                         | true  | false",
                "TERM=tmux-256color TERM_PROGRAM=iTerm.app       | false | false",
                "TERM=screen KITTY_WINDOW_ID=1                   | false | false",
                "TERM=screen FORCE_HYPERLINK=1                   | true  | false",
                "TERM=xterm-kitty FORCE_HYPERLINK=0              | false | true",
                "TERM=dumb TERM_PROGRAM=iTerm.app                | false | false",
                "``                                              | false | false"
            })
    void a_terminal_can_do_what_it_says(String variables, boolean links, boolean images) {
        TerminalGraphics graphics = new TerminalGraphics(environment(variables), true);

        assertThat(graphics.hasLinks()).as("links").isEqualTo(links);
        assertThat(graphics.hasImages()).as("images").isEqualTo(images);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"TERM=xterm-kitty KITTY_WINDOW_ID=1", "TERM=xterm TERM_PROGRAM=iTerm.app FORCE_HYPERLINK=1"})
    void what_is_no_terminal_can_do_nothing(String variables) {
        TerminalGraphics graphics = new TerminalGraphics(environment(variables), false);

        assertThat(graphics.hasLinks()).isFalse();
        assertThat(graphics.hasImages()).isFalse();
    }

    @Test
    void a_link_cannot_be_ended_by_what_is_in_its_address() throws Exception {
        URI address = new URI("file", null, "/deer/\u001b]8;;\u0007鹿.jpg", null);

        assertThat(TerminalGraphics.link(address, "name"))
                .isEqualTo("\u001b]8;;file:/deer/%1B%5D8;;%07%E9%B9%BF.jpg\u001b\\name\u001b]8;;\u001b\\");
    }

    @Test
    void a_picture_goes_to_iTerm2_in_one_piece() {
        byte[] png = new byte[5000];

        String sequence = new TerminalGraphics(environment("TERM=xterm TERM_PROGRAM=iTerm.app"), true).image(png);

        assertThat(sequence)
                .startsWith("\u001b]1337;File=inline=1;size=5000;")
                .endsWith(":" + Base64.getEncoder().encodeToString(png) + "\u0007");
    }

    @Test
    void a_picture_goes_to_kitty_in_pieces_of_which_all_but_the_last_say_that_there_is_more() {
        byte[] png = new byte[5000];
        String data = Base64.getEncoder().encodeToString(png);

        String sequence = new TerminalGraphics(environment("TERM=xterm-kitty"), true).image(png);

        assertThat(sequence)
                .isEqualTo("\u001b_Ga=T,f=100,c=40,q=2,m=1;" + data.substring(0, 4096) + "\u001b\\" + "\u001b_Gq=2,m=0;"
                        + data.substring(4096) + "\u001b\\");
    }
}
