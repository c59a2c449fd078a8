package io.github.labelverifier.ui.terminal;

import java.io.IOException;
import java.util.OptionalInt;

/** The terminal of the person who started the program, if there is one. */
public interface Terminal {

    /** Whether standard input is a terminal. */
    boolean isInput();

    /** Whether standard output is a terminal. */
    boolean isOutput();

    /** Whether standard error is a terminal. */
    boolean isError();

    /** Its width in columns, as far as it tells. */
    int columns();

    /** Throws away what was typed before now. */
    void discardTyped() throws IOException;

    /**
     * Lets keys be read one by one, as they are pressed, and not shown; Ctrl-C still ends the program.
     *
     * @return whether the terminal can do that; if not, all is as it was
     */
    default boolean beginKeys() {
        return false;
    }

    /**
     * The next key that is pressed, between {@link #beginKeys} and {@link #endKeys}: its character; 0 for one that has none,
     * such as an arrow; empty at the end of input.
     */
    default OptionalInt readKey() throws IOException {
        return OptionalInt.empty();
    }

    /** Puts the terminal back into the state that it had; nothing happens if it has it. For any thread, at any time. */
    default void endKeys() {}

    /** One line that is typed, without its end; empty at the end of input. */
    java.util.Optional<String> readLine() throws IOException;
}
