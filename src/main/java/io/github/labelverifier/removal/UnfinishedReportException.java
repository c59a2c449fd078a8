package io.github.labelverifier.removal;

import java.nio.file.Path;

/** A report has no summary: the run that wrote it did not come to its end, so nothing may be removed by it. */
public final class UnfinishedReportException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfinishedReportException(Path report) {
        super(report + " is unfinished: it has no summary line");
    }
}
