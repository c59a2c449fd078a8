package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.ui.view.WhyInWords;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import java.util.Locale;

/** Reasons and numbers in words for people. */
final class Words {
    private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB"};

    private Words() {}

    /** Why an image was flagged or not checked. */
    static String reason(String reason) {
        return switch (reason) {
            case FlaggedGroups.OTHER -> "other reasons";
            case "folder" -> "a folder";
            case "empty" -> "empty";
            case "not-jpeg-or-png" -> "not a JPEG or PNG";
            case SkipRule.NOT_A_PICTURE -> "not a picture";
            case "system-file" -> "a system file";
            case "too-large" -> "too large";
            case "too-small" -> "too small";
            case "archived" -> "archived";
            case "invalid" -> "not a valid image";
            default -> WhyInWords.reason(reason);
        };
    }

    /** What the reason means, as a sentence. */
    static String explain(String reason, String minConfidence) {
        if (reason.startsWith(Judge.CONTAINS)) {
            return "Rejected: " + reason.substring(Judge.CONTAINS.length())
                    + " was seen in these images, the surest first.";
        }
        return switch (reason) {
            case Judge.NO_OVERLAP ->
                "None of their labels is in the reference. The farthest from it come first, close" + " misses last.";
            case Judge.NO_LABELS ->
                "Rekognition is not sure of anything in them: no label reaches " + minConfidence + " %.";
            case ContrastRule.FITS_ELSEWHERE -> "They fit another folder better than their own, the clearest first.";
            case ContrastRule.UNLIKE_THE_REST -> "They do not fit their folder, nor any other, the clearest first.";
            case Finding.DUPLICATE -> "Another image has the same content.";
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
