package io.github.labelverifier.report;

import io.github.labelverifier.verdict.Finding;
import java.io.IOException;

/** Tells which findings are meant. It may have to look into a file for that. */
@FunctionalInterface
public interface FindingTest {

    /** Whether the finding is meant. */
    boolean accepts(Finding finding) throws IOException;
}
