package io.github.labelverifier.job.gallery;

import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.review.SampleDraw;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Divides the places of a page among its reports: flagged images first, then kept ones; a small report is shown whole. */
final class Shares {
    private Shares() {}

    /**
     * What a report would show if there were room.
     *
     * @param staying images beside which flagged ones that look like them are shown
     * @param kept that are doubtful, or may be drawn
     * @param asked that are asked about
     */
    record Wish(long flagged, long staying, long kept, long asked) {

        /** Reads a report to its end. */
        static Wish of(Path report, GallerySettings settings) throws IOException {
            long flagged = 0;
            Set<String> staying = new HashSet<>();
            long doubtful = 0;
            long others = 0;
            long eligible = 0;
            try (ReportReader reader = ReportReader.open(report)) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    Finding finding = next.get();
                    eligible += SampleDraw.isEligible(finding) ? 1 : 0;
                    if (finding.verdict() == Verdict.FLAG) {
                        flagged++;
                        Optional<String> other = NearSet.otherOf(finding.reasons());
                        // More are not shown.
                        if (other.isPresent() && staying.size() < settings.maxImages()) {
                            staying.add(other.get());
                        }
                    } else if (finding.verdict() == Verdict.KEEP && finding.has(Reason.DOUBTFUL)) {
                        doubtful++;
                    } else if (finding.verdict() == Verdict.KEEP && !finding.has(Reason.EXEMPLAR)) {
                        others++;
                    }
                }
            }
            return new Wish(
                    flagged,
                    staying.size(),
                    doubtful + Math.min(settings.sample(), others),
                    Math.min(settings.blind(), eligible));
        }
    }

    /** How many images each report shows, so many at most together. */
    static List<Integer> of(List<Wish> wishes, int places) {
        int left = (int)
                Math.max(0, places - wishes.stream().mapToLong(Wish::asked).sum());
        int[] flagged = deal(
                wishes.stream()
                        .mapToLong(wish -> wish.flagged() + wish.staying())
                        .toArray(),
                left);
        int[] kept = deal(
                wishes.stream().mapToLong(Wish::kept).toArray(),
                left - IntStream.of(flagged).sum());
        List<Integer> shares = new ArrayList<>();
        for (int i = 0; i < flagged.length; i++) {
            shares.add((int) wishes.get(i).asked() + flagged[i] + kept[i]);
        }
        return shares;
    }

    private static int[] deal(long[] wanted, int places) {
        int[] dealt = new int[wanted.length];
        int left = places;
        int takers = wanted.length;
        // The smallest first: what it does not need is shared by the rest.
        List<Integer> smallestFirst = IntStream.range(0, wanted.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> wanted[i]))
                .toList();
        for (int i : smallestFirst) {
            dealt[i] = (int) Math.min(left / takers, wanted[i]);
            left -= dealt[i];
            takers--;
        }
        return dealt;
    }
}
