package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import java.io.IOException;

/** A filter that is narrowed by another one. */
record NarrowedFilter(FindingFilter wide, FindingFilter narrow) implements FindingFilter {
    @Override
    public boolean accepts(Finding finding) throws IOException {
        return wide.accepts(finding) && narrow.accepts(finding);
    }

    @Override
    public FindingFilter atStart() {
        return new NarrowedFilter(wide.atStart(), narrow.atStart());
    }
}
