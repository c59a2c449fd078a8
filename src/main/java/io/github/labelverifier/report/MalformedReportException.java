package io.github.labelverifier.report;

import java.io.IOException;
import java.nio.file.Path;

/** A file is no report, or not one that this program can read. The message names the file and the line. */
public final class MalformedReportException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedReportException(Path file, long line, String why) {
        super(file + " line " + line + ": " + why);
    }
}
