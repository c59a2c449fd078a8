package io.github.labelverifier.label;

import java.util.List;
import java.util.Optional;

/**
 * One label of an image, as DetectLabels answers it.
 *
 * @param name such as {@code Deer}
 * @param confidence in percent, 0 to 100
 * @param parents the names of all its ancestors; MaxLabels may have cut these off as labels of their own
 * @param aliases other names of the same thing, such as {@code Human} for {@code Person}
 * @param instances how often it was found, each time with a box; empty if it was not
 */
public record Label(
        String name, double confidence, List<String> parents, List<String> aliases, Optional<Instances> instances) {

    /** Far more than any label has. */
    private static final int MOST_OTHER_NAMES = 100;

    private static final int LONGEST_NAME = 500;

    /**
     * The rule of what is a label, for answers and for reports alike: what one takes, the other must not refuse.
     *
     * @throws UnusableAnswerException if it is none
     */
    public Label {
        parents = List.copyOf(parents);
        aliases = List.copyOf(aliases);
        // Written so that NaN fails too.
        if (!(confidence >= 0 && confidence <= 100)) {
            throw new UnusableAnswerException("a label has the confidence " + confidence);
        }
        if (parents.size() > MOST_OTHER_NAMES || aliases.size() > MOST_OTHER_NAMES) {
            throw new UnusableAnswerException(
                    "a label has " + Math.max(parents.size(), aliases.size()) + " parents or aliases");
        }
        requireName(name);
        parents.forEach(Label::requireName);
        aliases.forEach(Label::requireName);
    }

    private static void requireName(String text) {
        if (text.length() > LONGEST_NAME) {
            throw new UnusableAnswerException("a label has a name of " + text.length() + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (isPair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new UnusableAnswerException("a label has a name that is no text");
            }
        }
    }

    /** A label without a box. */
    public Label(String name, double confidence, List<String> parents, List<String> aliases) {
        this(name, confidence, parents, aliases, Optional.empty());
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
