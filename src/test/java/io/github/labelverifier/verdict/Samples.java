package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Short words for images, labels and rules. */
final class Samples {
    static final Asked ASKED = new Asked(0, 1000);

    private Samples() {}

    static ImageEntry image(String key) {
        return new ImageEntry(key, 1_000, "etag of " + key, Instant.EPOCH);
    }

    static Label label(String name, double confidence) {
        return new Label(name, confidence, List.of());
    }

    /** An image that shows these labels, the first one best, and all of them surely. */
    static Detection shows(String... names) {
        return shows(IntStream.range(0, names.length)
                .mapToObj(i -> label(names[i], 99.9 - i * 0.01))
                .toArray(Label[]::new));
    }

    static Detection shows(Label... labels) {
        return new Detection(List.of(labels), "3.0", ASKED);
    }

    /** The rule of the contract unless told otherwise. */
    static Policy rule() {
        return new Policy(85, 10, List.of(Policy.DEFAULT_REJECTED), List.of());
    }

    static Policy rejecting(String... names) {
        return new Policy(85, 10, List.of(names), List.of());
    }

    static Policy ignoring(String... names) {
        return new Policy(85, 10, List.of(), List.of(names));
    }
}
