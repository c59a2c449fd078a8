package io.github.labelverifier.report;

import java.io.IOException;
import java.nio.file.Path;

/** A report is of something else than it is asked to stand for. */
public final class ForeignReportException extends IOException {
    private static final long serialVersionUID = 1L;

    ForeignReportException(Path file, String why) {
        super(file + " " + why);
    }
}
