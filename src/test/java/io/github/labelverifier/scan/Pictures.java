package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.testing.Digests;
import java.time.Instant;
import java.util.List;

/** Images and answers of the tests. */
final class Pictures {
    static final Asked ASKED = new Asked(55, 3);

    private Pictures() {}

    /** A JPEG of a content of its own. */
    static ImageEntry image(String key) {
        return image(key, "etag of " + key);
    }

    /** A JPEG of that content. */
    static ImageEntry image(String key, String etag) {
        return new ImageEntry(key, 1_000, etag.isEmpty() ? "" : Digests.of(etag), Instant.EPOCH);
    }

    static Detection deer() {
        return labels("Deer");
    }

    static Detection labels(String... names) {
        return labels("3.0", names);
    }

    static Detection labels(String model, String[] names) {
        return new Detection(
                List.of(names).stream()
                        .map(name -> new Label(name, 99, List.of()))
                        .toList(),
                model,
                ASKED);
    }

    static DetectionException failure(Kind kind, ImageEntry image) {
        return new DetectionException(kind, kind + "Exception", image.key() + " failed", null);
    }
}
