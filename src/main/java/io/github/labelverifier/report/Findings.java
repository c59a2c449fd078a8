package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Findings in a file, which can be gone through as often as need be and never are in memory together. */
@FunctionalInterface
public interface Findings {

    /** Goes through them, in their order. */
    void forEach(Visitor visitor) throws IOException;

    /** What is done with each. */
    @FunctionalInterface
    interface Visitor {
        void visit(Finding finding) throws IOException;
    }

    /** The findings of a report that a filter accepts. */
    static Findings of(Path report, FindingFilter filter) {
        return visitor -> {
            FindingFilter wanted = filter.atStart();
            try (ReportReader reader = ReportReader.open(report)) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (wanted.accepts(next.get())) {
                        visitor.visit(next.get());
                    }
                }
            }
        };
    }
}
