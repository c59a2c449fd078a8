package io.github.labelverifier.job.review;

import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.util.Locale;

/**
 * Which images of a report are looked at. An empty text asks for nothing.
 *
 * @param shown by what the report says
 * @param decided by what a person said
 * @param reason as reports have it
 * @param label as reports have it
 * @param place the location that an image fits better, by its URI
 * @param name a part of the key, in any case
 */
record Selection(Shown shown, Decided decided, String reason, String label, String place, String name) {

    /** Images by what the report says. */
    enum Shown {
        FLAGGED {
            @Override
            boolean has(Verdict verdict) {
                return verdict == Verdict.FLAG;
            }
        },
        KEPT {
            @Override
            boolean has(Verdict verdict) {
                return verdict == Verdict.KEEP;
            }
        },
        CHECKED {
            @Override
            boolean has(Verdict verdict) {
                return verdict == Verdict.FLAG || verdict == Verdict.KEEP;
            }
        },
        UNCHECKED {
            @Override
            boolean has(Verdict verdict) {
                return verdict == Verdict.SKIP || verdict == Verdict.ERROR;
            }
        };

        abstract boolean has(Verdict verdict);
    }

    /** Images by what a person said. */
    enum Decided {
        ANY,
        NO,
        YES,
        REMOVE,
        KEEP,
        MOVE,
        UNSURE;

        boolean has(Mark mark) {
            return switch (this) {
                case ANY -> true;
                case NO -> mark == Mark.NONE;
                case YES -> mark != Mark.NONE;
                case REMOVE, KEEP, MOVE, UNSURE -> mark.name().equals(name());
            };
        }
    }

    /** What tells of a table's images whether they are selected. */
    Test of(ImageTable table) {
        int reasonCode = code(reason, table.reasons(), Facet.REASON);
        int labelCode = code(label, table.labels(), Facet.LABEL);
        int placeNumber = place.isEmpty() ? Names.UNKNOWN : table.places().find(place);
        String part = name.toLowerCase(Locale.ROOT);
        boolean asksFacets = !reason.isEmpty() || !label.isEmpty() || !part.isEmpty();
        return row -> {
            if (!shown.has(row.verdict())
                    || !decided.has(row.mark())
                    || (!place.isEmpty() && (placeNumber < 0 || row.suggest() != placeNumber))) {
                return false;
            }
            if (!asksFacets) {
                return true;
            }
            FacetFile.Facets facets = table.facets(row);
            return (reason.isEmpty() || facets.has(reasonCode))
                    && (label.isEmpty() || facets.has(labelCode))
                    && (part.isEmpty() || facets.key().toLowerCase(Locale.ROOT).contains(part));
        };
    }

    /** Tells whether an image is selected. */
    interface Test {
        boolean accepts(Row row) throws IOException;
    }

    private static int code(String name, Names names, Facet facet) {
        int number = names.find(name);
        return number < 0 ? Names.UNKNOWN : facet.code(number);
    }
}
