package io.github.labelverifier.ui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.ui.terminal.Console.Manner;
import io.github.labelverifier.ui.terminal.Console.When;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When there are colours: on a terminal, unless one of the variables or the option says otherwise. */
class ConsoleColorsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // option, streams that are terminals, variables, colours
                "auto,   7, TERM=xterm,                             true",
                "auto,   0, TERM=xterm,                             false",
                "auto,   7, TERM=dumb,                              false",
                "auto,   7, NOTHING=1,                              false",
                "auto,   7, TERM=xterm NO_COLOR=1,                  false",
                "auto,   7, TERM=xterm NO_COLOR=,                   true",
                "auto,   7, TERM=xterm CLICOLOR=0,                  false",
                "auto,   0, TERM=xterm CLICOLOR_FORCE=1,            true",
                "auto,   0, TERM=xterm CLICOLOR_FORCE=0,            false",
                "auto,   0, TERM=dumb CLICOLOR_FORCE=1,             true",
                "auto,   0, CLICOLOR_FORCE=1 CLICOLOR=0,            true",
                "auto,   7, TERM=xterm CLICOLOR_FORCE=1 NO_COLOR=1, false",
                "always, 0, TERM=dumb NO_COLOR=1,                   true",
                "never,  7, TERM=xterm CLICOLOR_FORCE=1,            false"
            })
    void colours(When option, String terminals, String variables, boolean colors) {
        Map<String, String> environment = Arrays.stream(variables.split(" "))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        Console console = new Console(
                new ByteArrayOutputStream(),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new SystemTerminal(InputStream.nullInputStream(), terminals),
                environment);
        console.behave(new Manner(When.auto, option, false, false));

        assertThat(console.colorsOutput()).isEqualTo(colors);
        assertThat(console.colorsError()).isEqualTo(colors);
    }

    @ParameterizedTest
    @EnumSource
    void every_colour_can_be_read_on_dark_and_on_light_ground(Style style) {
        // Yellow, white, black and the bright ones cannot be read on one of them.
        assertThat(style.on(true, "x")).matches("\u001b\\[(1|2|31|32|34|35|36)mx\u001b\\[0m");
        assertThat(style.on(false, "x")).isEqualTo("x");
    }
}
