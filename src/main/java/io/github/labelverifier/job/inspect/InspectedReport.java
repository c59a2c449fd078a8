package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A report that is looked into.
 *
 * @param number from 0, in the order of the command line
 * @param path the file itself, whatever links there are to it
 */
record InspectedReport(int number, Path path, ImageLocation location) {
    /** The findings with what was seen in their pictures. */
    ReportReader seen() throws IOException {
        return ReportReader.open(Inspection.besideOf(path));
    }

    void readInto(LookAlikeImages images) throws IOException {
        try (ReportReader reader = seen()) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                images.add(next.get(), number);
            }
        }
    }
}
