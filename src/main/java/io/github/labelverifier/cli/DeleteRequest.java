package io.github.labelverifier.cli;

import io.github.labelverifier.image.AwsSettings;
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
record DeleteRequest(
        List<Path> reports,
        Choice choice,
        Duration maxAge,
        boolean wholeBucket,
        Format format,
        RemovalOptions removal,
        FlaggedReports.Ask ask,
        AwsSettings aws) {

    /** Which of the flagged images; an empty list of reasons means all. */
    record Choice(Optional<String> keepList, boolean nul, List<String> only, InputStream standardInput) {}
}
