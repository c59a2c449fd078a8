package io.github.labelverifier.ui.view;

import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Reason;
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
        return switch (Reason.parse(why).kind()) {
            case FOLDER -> "folder" + s;
            case SYSTEM_FILE -> "system file" + s;
            case NOT_A_PICTURE -> count == 1 ? "not a picture" : "not pictures";
            case NOT_JPEG_OR_PNG -> "not JPEG or PNG";
            case TOO_LARGE -> "too large";
            case TOO_SMALL -> "too small";
            // What is no reason is a format, or what is counted together.
            case OTHER -> format(why);
            default -> why;
        };
    }

    private static String format(String name) {
        if (name.equals("webp")) {
            return "WebP";
        }
        return name.length() <= 4 ? name.toUpperCase(Locale.ROOT) : name;
    }
}
