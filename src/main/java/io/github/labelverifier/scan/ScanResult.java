package io.github.labelverifier.scan;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a run ended.
 *
 * @param end why it ended
 * @param progress where it stood then
 * @param liveModels the LabelModelVersions of this run's answers
 * @param recordedModels the LabelModelVersions of reused answers
 * @param unproven the images whose answers may be of something else than what was listed
 */
public record ScanResult(
        End end, Progress progress, Set<String> liveModels, Set<String> recordedModels, UnprovenImages unproven) {

    public ScanResult {
        liveModels = inOrder(liveModels);
        recordedModels = inOrder(recordedModels);
    }

    /** So that the same models are told in the same words by every run. */
    private static Set<String> inOrder(Set<String> models) {
        return Collections.unmodifiableSet(new TreeSet<>(models));
    }

    /**
     * The models of reused answers that do not compare with this run's answers: those that did not answer in this run, or
     * all where this run's answers are of further ones. Empty if all answers are of the same models, or if none or all of
     * them were reused.
     */
    public Set<String> otherRecordedModels() {
        if (recordedModels.isEmpty() || liveModels.isEmpty() || recordedModels.equals(liveModels)) {
            return Set.of();
        }
        Set<String> others = new TreeSet<>(recordedModels);
        others.removeAll(liveModels);
        return others.isEmpty() ? recordedModels : Collections.unmodifiableSet(others);
    }

    /** Why a run ended. */
    public enum End {
        /** Every image has its verdict. */
        COMPLETE,
        /** The next call would have been one too many: images are left. */
        CALLS_SPENT,
        /** It was asked to stop: images are left. */
        STOPPED
    }
}
