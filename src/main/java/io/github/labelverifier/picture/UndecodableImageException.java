package io.github.labelverifier.picture;

import org.jspecify.annotations.Nullable;

/** No picture can be made of an image's bytes. The message says why, in a few words for a tile. */
public final class UndecodableImageException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecodableImageException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
