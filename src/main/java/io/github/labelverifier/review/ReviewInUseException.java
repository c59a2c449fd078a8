package io.github.labelverifier.review;

import java.nio.file.Path;
import java.util.Objects;

/** Another review of the same report is under way. */
public final class ReviewInUseException extends Exception {
    private static final long serialVersionUID = 1L;

    ReviewInUseException(Path review) {
        super("another review of this report is under way: it has " + review + " open");
    }

    /** Always there. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
