package io.github.labelverifier.job.gallery;

import io.github.labelverifier.verdict.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts flagged images by reason and keeps the worst of each. */
final class FlaggedGroups {
    /** More reasons than this share a group. */
    private static final int MOST_GROUPS = 20;

    /** The group of all reasons beyond those that have their own. */
    static final Reason OTHER = Reason.parse("other");

    private final int most;
    private final Map<Reason, WorstFirst> groups = new LinkedHashMap<>();

    /** Groups of at most so many images together. */
    FlaggedGroups(int most) {
        this.most = most;
    }

    void add(Candidate candidate) {
        Reason reason = tellingReason(candidate.reasons());
        boolean hasOwn = groups.containsKey(reason) || groups.size() < MOST_GROUPS;
        groups.computeIfAbsent(hasOwn ? reason : OTHER, name -> new WorstFirst(most))
                .add(candidate);
    }

    /** Whether a flagged image is in the group of those that look like another one. */
    boolean isOfSet(Candidate candidate) {
        Reason reason = tellingReason(candidate.reasons());
        return NearSet.isMadeBy(reason) && groups.containsKey(reason);
    }

    /** A rejected label tells more than that nothing is shared, which such images often have as well. */
    private static Reason tellingReason(List<Reason> reasons) {
        return reasons.stream()
                .filter(reason -> reason.kind() == Reason.Kind.CONTAINS)
                .findFirst()
                .or(() -> reasons.stream().findFirst().map(Reason::counted))
                .orElse(OTHER);
    }

    /** The groups, the largest first; the places are dealt out in turn, so that a small group is shown whole. */
    List<Group> list(int places) {
        List<Map.Entry<Reason, WorstFirst>> sorted = groups.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Reason, WorstFirst>>comparingLong(
                                entry -> entry.getValue().total())
                        .reversed()
                        .thenComparing(entry -> entry.getKey().text()))
                .toList();
        Map<Reason, Integer> dealt = deal(sorted, places);
        List<Group> result = new ArrayList<>();
        for (Map.Entry<Reason, WorstFirst> entry : sorted) {
            List<Candidate> worst = entry.getValue().list();
            int count = dealt.getOrDefault(entry.getKey(), 0);
            List<Candidate> shown = NearSet.isMadeBy(entry.getKey())
                    ? NearSet.within(count, NearSet.of(worst)).stream()
                            .flatMap(set -> set.members().stream())
                            .toList()
                    : worst.subList(0, Math.min(count, worst.size()));
            result.add(new Group(entry.getKey(), entry.getValue().total(), shown));
        }
        return result;
    }

    /** How many places images that stay take beside those that are flagged. */
    long staying() {
        return groups.entrySet().stream().mapToLong(FlaggedGroups::staying).sum();
    }

    private static long staying(Map.Entry<Reason, WorstFirst> entry) {
        return NearSet.isMadeBy(entry.getKey())
                ? NearSet.of(entry.getValue().list()).size()
                : 0;
    }

    private static Map<Reason, Integer> deal(List<Map.Entry<Reason, WorstFirst>> sorted, int places) {
        Map<Reason, Integer> dealt = new LinkedHashMap<>();
        int left = places;
        // The smallest first: what it does not need is shared by the rest.
        for (int i = sorted.size() - 1; i >= 0; i--) {
            long fair = left / (i + 1);
            Map.Entry<Reason, WorstFirst> group = sorted.get(i);
            int given = (int) Math.min(fair, group.getValue().total() + staying(group));
            dealt.put(group.getKey(), given);
            left -= given;
        }
        return dealt;
    }
}
