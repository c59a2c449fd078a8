package io.github.labelverifier.job.show;

import io.github.labelverifier.export.ExportedClasses;
import io.github.labelverifier.export.ExportedImage;
import io.github.labelverifier.export.ImageExport;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
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
                images += write(report, request.choice().test(), export);
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

    private long write(Path report, FindingFilter wanted, ImageExport export) throws CommandFailure, IOException {
        long images = 0;
        try (ReportReader reader = ReportReader.open(report)) {
            ReportHeader header = reader.header();
            ImageLocation location = Reports.location(report, header);
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (wanted.accepts(next.get())) {
                    export.accept(new ExportedImage(location, header, next.get()));
                    images++;
                }
            }
            if (reader.summary().isEmpty()) {
                console.warn(report + " is unfinished: images that were not checked are not in the list");
            }
        } catch (MalformedReportException e) {
            throw Reports.failure(report, e, "");
        }
        return images;
    }
}
