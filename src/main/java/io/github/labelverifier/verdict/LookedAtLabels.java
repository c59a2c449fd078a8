package io.github.labelverifier.verdict;

import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Label;
import java.util.Arrays;
import java.util.List;

/** Which labels of an image the contrast rule looks at: what they mean, each meaning once, the best few. */
public final class LookedAtLabels {
    /** How many labels of an image are looked at, best first. */
    public static final int MOST = 10;

    /** The confidence, in percent, from which on a label is looked at. */
    public static final double CONFIDENCE = 55;

    /** How many numbers an answer is worth: as many labels as DetectLabels gives at most. */
    public static final int MOST_NUMBERS = Asked.MOST_LABELS;

    private final LabelNames names;
    private final int[] meanings;
    private final int size;

    /** Of a run whose names are all entered. */
    public LookedAtLabels(LabelNames names) {
        this.names = names;
        this.meanings = names.meanings();
        // What a label means may be a name that no image has.
        this.size = names.size();
    }

    /** The numbers of the labels of an answer that may be looked at, best first. */
    public static int[] numbers(LabelNames names, List<Label> labels) {
        int[] numbers = new int[Math.min(labels.size(), MOST_NUMBERS)];
        int found = 0;
        for (Label label : labels) {
            if (found < numbers.length && label.confidence() >= CONFIDENCE) {
                numbers[found++] = names.enter(label);
            }
        }
        return Arrays.copyOf(numbers, found);
    }

    /** The meanings that are looked at, of labels in the first so many places. */
    int[] of(int[] labels, int count) {
        int[] looked = new int[Math.min(count, MOST)];
        int found = 0;
        for (int i = 0; i < count && found < MOST; i++) {
            if (labels[i] >= meanings.length) {
                // No image of the run has it, so it tells nothing.
                continue;
            }
            int meaning = meanings[labels[i]];
            boolean isNew = true;
            for (int j = 0; j < found && isNew; j++) {
                isNew = looked[j] != meaning;
            }
            if (isNew) {
                looked[found++] = meaning;
            }
        }
        return found == looked.length ? looked : Arrays.copyOf(looked, found);
    }

    /** Every meaning is a number below this one. */
    int meanings() {
        return size;
    }

    /** The name of a meaning, as it was first spelled. */
    String name(int meaning) {
        return names.name(meaning);
    }
}
