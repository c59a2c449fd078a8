package io.github.labelverifier.ui.terminal;

/**
 * Colours of a stream: escape sequences, or nothing where they are not wanted. Each can be read on dark and on light ground, so
 * there is no yellow: what is to be noticed is magenta, as the warnings of compilers are.
 */
public enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    MAGENTA("35");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    public String on(boolean colored, String text) {
        return colored ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
