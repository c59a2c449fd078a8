package io.github.labelverifier.verdict;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Counts skipped images by why. Used from one thread. */
public final class SkipTally {
    /** So that a report that somebody else has made cannot fill the memory. */
    private static final int MOST = 100;

    private static final String OTHER = "other";

    private final Map<String, Long> counts = new TreeMap<>();

    /** Counts a finding if it is skipped: by its reason, or by its format where nothing here reads that. */
    public void add(Finding finding) {
        if (finding.verdict() == Verdict.SKIP && !finding.reasons().isEmpty()) {
            Reason reason = finding.reasons().get(0);
            String why = reason.kind() == Reason.Kind.UNSUPPORTED_FORMAT ? reason.detail() : reason.text();
            counts.merge(counts.containsKey(why) || counts.size() < MOST ? why : OTHER, 1L, Long::sum);
        }
    }

    /** How many were skipped, by why, in the order of that. */
    public Map<String, Long> counts() {
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}
