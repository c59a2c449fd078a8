package io.github.labelverifier.job.gallery;

import java.util.List;

/** Makes cards of candidates while they are gone through, so that a page's pictures are never in memory together. */
interface Cards {
    /** The cards of these candidates, to be gone through once, in the order in which the page shows them. */
    Iterable<CardView> of(List<Candidate> candidates);
}
