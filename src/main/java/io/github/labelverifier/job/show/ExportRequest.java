package io.github.labelverifier.job.show;

import io.github.labelverifier.export.ExportFormat;
import java.nio.file.Path;
import java.util.List;

/**
 * One job of {@code show} that makes a list for a training tool.
 *
 * @param reports files that can be read more than once, at least one
 * @param heedsReview whether what a person has decided of an image stands above its verdict
 */
public record ExportRequest(List<Path> reports, ShowRequest.Choice choice, ExportFormat format, boolean heedsReview) {

    public ExportRequest {
        reports = List.copyOf(reports);
    }
}
