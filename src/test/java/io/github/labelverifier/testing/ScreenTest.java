package io.github.labelverifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final Screen screen = new Screen(10, 3);

    private void feed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            screen.feed(new byte[] {b}, 1);
        }
    }

    @Test
    void aLineThatIsDrawnAgainReplacesTheOldOne() {
        feed("12 of 100\r\u001b[K13\r\u001b[2K");
        assertThat(screen.lines()).isEmpty();
        assertThat(screen.transcript()).contains("12 of 100");
    }

    @Test
    void longLinesWrapButAFullOneDoesNotYet() {
        feed("0123456789");
        assertThat(screen.lines()).containsExactly("0123456789");
        assertThat(screen.cursorRow()).isZero();
        feed("\r\nab");
        assertThat(screen.lines()).containsExactly("0123456789", "ab");
        feed("cdefghijkl");
        assertThat(screen.lines()).containsExactly("0123456789", "abcdefghij", "kl");
    }

    @Test
    void whatScrollsOffStaysInTheText() {
        feed("1\r\n2\r\n3\r\n4\r\n5");
        assertThat(screen.lines()).containsExactly("3", "4", "5");
        assertThat(screen.text()).isEqualTo("1\n2\n3\n4\n5");
    }

    @Test
    void movementAndErasingFollowTheSequences() {
        feed("one\r\ntwo\r\nthree\u001b[2A\r\u001b[1mONE\u001b[0m\u001b[3;2H\u001b[K\u001b[1;1H\u001b[?25l");
        assertThat(screen.lines()).containsExactly("ONE", "two", "t");
        assertThat(screen.isCursorVisible()).isFalse();
        feed("\u001b[J\u001b[?25h");
        assertThat(screen.lines()).isEmpty();
        assertThat(screen.isCursorVisible()).isTrue();
    }

    @Test
    void wideAndCombiningCharactersTakeTheirColumns() {
        feed("\u9e7f\u9e7f\u9e7f\u9e7fab\u9e7f");
        assertThat(screen.lines()).containsExactly("\u9e7f\u9e7f\u9e7f\u9e7fab", "\u9e7f");
        assertThat(screen.cursorColumn()).isEqualTo(2);
        assertThat(Screen.width(0x301)).isZero();
        assertThat(Screen.width(0x1f98c)).isEqualTo(2);
    }

    @Test
    void hyperlinksAreKeptApartFromTheText() {
        feed("\u001b]8;;file:///a.jpg\u001b\\a.jpg\u001b]8;;\u0007");
        assertThat(screen.lines()).containsExactly("a.jpg");
        assertThat(screen.commands()).containsExactly("8;;file:///a.jpg", "8;;");
    }

    @Test
    void aSmallerWindowKeepsTheLinesAtTheCursor() {
        feed("1\r\n2\r\n3");
        screen.resize(5, 2);
        assertThat(screen.lines()).containsExactly("2", "3");
        feed("4");
        assertThat(screen.lines()).containsExactly("2", "34");
    }
}
