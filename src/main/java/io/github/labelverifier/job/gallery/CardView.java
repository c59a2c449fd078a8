package io.github.labelverifier.job.gallery;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.picture.Thumbnail;
import io.github.labelverifier.ui.text.UtcTime;
import io.github.labelverifier.verdict.Verdict;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One image as the template shows it. All text is safe to be shown, but still to be escaped for HTML.
 *
 * @param key the exact key as a string of JSON, for the script
 * @param name the key, for people
 * @param reasons in words; of a kept image that it is doubtful, if so
 * @param because which labels speak against it; empty if that is not known
 * @param picture the thumbnail in Base64; empty if there is none
 * @param larger a larger picture in Base64; empty if there is none
 * @param isWithoutLarger whether there is none although the image is larger than its thumbnail
 * @param problem why there is no thumbnail
 * @param alt what the picture shows, by its labels
 * @param size of the file
 * @param pixels of the image; empty if not known
 * @param notes on the quality of the picture; empty if there are none
 * @param largest the size of the class in the picture, from 0 to 1; empty if not known
 * @param bytes the size of the file
 * @param etag that it was judged by, as a string of JSON
 * @param suggest the URI of the location that it fits better, as a string of JSON; empty if there is none
 * @param suggestName the same for people
 */
record CardView(
        String key,
        String name,
        boolean isFlagged,
        List<String> reasons,
        String because,
        String picture,
        int width,
        int height,
        String larger,
        boolean isWithoutLarger,
        String problem,
        boolean isChanged,
        String alt,
        String size,
        String pixels,
        String changedAt,
        String notes,
        String largest,
        long bytes,
        String etag,
        String suggest,
        String suggestName,
        List<LabelView> labels) {
    private static final int NAMED_IN_ALT = 4;

    /**
     * A label and its bar.
     *
     * @param kind the name of its style
     * @param hint what the kind means; empty if nothing
     * @param percent as it is written
     * @param bar its length of 100
     */
    record LabelView(String name, String kind, String hint, String percent, String bar) {
        static LabelView of(ShownLabel label) {
            String hint = switch (label.kind()) {
                case REJECTED -> "rejected";
                case SHARED -> "in the reference";
                case NEAR -> "in the reference, but did not count";
                case OTHER, FAINT -> "";
            };
            return new LabelView(
                    PlainText.escape(label.name()),
                    label.kind().name().toLowerCase(Locale.ROOT),
                    hint,
                    String.valueOf(Math.round(label.confidence())),
                    String.valueOf(Math.max(0, Math.min(100, Math.round(label.confidence())))));
        }
    }

    static CardView of(Candidate candidate, Tile tile, boolean hasLarger) {
        ImageEntry image = candidate.image();
        String picture = tile.thumbnail()
                .map(thumbnail -> Base64.getEncoder().encodeToString(thumbnail.jpeg()))
                .orElse("");
        return new CardView(
                json(image.key()),
                PlainText.escape(image.key()),
                candidate.verdict() == Verdict.FLAG,
                candidate.why().stream().map(PlainText::escape).toList(),
                PlainText.escape(candidate.because()),
                picture,
                tile.thumbnail().map(Thumbnail::width).orElse(0),
                tile.thumbnail().map(Thumbnail::height).orElse(0),
                tile.larger()
                        .filter(larger -> hasLarger)
                        .map(larger -> Base64.getEncoder().encodeToString(larger.jpeg()))
                        .orElse(""),
                tile.isLargerInFull() && !hasLarger,
                PlainText.escape(tile.problem()),
                tile.isChanged(),
                alt(candidate),
                Words.bytes(image.size()),
                tile.thumbnail()
                        .map(thumbnail -> thumbnail.fullWidth() + " × " + thumbnail.fullHeight())
                        .orElse(""),
                UtcTime.minute(image.lastModified()),
                PlainText.escape(String.join(", ", candidate.notes())),
                candidate.largest().isPresent()
                        ? String.valueOf(candidate.largest().getAsDouble())
                        : "",
                image.size(),
                json(image.etag()),
                candidate.suggest().map(CardView::json).orElse(""),
                PlainText.escape(
                        candidate.suggest().map(ImageLocation::lastPart).orElse("")),
                candidate.labels().stream().map(LabelView::of).toList());
    }

    /** A string of JSON in plain ASCII: what HTML would change or a reader would not see is escaped. */
    static String json(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static String alt(Candidate candidate) {
        String seen = candidate.labels().stream()
                .filter(label -> label.kind() != ShownLabel.Kind.FAINT)
                .limit(NAMED_IN_ALT)
                .map(label -> PlainText.escape(label.name()))
                .collect(Collectors.joining(", "));
        return seen.isEmpty() ? "An image without labels" : "Rekognition sees: " + seen;
    }
}
