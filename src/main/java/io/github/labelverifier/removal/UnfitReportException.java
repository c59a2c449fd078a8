package io.github.labelverifier.removal;

import java.nio.file.Path;
import java.util.Objects;

/** Nothing may be removed by a report: it holds what no run could have written, or rests on what was changed meanwhile. */
public final class UnfitReportException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitReportException(Path report, String why) {
        super(report + " " + why);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
