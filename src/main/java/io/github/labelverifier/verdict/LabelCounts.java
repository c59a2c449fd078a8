package io.github.labelverifier.verdict;

/** How many images carry which label. */
final class LabelCounts {
    private final int[] exemplarsWith;
    private final int[] othersWith;
    private long exemplars;
    private long others;

    LabelCounts(int labels) {
        exemplarsWith = new int[labels];
        othersWith = new int[labels];
    }

    /** Counts an image, unless it carries nothing, which tells nothing of its folder. */
    void add(int[] labels, boolean isExemplar) {
        if (labels.length == 0) {
            return;
        }
        if (isExemplar) {
            exemplars++;
        } else {
            others++;
        }
        int[] with = isExemplar ? exemplarsWith : othersWith;
        for (int label : labels) {
            with[label]++;
        }
    }

    int labels() {
        return othersWith.length;
    }

    long exemplars() {
        return exemplars;
    }

    long others() {
        return others;
    }

    long images() {
        return exemplars + others;
    }

    int ofExemplars(int label) {
        return exemplarsWith[label];
    }

    int ofOthers(int label) {
        return othersWith[label];
    }

    long of(int label) {
        return (long) exemplarsWith[label] + othersWith[label];
    }
}
