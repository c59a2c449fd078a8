package io.github.labelverifier.review;

import java.nio.file.Path;
import java.util.Objects;

/** Nothing can rest on a review: it is of another report, was altered or damaged, or is none. */
public final class ReviewUnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    ReviewUnfitException(Path review, String why) {
        super(review + " " + why);
    }

    /** Always there. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
