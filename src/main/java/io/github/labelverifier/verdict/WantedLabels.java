package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges as another judge does, and watches for labels that the reference has only by name: one that no image has is
 * most likely misspelt. Used from one thread.
 */
public final class WantedLabels implements Verdicts {
    private final Verdicts judge;
    private final Policy policy;
    private final Set<String> unseen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private long judged;

    /**
     * Looks out for these labels.
     *
     * @param policy tells which labels of an image count
     */
    public WantedLabels(Verdicts judge, Policy policy, Collection<String> wanted) {
        this.judge = judge;
        this.policy = policy;
        this.unseen.addAll(wanted);
    }

    @Override
    public Finding judge(ImageEntry image, Detection detection) {
        judged++;
        if (!unseen.isEmpty()) {
            for (Label label : policy.counting(detection)) {
                unseen.remove(label.name());
                label.aliases().forEach(unseen::remove);
            }
        }
        return judge.judge(image, detection);
    }

    /** The labels that none of the images has; none if there were no images. */
    public List<String> unseen() {
        return judged == 0 ? List.of() : List.copyOf(unseen);
    }
}
