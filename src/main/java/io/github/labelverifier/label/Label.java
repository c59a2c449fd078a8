package io.github.labelverifier.label;

import java.util.List;

/**
 * One label of an image, as DetectLabels answers it.
 *
 * @param name such as {@code Deer}
 * @param confidence in percent, 0 to 100
 * @param parents the names of all its ancestors; MaxLabels may have cut these off as labels of their own
 * @param aliases other names of the same thing, such as {@code Human} for {@code Person}
 */
public record Label(String name, double confidence, List<String> parents, List<String> aliases) {

    public Label {
        parents = List.copyOf(parents);
        aliases = List.copyOf(aliases);
    }

    /** A label of no other names. */
    public Label(String name, double confidence, List<String> parents) {
        this(name, confidence, parents, List.of());
    }

    /** Whether the label has this name or alias, in any case. */
    public boolean isCalled(String other) {
        return name.equalsIgnoreCase(other) || containsIgnoreCase(aliases, other);
    }

    /** Whether the label is, or is a kind of, the thing of this name, in any case. */
    public boolean isKindOf(String other) {
        return isCalled(other) || containsIgnoreCase(parents, other);
    }

    private static boolean containsIgnoreCase(List<String> names, String other) {
        for (String name : names) {
            if (name.equalsIgnoreCase(other)) {
                return true;
            }
        }
        return false;
    }
}
