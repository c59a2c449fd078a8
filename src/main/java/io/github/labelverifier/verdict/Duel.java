package io.github.labelverifier.verdict;

/**
 * A mean of what the labels of an image say, in which each label weighs more the more clearly it speaks: two faint
 * voices do not outweigh a clear one.
 */
final class Duel {
    private double sum;
    private double weight;

    /** Adds what a label says: above zero for the image's folder, below zero against it. */
    void add(double points) {
        sum += points * Math.abs(points);
        weight += Math.abs(points);
    }

    /** How it ended: near zero if no label speaks clearly. */
    double outcome() {
        return outcome(sum, weight);
    }

    static double outcome(double sum, double weight) {
        return sum / (1 + weight);
    }
}
