package io.github.labelverifier.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The one reason by which a finding is grouped with others: of several, the worst.
 *
 * @param verdict of the finding
 * @param reason as it is counted; empty for what is kept without one
 */
public record MainReason(Verdict verdict, Optional<Reason> reason) {
    /** From the worst on; what is not in it comes after that. */
    private static final List<Reason.Kind> ORDER = List.of(
            Reason.Kind.CONTAINS,
            Reason.Kind.FITS_ELSEWHERE,
            Reason.Kind.UNLIKE_THE_REST,
            Reason.Kind.NO_OVERLAP,
            Reason.Kind.NO_LABELS,
            Reason.Kind.DUPLICATE,
            Reason.Kind.DOUBTFUL);

    /** From what is flagged on. */
    private static final List<Verdict> VERDICTS = List.of(Verdict.FLAG, Verdict.ERROR, Verdict.SKIP, Verdict.KEEP);

    /** That of a finding. */
    public static MainReason of(Finding finding) {
        return new MainReason(
                finding.verdict(),
                finding.reasons().stream().map(Reason::counted).min(Comparator.comparingInt(MainReason::place)));
    }

    private static int place(Reason reason) {
        int place = ORDER.indexOf(reason.kind());
        return place < 0 ? ORDER.size() : place;
    }

    /** Its place among all of them, the worst first: from 0 to 63. Those of one kind and different details have the same. */
    public int place() {
        return VERDICTS.indexOf(verdict) * (ORDER.size() + 2)
                + reason.map(MainReason::place).orElse(ORDER.size() + 1);
    }

    /** Its name as in reports, or that of the verdict. */
    public String text() {
        return reason.map(Reason::text).orElse(verdict.id());
    }

    /** In words for people, still to be escaped. */
    public String inWords() {
        return reason.map(Reason::inWords).orElse(verdict == Verdict.KEEP ? "kept" : verdict.id());
    }
}
