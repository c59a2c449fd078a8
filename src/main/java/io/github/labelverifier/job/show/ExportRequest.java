package io.github.labelverifier.job.show;

import io.github.labelverifier.export.ExportFormat;
import java.nio.file.Path;
import java.util.List;

/**
 * One job of {@code show} that makes a list for a training tool.
 *
 * @param reports files that can be read more than once, at least one
 */
public record ExportRequest(List<Path> reports, ShowRequest.Choice choice, ExportFormat format) {

    public ExportRequest {
        reports = List.copyOf(reports);
    }
}
