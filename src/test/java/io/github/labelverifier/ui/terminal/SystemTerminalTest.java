package io.github.labelverifier.ui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher says of the three streams is taken for so; nothing else is. */
class SystemTerminalTest {

    @ParameterizedTest
    @CsvSource({
        "0,false,false,false",
        "1,true,false,false",
        "2,false,true,false",
        "4,false,false,true",
        "7,true,true,true"
    })
    void what_the_launcher_says(String told, boolean input, boolean output, boolean error) {
        SystemTerminal terminal = new SystemTerminal(InputStream.nullInputStream(), told);

        assertThat(terminal.isInput()).isEqualTo(input);
        assertThat(terminal.isOutput()).isEqualTo(output);
        assertThat(terminal.isError()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "-1", "07", "yes"})
    void otherwise_the_system_is_asked(String told) {
        SystemTerminal asked = new SystemTerminal(InputStream.nullInputStream(), "");
        SystemTerminal terminal = new SystemTerminal(InputStream.nullInputStream(), told);

        assertThat(terminal.isInput()).isEqualTo(asked.isInput());
        assertThat(terminal.isOutput()).isEqualTo(asked.isOutput());
        assertThat(terminal.isError()).isEqualTo(asked.isError());
    }
}
