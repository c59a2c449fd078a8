package io.github.labelverifier.job.inspect;

import io.github.labelverifier.disk.UnfinishedFiles;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.picture.PictureDecoder;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.SummaryLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The job of {@code inspect}: looks into the pictures of reports, finds those that look alike in all of them together, and writes
 * both into the reports, each of which is replaced as a whole when all are done.
 */
public final class Inspecting {
    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;

    public Inspecting(Console console, Stores stores, Interruptions interruptions) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
    }

    /** Does the job. An interruption leaves the reports as they were, and what was seen beside them. */
    public ExitCode run(InspectRequest request) throws CommandFailure, IOException, InterruptedException {
        interruptions.enter();
        try {
            return look(request).isWhole() ? ExitCode.OK : ExitCode.INCOMPLETE;
        } catch (StoppedException e) {
            console.clearProgress();
            console.tell("stopped; what was seen is kept: give the same command again to go on");
            return ExitCode.INTERRUPTED;
        } finally {
            interruptions.leave();
        }
    }

    /**
     * Does it as a part of another job, which minds the interruptions.
     *
     * @throws StoppedException if there was one: the reports are as they were, and what was seen is beside them
     */
    public Inspected look(InspectRequest request)
            throws CommandFailure, IOException, InterruptedException, StoppedException {
        List<InspectedReport> reports = open(request);
        try {
            boolean isWhole = look(reports, request);
            return new Inspected(isWhole, rewrite(reports, request.flags()));
        } catch (MalformedReportException e) {
            throw Reports.failure(request.reports().get(0), e, "");
        }
    }

    /** All are known to be readable, and of a place that is there, before the first image is read. */
    private List<InspectedReport> open(InspectRequest request) throws CommandFailure, IOException {
        List<InspectedReport> reports = new ArrayList<>();
        for (Path report : request.reports()) {
            ReportHeader header = Reports.headerOfFile(report);
            ImageLocation location = Reports.locationToRead(report, header, stores, request.aws());
            reports.add(new InspectedReport(reports.size(), report.toRealPath(), location));
        }
        return reports;
    }

    private boolean look(List<InspectedReport> reports, InspectRequest request)
            throws CommandFailure, IOException, InterruptedException, StoppedException {
        PictureDecoder decoder = new PictureDecoder();
        boolean isWhole = true;
        for (InspectedReport report : reports) {
            Inspection inspection = new Inspection(console, interruptions.stop(), report.path());
            try (ImageStore store = stores.openPictures(report.location(), request.aws());
                    Looker looker =
                            new Looker(store.source(), decoder, request.aws().connections())) {
                inspection.run(looker);
            } catch (ImageStoreException e) {
                throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
            }
            console.clearProgress();
            new SummaryLines(console)
                    .tell(
                            SummaryLines.Name.SEEN,
                            report.path().getFileName() + ": " + Text.count(inspection.looked(), "image")
                                    + (inspection.known() > 0
                                            ? ", " + Text.count(inspection.known()) + " seen before"
                                            : "")
                                    + (inspection.failed() > 0
                                            ? ", " + Text.count(inspection.failed()) + " could not be seen"
                                            : ""));
            isWhole &= inspection.failed() == 0;
        }
        return isWhole;
    }

    private List<ClassResult> rewrite(List<InspectedReport> reports, InspectRequest.Flags flags) throws IOException {
        LookAlikeImages images = new LookAlikeImages(flags);
        for (InspectedReport report : reports) {
            report.readInto(images);
        }
        images.compare(flags.nearDistance());
        SeenTally tally = new SeenTally();
        List<ClassResult> results = new ArrayList<>();
        try (UnfinishedFiles files = new UnfinishedFiles()) {
            KeptKeys kept = KeptKeys.of(reports, images);
            FlaggedByPicture flagged = new FlaggedByPicture(reports, images, kept, flags, tally);
            for (InspectedReport report : reports) {
                results.add(flagged.write(report, files.begin(report.path())));
            }
            files.putInPlace();
        }
        for (InspectedReport report : reports) {
            Files.deleteIfExists(Inspection.besideOf(report.path()));
        }
        tally.tell(console);
        return results;
    }
}
