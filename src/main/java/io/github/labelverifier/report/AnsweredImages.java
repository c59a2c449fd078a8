package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The images of a report, finished or not, for which there is an answer, or that were refused: as they were listed, in its order,
 * read quickly.
 */
public final class AnsweredImages implements Closeable {
    private final ReportReader reader;

    private AnsweredImages(ReportReader reader) {
        this.reader = reader;
    }

    /**
     * Opens a report.
     *
     * @throws MalformedReportException if it is none
     */
    public static AnsweredImages of(Path report) throws IOException {
        return new AnsweredImages(ReportReader.openPlain(report, new LabelTexts()));
    }

    /** The next one; empty at the end. */
    public Optional<ImageEntry> next() throws IOException {
        while (reader.advance()) {
            if (reader.plain().isPresent() || isAnswered(reader.finding())) {
                return Optional.of(reader.image());
            }
        }
        return Optional.empty();
    }

    private static boolean isAnswered(Finding finding) {
        return finding.detection().isPresent() || finding.isRefusal();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
