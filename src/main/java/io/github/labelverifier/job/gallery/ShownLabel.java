package io.github.labelverifier.job.gallery;

/**
 * A label of an image as its card shows it.
 *
 * @param confidence in percent
 */
public record ShownLabel(String name, double confidence, Kind kind) {

    /** What a label means for the verdict, the most telling first. */
    public enum Kind {
        /** It is rejected, or a kind of what is rejected. */
        REJECTED,
        /** The reference has it too. */
        SHARED,
        /** The reference has it, but it did not count: too little confidence, or too far down the list. */
        NEAR,
        /** Neither. */
        OTHER,
        /** Neither, and below the least confidence that counts. */
        FAINT
    }
}
