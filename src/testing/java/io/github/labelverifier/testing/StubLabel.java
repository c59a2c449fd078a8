package io.github.labelverifier.testing;

import java.util.List;

/**
 * A label in an answer of the Rekognition stand-in.
 *
 * @param name its name
 * @param confidence 0 to 100
 * @param parents all ancestors
 * @param aliases other names
 * @param categories categories
 * @param boxes the width of each instance's box, which is as high as wide, as a share of the picture's
 */
public record StubLabel(
        String name,
        double confidence,
        List<String> parents,
        List<String> aliases,
        List<String> categories,
        List<Double> boxes) {
    /** Copies the lists. */
    public StubLabel {
        parents = List.copyOf(parents);
        aliases = List.copyOf(aliases);
        categories = List.copyOf(categories);
        boxes = List.copyOf(boxes);
    }

    /** A label with its ancestors. */
    public static StubLabel of(String name, double confidence, String... parents) {
        return new StubLabel(name, confidence, List.of(parents), List.of(), List.of(), List.of());
    }

    /** {@code Person} as label model 3.0 gives it, with the alias {@code Human}. */
    public static StubLabel person(double confidence) {
        return of("Person", confidence).aliases("Human").categories("Person Description");
    }

    /** The same with these other names. */
    public StubLabel aliases(String... names) {
        return new StubLabel(name, confidence, parents, List.of(names), categories, boxes);
    }

    /** The same in these categories. */
    public StubLabel categories(String... names) {
        return new StubLabel(name, confidence, parents, aliases, List.of(names), boxes);
    }

    /** The same with an instance for each of these widths. */
    public StubLabel boxes(Double... widths) {
        return new StubLabel(name, confidence, parents, aliases, categories, List.of(widths));
    }
}
