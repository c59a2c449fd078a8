package io.github.labelverifier.job.gallery;

import java.util.List;
import java.util.Optional;

/** Makes cards of candidates while they are gone through, so that a page's pictures are never in memory together. */
interface Cards {
    /** The cards of these candidates, to be gone through once, in the order in which the page shows them. */
    Iterable<CardView> of(List<Candidate> candidates);

    /** The image that stays of a set, which comes before its members; nothing where no report of the page has it. */
    Iterable<StayView> staying(String name);

    /** The same image, as far as it is known without its picture. */
    Optional<Staying> known(String name);
}
