package io.github.labelverifier.ui.terminal;

import java.io.IOException;

/** Nobody reads standard output any more. */
public final class OutputClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputClosedException(IOException cause) {
        super("the reader of standard output went away", cause);
    }
}
