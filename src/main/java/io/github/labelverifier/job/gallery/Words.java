package io.github.labelverifier.job.gallery;

import io.github.labelverifier.verdict.Reason;
import java.util.Locale;

/** Reasons and numbers in words for people. */
final class Words {
    private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB"};

    private Words() {}

    /** Why an image was flagged or not checked. */
    static String reason(Reason reason) {
        return reason.equals(FlaggedGroups.OTHER) ? "other reasons" : reason.inWords();
    }

    /** What the reason means, as a sentence. */
    static String explain(Reason reason, String minConfidence) {
        return switch (reason.kind()) {
            case CONTAINS -> "Rejected: " + reason.detail() + " was seen in these images, the surest first.";
            case NO_OVERLAP ->
                "None of their labels is in the reference. The farthest from it come first, close" + " misses last.";
            case NO_LABELS -> "Rekognition is not sure of anything in them: no label reaches " + minConfidence + " %.";
            case FITS_ELSEWHERE -> "They fit another folder better than their own, the clearest first.";
            case UNLIKE_THE_REST -> "They do not fit their folder, nor any other, the clearest first.";
            case DOUBTFUL -> "They are unlike most of their folder, the clearest first.";
            case DUPLICATE -> "Another image has the same content.";
            case NEAR_DUPLICATE -> "Another image, which stays, looks like each of them.";
            case QUALITY -> "So it was noted of their pictures; how often that is right has not been tried.";
            default -> "";
        };
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** A share in percent, of which little is not nothing. */
    static String share(long part, long whole) {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        return String.format(Locale.ROOT, percent > 0 && percent < 1 ? "%.1f %%" : "%.0f %%", percent);
    }

    static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    /** A size in decimal units, as Amazon S3's console shows it. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return count(bytes, "byte");
        }
        double value = bytes;
        int unit = -1;
        do {
            value /= 1000;
            unit++;
        } while (value >= 999.95 && unit < UNITS.length - 1);
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }
}
