package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import java.io.IOException;

/** Where findings go, one by one, in their order. */
public interface FindingOutput {
    /** Takes the findings and does nothing with them. */
    FindingOutput NONE = new FindingOutput() {
        @Override
        public void accept(Finding finding) {}

        @Override
        public void flush() {}
    };

    /** Takes one finding, which may stay in memory until {@link #flush}. */
    void accept(Finding finding) throws IOException;

    /** Hands on all that was taken. */
    void flush() throws IOException;
}
