package io.github.labelverifier.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What the contrast rule found for an image.
 *
 * @param score how well it fits its folder: below zero, it fits another one better, or none
 * @param suggest the location of the folder that it fits better; a hint for a person
 * @param because the labels that tell most against its folder, the weightiest first
 */
public record Contrast(double score, Optional<String> suggest, List<LabelPoints> because) {
    private static final int MOST_LABELS = 3;

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

        /** What a label says where no folder is suggested. */
        static LabelPoints of(String label, double here) {
            return new LabelPoints(label, here, OptionalDouble.empty());
        }

        /** What a label says where another folder is suggested. */
        static LabelPoints of(String label, double here, double there) {
            return new LabelPoints(label, here, OptionalDouble.of(there));
        }

        /** Below zero if the label speaks against the image's folder. */
        public double difference() {
            return here - there.orElse(0);
        }

        /** The few that speak most against the image's folder; of equal ones, the first. */
        static List<LabelPoints> against(Stream<LabelPoints> labels) {
            return labels.filter(label -> label.difference() < 0)
                    .sorted(Comparator.comparingDouble(LabelPoints::difference))
                    .limit(MOST_LABELS)
                    .toList();
        }
    }
}
