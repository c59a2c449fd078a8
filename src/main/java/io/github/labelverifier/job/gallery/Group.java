package io.github.labelverifier.job.gallery;

import io.github.labelverifier.verdict.Reason;
import java.util.List;

/**
 * Flagged images of one reason.
 *
 * @param total how many there are
 * @param shown the worst of them, the worst first
 */
record Group(Reason reason, long total, List<Candidate> shown) {}
