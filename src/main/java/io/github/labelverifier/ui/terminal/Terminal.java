package io.github.labelverifier.ui.terminal;

import java.io.IOException;

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

    /** One line that is typed, without its end; empty at the end of input. */
    java.util.Optional<String> readLine() throws IOException;
}
