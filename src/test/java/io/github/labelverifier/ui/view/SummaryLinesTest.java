package io.github.labelverifier.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.terminal.Terminal;
import io.github.labelverifier.ui.view.SummaryLines.Name;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryLinesTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private record Screen(int columns) implements Terminal {
        @Override
        public boolean isInput() {
            return columns > 0;
        }

        @Override
        public boolean isOutput() {
            return columns > 0;
        }

        @Override
        public boolean isError() {
            return columns > 0;
        }

        @Override
        public void discardTyped() {}

        @Override
        public Optional<String> readLine() {
            return Optional.empty();
        }
    }

    /** On a screen of so many columns; of none, it is no screen. */
    private SummaryLines lines(int columns) {
        return new SummaryLines(new Console(
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Screen(columns),
                Map.of()));
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_said_stands_at_the_same_place_behind_every_name(Name name) {
        lines(0).tell(name, "x");
        assertThat(told()).hasSize(13).endsWith("  x\n");
    }

    @Test
    void a_screen_shows_what_is_too_wide_below_its_beginning() {
        lines(40).tell(Name.COST, "6 calls, about $0.006; labels of 1 image were recorded before");
        assertThat(told()).isEqualTo("""
                Cost       6 calls, about $0.006; labels
                           of 1 image were recorded
                           before
                """);
    }

    @Test
    void colours_take_no_place_on_a_screen() {
        String kept = Style.GREEN.on(true, "5 kept");
        lines(40).tellStyled(Name.RESULT, "5 images: " + kept + ", " + kept + ", " + "12");
        assertThat(told()).isEqualTo("Result     5 images: " + kept + ", " + kept + ", 12\n");
    }

    @Test
    void what_is_no_screen_gets_one_line_with_control_characters_escaped() {
        lines(0).tell(Name.REPORT, "a ".repeat(100) + "\u001b[1m.jsonl");
        assertThat(told()).isEqualTo("Report     " + "a ".repeat(100) + "\\u001b[1m.jsonl\n");
    }
}
