package io.github.labelverifier.verdict;

import java.util.Optional;

/**
 * How well the images of a run fit their folders, once all labels are known. It is made of counts of images alone, in whole
 * numbers, so that the same images give the same digits on every machine.
 */
public interface FolderScores {

    /** What the scores are. */
    Scoring scoring();

    /**
     * How well an image fits its folder.
     *
     * @param folder the number of its folder, in the order in which they were given
     * @param trust how far the image itself was trusted when the folders were counted, as {@link FolderImages} gives it
     * @param labels its labels by their numbers, best first, in the first so many places
     * @return empty if it has no label to look at
     */
    Optional<Fit> fit(int folder, int trust, int[] labels, int count);
}
