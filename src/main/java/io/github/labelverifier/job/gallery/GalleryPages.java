package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.DeleteLine;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.SummaryLines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes galleries of reports, for {@code gallery} and for {@code verify --gallery}. Never calls Rekognition. */
public final class GalleryPages {
    private static final String NOTHING_MADE = "; no gallery was made";

    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;

    public GalleryPages(Console console, Stores stores, Interruptions interruptions) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
    }

    /**
     * Makes the gallery of reports with images from where each says they are.
     *
     * @param page its file; empty for standard output
     */
    public ExitCode make(List<Path> reports, Optional<Path> page, GallerySettings settings, AwsSettings aws)
            throws CommandFailure, IOException, InterruptedException {
        List<GalleryReport> shown = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Path report : reports) {
            ReportHeader header = Reports.header(report, NOTHING_MADE);
            ImageLocation location = Reports.locationToRead(report, header, stores, aws);
            shown.add(new GalleryReport(report, text(report, names, aws, location, header), () -> {
                ImageStore store = stores.openPictures(location, aws);
                return new GalleryReport.Images(store.source(), store::close);
            }));
        }
        return page.isPresent() ? make(shown, page.get(), settings) : write(shown, settings, console.out());
    }

    /** Makes the gallery of a report in a file. */
    public ExitCode make(Path report, Path page, GallerySettings settings, AwsSettings aws, ImageSource images)
            throws CommandFailure, InterruptedException {
        ReportHeader header = Reports.header(report, NOTHING_MADE);
        PageText text = text(report, new HashSet<>(), aws, images.location(), header);
        return make(List.of(new GalleryReport(report, text, () -> GalleryReport.Images.of(images))), page, settings);
    }

    private ExitCode make(List<GalleryReport> reports, Path page, GallerySettings settings)
            throws CommandFailure, InterruptedException {
        // The JVM waits for this at its end, so that no half page is left behind.
        interruptions.enter();
        try (GalleryFile file = GalleryFile.create(page)) {
            ExitCode code = write(reports, settings, file.out());
            if (code != ExitCode.INTERRUPTED) {
                file.finish();
                new SummaryLines(console).tell(SummaryLines.Name.GALLERY, page.toString());
            }
            return code;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "cannot write the gallery " + page + ": " + IoProblem.of(e) + "; nothing was removed",
                    e);
        } finally {
            interruptions.leave();
        }
    }

    private ExitCode write(List<GalleryReport> reports, GallerySettings settings, OutputStream out)
            throws CommandFailure, IOException, InterruptedException {
        try {
            GalleryResult result = Gallery.of(reports, settings).write(out, new Watch());
            out.flush();
            return tell(result);
        } catch (MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + NOTHING_MADE, e);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage() + NOTHING_MADE, e);
        } catch (StoppedException e) {
            return ExitCode.INTERRUPTED;
        } finally {
            console.clearProgress();
        }
    }

    private ExitCode tell(GalleryResult result) {
        if (result.flaggedShown() < result.flagged()) {
            console.warn("the gallery shows " + Text.count(result.flaggedShown()) + " of "
                    + Text.count(result.flagged(), "flagged image") + ": raise --max-images to see them all");
        }
        if (result.unread() > 0) {
            console.warn(Text.count(result.unread(), "image") + " could not be read for the gallery, such as: "
                    + result.firstProblem());
            return ExitCode.INCOMPLETE;
        }
        return ExitCode.OK;
    }

    /**
     * What the page says of a report.
     *
     * @param names of the other reports of the page, to which its own is added
     */
    private static PageText text(
            Path report, Set<String> names, AwsSettings aws, ImageLocation location, ReportHeader header) {
        // The review lies where the browser puts it, so the command must find the report from anywhere.
        Path whole = report.toAbsolutePath().normalize();
        String name = String.valueOf(report.getFileName());
        Path folder = whole.getParent();
        // Reports of one name in several folders: their reviews come to lie beside each other.
        String own = names.contains(name) && folder != null ? folder.getFileName() + "-" + name : name;
        for (int i = 2; !names.add(own); i++) {
            own = i + "-" + name;
        }
        return new PageText(own, DeleteLine.of(whole, location, aws, header.endpoint()));
    }

    /** Shows the progress, and ends when the process is told to end. */
    private final class Watch implements GalleryListener {
        @Override
        public void made(long pictures, long of) {
            if (console.showsLiveProgress()) {
                console.drawProgress("gallery: " + Text.count(pictures) + " of " + Text.count(of) + " pictures");
            }
        }

        @Override
        public boolean isStopped() {
            return interruptions.stop().isRequested();
        }
    }
}
