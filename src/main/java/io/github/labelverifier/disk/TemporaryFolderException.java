package io.github.labelverifier.disk;

import java.io.IOException;

/**
 * The folder for temporary files takes no further file, or no more of one. The message names the folder and says what to
 * do.
 */
public final class TemporaryFolderException extends IOException {
    private static final long serialVersionUID = 1L;

    TemporaryFolderException(String message, IOException cause) {
        super(message, cause);
    }
}
