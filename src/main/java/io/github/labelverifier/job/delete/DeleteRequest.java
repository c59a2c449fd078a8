package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.verdict.Reason;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One job of {@code delete}.
 *
 * @param maxAge how long ago a report may have been finished
 * @param format how a dry run prints
 * @param removal how images are removed, which depends on where each report's images are
 */
public record DeleteRequest(
        List<Path> reports,
        Choice choice,
        Reviewing reviewing,
        Duration maxAge,
        boolean wholeBucket,
        Format format,
        WantedRemoval removal,
        RemovalJobs.Ask ask,
        AwsSettings aws) {

    /**
     * What of a review counts, and whether images go where they seem to belong.
     *
     * @param file the review, in the place of the one beside the report
     * @param none whether no review counts
     * @param toSuggested whether images are moved to the folder that their report suggests
     */
    public record Reviewing(Optional<Path> file, boolean none, boolean toSuggested) {

        /** The review of a report, whether it is there or not; empty if none counts. */
        Optional<Path> of(Path report) {
            return none ? Optional.empty() : file.or(() -> Optional.of(ReviewFile.pathFor(report)));
        }
    }

    /** Which of the flagged images; an empty list of reasons means all. */
    public record Choice(Optional<String> keepList, boolean nul, List<Reason> only, InputStream standardInput) {}
}
