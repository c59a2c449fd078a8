package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an earlier run has seen before it was stopped: the beginning of the same report, with what was seen in its pictures. It is
 * asked for the images in the order of the report, and of one that it does not have, and all later ones, it knows nothing.
 */
final class SeenReport implements Closeable {
    private final Optional<ReportReader> reader;
    private boolean isOver;

    private SeenReport(Optional<ReportReader> reader) {
        this.reader = reader;
    }

    /** Of a file that need not be there, and may be anything. */
    static SeenReport of(Path file) throws IOException {
        try {
            return new SeenReport(Files.isRegularFile(file) ? Optional.of(ReportReader.open(file)) : Optional.empty());
        } catch (MalformedReportException e) {
            return new SeenReport(Optional.empty());
        }
    }

    /** What was seen in the picture of the next finding. */
    Optional<PictureFacts> of(Finding finding) throws IOException {
        if (isOver || reader.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Finding> seen = reader.get().next();
            if (seen.isPresent() && seen.get().image().equals(finding.image())) {
                return seen.get().picture();
            }
        } catch (MalformedReportException e) {
            // A run that was killed may have left half a line.
        }
        isOver = true;
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        if (reader.isPresent()) {
            reader.get().close();
        }
    }
}
