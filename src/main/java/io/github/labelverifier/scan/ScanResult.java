package io.github.labelverifier.scan;

import java.util.Set;

/**
 * How a run ended.
 *
 * @param end why it ended
 * @param progress where it stood then
 * @param liveModels the LabelModelVersions of this run's answers
 * @param recordedModels the LabelModelVersions of reused answers
 */
public record ScanResult(End end, Progress progress, Set<String> liveModels, Set<String> recordedModels) {

    public ScanResult {
        liveModels = Set.copyOf(liveModels);
        recordedModels = Set.copyOf(recordedModels);
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
