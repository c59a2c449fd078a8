package io.github.labelverifier.job.gallery;

import java.util.List;

/**
 * Flagged images of one reason.
 *
 * @param total how many there are
 * @param shown the worst of them, the worst first
 */
record Group(String reason, long total, List<Candidate> shown) {}
