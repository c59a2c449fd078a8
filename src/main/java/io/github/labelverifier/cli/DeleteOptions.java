package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.delete.DeleteRequest;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.verdict.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of a report's flagged images are meant, and how old the report may be. */
@OptionGroup("Which images")
final class DeleteOptions {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(d|h|m|s)?");

    @Everyday
    @Option(
            names = "--keep-list",
            paramLabel = "FILE",
            description = "Keep the images whose keys this file names, one a line; - is standard input.")
    private @Nullable String keepList;

    @Option(names = "-0", description = "Keys end with NUL instead of newline, in --keep-list and in what is printed.")
    private boolean nul;

    @Option(
            names = "--review",
            paramLabel = "FILE",
            description = "The review to act on. Default: REPORT.review.jsonl, if there is one.")
    private @Nullable Path review;

    @Option(names = "--no-review", description = "Ignore the review: act only on what the report has flagged.")
    private boolean noReview;

    @Option(
            names = "--move-to-suggested",
            description =
                    "Move each image to the folder that its report suggests for it; what has none stays. If its name"
                            + " is taken there, a number is added.")
    private boolean moveToSuggested;

    @Everyday
    @Option(
            names = "--only",
            paramLabel = "REASON",
            completionCandidates = ReasonNames.class,
            description =
                    "Remove only images with this reason, such as no-overlap, contains:Person or, in short, Person."
                            + " Repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--max-age",
            paramLabel = "AGE",
            description = "Refuse a report that was finished longer ago, such as 12h or 30d. Default: 7d.")
    private String maxAge = "7d";

    @Option(names = "--whole-bucket", description = "Allow a report on a location without a prefix.")
    private boolean wholeBucket;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "With --dry-run, how to print the images that would go: table, keys, uris, jsonl, csv, none. "
                    + "Default: table.")
    private Format format = Format.table;

    Optional<String> keepList() {
        return Optional.ofNullable(keepList);
    }

    /**
     * What of reviews counts.
     *
     * @param reports how many reports are given
     */
    DeleteRequest.Reviewing reviewing(int reports) throws CommandFailure {
        if (review != null && noReview) {
            throw CommandFailure.usage("--review and --no-review exclude each other");
        }
        if (review != null && reports > 1) {
            throw CommandFailure.usage("--review can be given for one report only");
        }
        return new DeleteRequest.Reviewing(Optional.ofNullable(review), noReview, moveToSuggested);
    }

    boolean isNul() {
        return nul;
    }

    List<Reason> only() throws CommandFailure {
        for (String reason : only) {
            Check.notBlank("--only", reason);
        }
        return only.stream().map(Reason::parse).toList();
    }

    boolean isWholeBucket() {
        return wholeBucket;
    }

    Format format() {
        return format;
    }

    Duration maxAge() throws CommandFailure {
        Matcher age = DURATION.matcher(maxAge.strip().toLowerCase(Locale.ROOT));
        if (!age.matches()) {
            throw CommandFailure.usage("--max-age takes a number of days or hours, such as 7d or 12h, not " + maxAge);
        }
        long number = Long.parseLong(age.group(1));
        String unit = age.group(2);
        return switch (unit == null ? "d" : unit) {
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofDays(number);
        };
    }
}
