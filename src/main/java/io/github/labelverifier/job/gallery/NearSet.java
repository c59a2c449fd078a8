package io.github.labelverifier.job.gallery;

import io.github.labelverifier.verdict.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Flagged images that look like one other image.
 *
 * @param other that image, as the reports name it
 * @param members in the order of their report
 */
record NearSet(String other, List<Candidate> members) {

    /** Whether the images of a group that has this reason are shown in sets. */
    static boolean isMadeBy(Reason reason) {
        return reason.kind() == Reason.Kind.NEAR_DUPLICATE;
    }

    /** The sets of these images, in the order of their first ones. */
    static List<NearSet> of(List<Candidate> images) {
        Map<String, List<Candidate>> sets = new LinkedHashMap<>();
        images.stream()
                .sorted(Comparator.comparingLong(Candidate::position))
                .forEach(image -> sets.computeIfAbsent(otherOf(image.reasons()).orElse(""), name -> new ArrayList<>())
                        .add(image));
        return sets.entrySet().stream()
                .map(set -> new NearSet(set.getKey(), List.copyOf(set.getValue())))
                .toList();
    }

    /** As many of these sets, and of the members of the last one, as there are places for, those of the other images included. */
    static List<NearSet> within(int places, List<NearSet> sets) {
        List<NearSet> some = new ArrayList<>();
        int left = places;
        for (NearSet set : sets) {
            int members = Math.min(set.members().size(), left - 1);
            if (members > 0) {
                some.add(new NearSet(set.other(), set.members().subList(0, members)));
                left -= members + 1;
            }
        }
        return some;
    }

    /** The image that one of these reasons names as looking like theirs. */
    static Optional<String> otherOf(List<Reason> reasons) {
        return reasons.stream()
                .filter(reason -> reason.kind() == Reason.Kind.NEAR_DUPLICATE_OF)
                .map(Reason::detail)
                .findFirst();
    }
}
