package io.github.labelverifier.job.review;

import io.github.labelverifier.review.Decision;
import java.util.Locale;
import java.util.Optional;

/** What a person has decided about an image, as the page names it. */
enum Mark {
    /** Nothing yet: what the report says will be done. */
    NONE,
    REMOVE,
    KEEP,
    MOVE,
    UNSURE;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mark of that name; empty if there is none. */
    static Optional<Mark> of(String id) {
        for (Mark mark : values()) {
            if (mark.id().equals(id)) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    static Mark of(Decision.Choice choice) {
        return switch (choice) {
            case REMOVE -> REMOVE;
            case KEEP -> KEEP;
            case MOVE -> MOVE;
            case UNSURE -> UNSURE;
        };
    }
}
