package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;

/** Turns the labels of an image into a finding. */
@FunctionalInterface
public interface Verdicts {

    /** The verdict on an image of these labels. */
    Finding judge(ImageEntry image, Detection detection);
}
