package io.github.labelverifier.report;

import java.io.IOException;
import java.nio.file.Path;

/** A report belongs to another kind of store, or to another detector, than it is wanted for. */
public final class ForeignReportException extends IOException {
    private static final long serialVersionUID = 1L;

    ForeignReportException(Path file, String why) {
        super(file + " " + why);
    }
}
