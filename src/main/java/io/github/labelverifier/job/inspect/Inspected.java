package io.github.labelverifier.job.inspect;

import io.github.labelverifier.report.ClassResult;
import java.util.List;

/**
 * What a look into the pictures of reports came to.
 *
 * @param isWhole whether each picture could be seen
 * @param reports what each report has come to, in the order that was asked for
 */
public record Inspected(boolean isWhole, List<ClassResult> reports) {

    public Inspected {
        reports = List.copyOf(reports);
    }
}
