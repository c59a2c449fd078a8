package io.github.labelverifier.disk;

import java.io.IOException;

/** The folder for temporary files takes no file, or no more of one; its message names that folder and says what to do. */
public final class TemporaryFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    TemporaryFolderException(String message, IOException cause) {
        super(message, cause);
    }
}
