package io.github.labelverifier.image;

import java.util.Optional;

/**
 * What is done to an image that is removed.
 *
 * @param destination the URI of the location that it is moved to; empty if it is deleted
 * @param number 0 if it moves under its own name or not at all; 1 if it moves under its own name, and a number is added if that
 *     is taken; above, the number that is added
 */
public record RemovalAction(Optional<String> destination, int number) {
    /** The highest number that is added to a name. */
    public static final int MOST = 100;

    /** It is deleted. */
    public static final RemovalAction DELETE = new RemovalAction(Optional.empty(), 0);

    public RemovalAction {
        if (number < 0 || number > MOST || (number > 0 && destination.isEmpty())) {
            throw new IllegalArgumentException("number: " + number);
        }
    }

    /** It is moved below another location, under its own name or not at all. */
    public static RemovalAction moveTo(String destination) {
        return new RemovalAction(Optional.of(destination), 0);
    }

    /** It is moved below another location, and gets a number if its name is taken there. */
    public static RemovalAction numberedMoveTo(String destination) {
        return new RemovalAction(Optional.of(destination), 1);
    }

    /** Whether it is moved. */
    public boolean isMove() {
        return destination.isPresent();
    }

    /** Whether a number may be added to its name. */
    public boolean isNumbered() {
        return number > 0;
    }

    /** The same with the next number, for an image whose name is taken; empty if there is none. */
    public Optional<RemovalAction> next() {
        return isNumbered() && number < MOST
                ? Optional.of(new RemovalAction(destination, number + 1))
                : Optional.empty();
    }

    /** The same as it is begun with. */
    public RemovalAction first() {
        return number > 1 ? new RemovalAction(destination, 1) : this;
    }

    /** Its name there: {@code 7-2.jpg} of {@code 7.jpg} with the number 2. */
    public String nameOf(String name) {
        if (number < 2) {
            return name;
        }
        int start = name.lastIndexOf('/') + 1;
        int dot = name.lastIndexOf('.');
        int end = dot > start ? dot : name.length();
        return name.substring(0, end) + "-" + number + name.substring(end);
    }

    /** The name in the ledger. */
    public String id() {
        return isMove() ? "move" : "delete";
    }
}
