package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A finding that the page may show, reduced to what its card needs.
 *
 * @param reasons as the report has them
 * @param why the reasons in words
 * @param because which labels speak against it, as a sentence; empty if that is not known
 * @param notes on the quality of its picture that are no reasons
 * @param labels the most telling first
 * @param largest the largest box of a label of the reference, as a share of the picture; empty if there is none
 * @param suggest the location that it fits better; empty if there is none
 * @param badness how surely it does not fit, comparable within a reason; of a kept image, how little it fits
 * @param position its place in the report, from 0
 */
public record Candidate(
        ImageEntry image,
        Verdict verdict,
        List<Reason> reasons,
        List<String> why,
        String because,
        List<String> notes,
        List<ShownLabel> labels,
        OptionalDouble largest,
        Optional<String> suggest,
        double badness,
        long position) {}
