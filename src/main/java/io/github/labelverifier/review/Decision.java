package io.github.labelverifier.review;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person decided of an image.
 *
 * @param to the location that the image moves to; only with {@link Choice#MOVE}
 * @param at when it was decided
 */
public record Decision(Choice choice, Optional<String> to, Instant at) {

    /** What there is to decide. */
    public enum Choice {
        /** It goes, whatever the rule says. */
        REMOVE,
        /** It stays, whatever the rule says. */
        KEEP,
        /** It goes to another location, whatever the rule says. */
        MOVE,
        /** Somebody looked and could not tell: it stays. */
        UNSURE;

        /** The name in the review. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The choice of a name in the review; empty if there is none. */
        static Optional<Choice> of(String id) {
            for (Choice choice : values()) {
                if (choice.id().equals(id)) {
                    return Optional.of(choice);
                }
            }
            return Optional.empty();
        }
    }

    public Decision {
        if (to.isPresent() != (choice == Choice.MOVE)) {
            throw new IllegalArgumentException("a move, and nothing else, goes somewhere");
        }
    }

    /** Whether the image goes, be it away or elsewhere. */
    public boolean isToGo() {
        return choice == Choice.REMOVE || choice == Choice.MOVE;
    }
}
