package io.github.labelverifier.verdict;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the contrast rule found for an image.
 *
 * @param score how much better it fits its folder than any other, or none; below zero, it fits another one better
 * @param suggest the location of the folder that it fits better; a hint for a person
 * @param because the labels that tell most, those against its folder first
 */
public record Contrast(double score, Optional<String> suggest, List<LabelPoints> because) {

    public Contrast {
        because = List.copyOf(because);
    }

    /**
     * What one label says.
     *
     * @param here its points in the image's folder: below zero, it is rarer there than elsewhere
     * @param there its points in the suggested folder, if there is one
     */
    public record LabelPoints(String label, double here, OptionalDouble there) {
        /** Below zero if the label speaks against the image's folder. */
        public double difference() {
            return here - there.orElse(0);
        }
    }
}
