package io.github.labelverifier.removal;

import java.nio.file.Path;
import java.util.Objects;

/** A report holds what no run could have written, so nothing may be removed by it. */
public final class AlteredReportException extends Exception {
    private static final long serialVersionUID = 1L;

    AlteredReportException(Path report, String why) {
        super(report + " " + why);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
