package io.github.labelverifier.job.show;

import io.github.labelverifier.export.ExportedClasses;
import io.github.labelverifier.export.ExportedImage;
import io.github.labelverifier.export.ImageExport;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The job of {@code show --format manifest}, {@code hf} and {@code fiftyone}: the images of reports as a training tool's list. */
public final class Exporting {
    private final Console console;

    public Exporting(Console console) {
        this.console = console;
    }

    /** Does the job. Nothing is written before all reports are known to have a header that can be read. */
    public void run(ExportRequest request) throws CommandFailure, IOException {
        List<ImageLocation> locations = new ArrayList<>();
        for (Path report : request.reports()) {
            locations.add(Reports.location(report, Reports.headerOfFile(report)));
        }
        long images = 0;
        ExportedClasses classes = classes(locations);
        try (ImageExport export = open(request, classes)) {
            for (Path report : request.reports()) {
                images += write(report, request, export);
            }
            export.finish();
            console.out().flush();
            export.warnings().forEach(console::warn);
        }
        console.info(Text.count(images, "image") + " of "
                + Text.count(classes.names().size()) + (classes.names().size() == 1 ? " class" : " classes"));
    }

    private static ExportedClasses classes(List<ImageLocation> locations) throws CommandFailure {
        try {
            return ExportedClasses.of(locations);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(e.getMessage() + ": export them one by one");
        }
    }

    private ImageExport open(ExportRequest request, ExportedClasses classes) throws CommandFailure, IOException {
        try {
            return request.format().open(console.out(), classes);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--format " + request.format() + ": " + e.getMessage());
        }
    }

    private long write(Path report, ExportRequest request, ImageExport export) throws CommandFailure, IOException {
        FindingFilter wanted = request.choice().test();
        long images = 0;
        try (ReportReader reader = ReportReader.open(report);
                ReviewedKeeping review = ReviewedKeeping.of(report, reader.header(), request.heedsReview())) {
            ImageLocation location = Reports.location(report, reader.header());
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                Finding finding = next.get();
                Optional<Boolean> isKept = review.keeps(finding);
                // What is kept by a person need not be what the rule kept; all else that is asked of an image holds for
                // it too.
                boolean isWanted = isKept.isEmpty()
                        ? wanted.accepts(finding)
                        : isKept.get() && wanted.accepts(finding.decided(Verdict.KEEP, finding.reasons()));
                if (isWanted
                        && export.accept(new ExportedImage(location, reader.header(), finding, isKept.isPresent()))) {
                    images++;
                }
            }
            if (reader.summary().isEmpty()) {
                console.warn(report + " is unfinished: images that were not checked are not in the list");
            }
            if (review.heeded() > 0) {
                console.info(
                        Text.count(review.heeded(), "decision") + " of its review heeded: " + report.getFileName());
            }
        } catch (MalformedReportException e) {
            throw Reports.failure(report, e, "");
        }
        return images;
    }
}
