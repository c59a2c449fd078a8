package io.github.labelverifier.verdict;

import java.util.List;
import java.util.OptionalInt;

/** How well an image fits its folder. */
public interface Fit {

    /** The lower, the worse. */
    double score();

    /** The number of the other folder that decided, which the image fits better; empty if none did. */
    OptionalInt rival();

    /** The labels that decided against the folder, the weightiest first; empty if none speaks against it. */
    List<Contrast.LabelPoints> against();
}
