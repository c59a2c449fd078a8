package io.github.labelverifier.ui.terminal;

import static io.github.labelverifier.ui.terminal.Table.Side.LEFT;
import static io.github.labelverifier.ui.terminal.Table.Side.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table(List.of(LEFT, RIGHT, LEFT));

    @Test
    void cells_stand_on_the_side_of_their_column_as_wide_as_the_widest() throws IOException {
        table.head(List.of("CLASS", "KEPT", "LOOKS LIKE"));
        table.row(List.of("deer", "1,204", "dog"));
        table.row(List.of("red deer", "7", "a wild boar"));

        assertThat(printed(false))
                .isEqualTo(
                        "CLASS      KEPT  LOOKS LIKE\n" + "deer      1,204  dog\n" + "red deer      7  a wild boar\n");
    }

    @Test
    void a_line_ends_with_its_last_cell_that_is_not_empty() throws IOException {
        table.row(List.of("deer", "1", ""));
        table.row(List.of("red deer", "", ""));
        table.row(List.of("", "", ""));

        assertThat(printed(false)).isEqualTo("deer      1\nred deer\n\n");
    }

    @Test
    void a_cell_keeps_its_own_spaces() throws IOException {
        table.row(List.of("deer", "1", "dog "));

        assertThat(printed(false)).isEqualTo("deer  1  dog \n");
    }

    @Test
    void wide_characters_take_two_columns() throws IOException {
        table.row(List.of("鹿鹿", "1", "a"));
        table.row(List.of("deer!", "1", "b"));

        assertThat(printed(false)).isEqualTo("鹿鹿   1  a\ndeer!  1  b\n");
    }

    @Test
    void only_the_heading_is_bold() throws IOException {
        table.head(List.of("A", "B", "C"));
        table.row(List.of("1", "2", "3"));

        assertThat(printed(true)).isEqualTo("\u001b[1mA  B  C\u001b[0m\n1  2  3\n");
    }

    @Test
    void a_row_has_a_cell_for_each_column() {
        assertThatThrownBy(() -> table.row(List.of("deer", "1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 for 3");
    }

    private String printed(boolean colored) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.writeTo(out, colored);
        return out.toString(StandardCharsets.UTF_8);
    }
}
