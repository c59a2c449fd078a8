package io.github.labelverifier.ui.view;

import io.github.labelverifier.ui.text.Text;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Why images were skipped, in words for people. */
final class SkippedInWords {
    private static final Comparator<Map.Entry<String, Long>> MOST_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private SkippedInWords() {}

    /** Such as {@code 8 WebP, 3 empty, 2 GIF}. */
    static String of(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(MOST_FIRST)
                .map(why -> Text.count(why.getValue()) + " " + word(why.getKey(), why.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String word(String why, long count) {
        String s = count == 1 ? "" : "s";
        return switch (why) {
            case "folder" -> "folder" + s;
            case "system-file" -> "system file" + s;
            case "not-a-picture" -> count == 1 ? "not a picture" : "not pictures";
            case "not-jpeg-or-png" -> "not JPEG or PNG";
            case "too-large" -> "too large";
            case "too-small" -> "too small";
            case "webp" -> "WebP";
            // What has a name of its own stays as it is, what is left are formats.
            case "empty", "archived", "invalid", "other" -> why;
            default -> why.length() <= 4 ? why.toUpperCase(Locale.ROOT) : why;
        };
    }
}
