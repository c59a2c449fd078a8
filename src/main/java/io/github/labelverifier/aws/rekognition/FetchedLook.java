package io.github.labelverifier.aws.rekognition;

import io.github.labelverifier.image.ContentLook;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import java.util.Locale;

/**
 * A look at an object that was fetched to be sent, as the listing of a folder takes one at a file: what Rekognition refuses for
 * its size in pixels, or might take for a whole picture, is not sent. What it may read in other ways than expected is.
 */
final class FetchedLook {
    private static final String GREATEST = String.format(Locale.ROOT, "%,d", ContentLook.GREATEST_SIDE);
    private static final String TAKEN = " a side that Rekognition takes";

    private FetchedLook() {}

    /**
     * Finds out whether an image is worth a call.
     *
     * @throws DetectionException if it is not, or not as it is
     */
    static void requireWorthACall(ImageEntry entry, byte[] content) throws DetectionException {
        if (entry.look().isPresent()) {
            return;
        }
        ContentLook look = ContentLook.atAllOf(content);
        SkipRule asItIs = new SkipRule(SkipRule.MAX_INLINE_BYTES, false);
        String reason = asItIs.reasonToSkip(entry.read(entry.etag(), look)).orElse("");
        String why = switch (reason) {
            case SkipRule.TOO_SMALL -> size(look) + "it is smaller than the " + ContentLook.LEAST_SIDE + TAKEN;
            case SkipRule.TOO_LARGE -> size(look) + "it is larger than the " + GREATEST + TAKEN;
            case SkipRule.TRUNCATED -> "the file ends before its picture does";
            default -> "";
        };
        if (!why.isEmpty()) {
            throw new DetectionException(Kind.UNCHECKABLE, reason, entry.key() + ": " + why, null);
        }
    }

    private static String size(ContentLook look) {
        return "at " + look.width() + " x " + look.height() + " pixels ";
    }
}
