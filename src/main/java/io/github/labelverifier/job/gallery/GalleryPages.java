package io.github.labelverifier.job.gallery;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.DeleteLine;
import io.github.labelverifier.job.Endpoints;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes galleries of reports, for {@code gallery} and for {@code verify --gallery}. Never calls Rekognition. */
public final class GalleryPages {
    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;

    public GalleryPages(Console console, Stores stores, Interruptions interruptions) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
    }

    /**
     * Makes the gallery of a report with images from where the report says they are.
     *
     * @param page its file; empty for standard output
     */
    public ExitCode make(Path report, Optional<Path> page, GallerySettings settings, AwsSettings aws)
            throws CommandFailure, IOException, InterruptedException {
        ReportHeader header = Reports.header(report, "; no gallery was made");
        ImageLocation location = locationOf(report, header);
        try {
            if (location instanceof S3Location) {
                Endpoints.requireSame(report.toString(), location, header.endpoint(), stores.endpoint(location, aws));
            }
            return make(report, page, settings, aws, location);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        }
    }

    private ExitCode make(
            Path report, Optional<Path> page, GallerySettings settings, AwsSettings aws, ImageLocation location)
            throws CommandFailure, ImageStoreException, IOException, InterruptedException {
        try (ImageStore store = stores.openPictures(location, aws)) {
            return page.isPresent()
                    ? make(report, page.get(), settings, aws, store.source())
                    : write(report, settings, aws, store.source(), console.out());
        }
    }

    /** Makes the gallery of a report in a file. */
    public ExitCode make(Path report, Path page, GallerySettings settings, AwsSettings aws, ImageSource images)
            throws CommandFailure, InterruptedException {
        // The JVM waits for this at its end, so that no half page is left behind.
        interruptions.enter();
        try (GalleryFile file = GalleryFile.create(page)) {
            ExitCode code = write(report, settings, aws, images, file.out());
            if (code != ExitCode.INTERRUPTED) {
                file.finish();
                console.info("Gallery: " + page);
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

    private ExitCode write(Path report, GallerySettings settings, AwsSettings aws, ImageSource images, OutputStream out)
            throws CommandFailure, IOException, InterruptedException {
        try {
            PageText text = text(
                    report,
                    aws,
                    images,
                    Reports.header(report, "; no gallery was made").endpoint());
            Gallery gallery = Gallery.of(report, text, settings);
            GalleryResult result = gallery.write(out, images, new Watch());
            out.flush();
            return tell(result);
        } catch (MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; no gallery was made", e);
        } catch (ImageStoreException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage() + "; no gallery was made", e);
        } catch (GalleryStoppedException e) {
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

    private static ImageLocation locationOf(Path report, ReportHeader header) throws CommandFailure {
        ImageLocation location = Reports.location(report, header);
        if (location instanceof FolderLocation folder && !Files.isDirectory(folder.folder())) {
            throw new CommandFailure(
                    ExitCode.ERROR, "there is no folder " + folder.uri() + ", of which " + report + " is");
        }
        return location;
    }

    private static PageText text(Path report, AwsSettings aws, ImageSource images, Optional<String> endpoint) {
        // The review lies where the browser puts it, so the command must find the report from anywhere.
        String command = DeleteLine.of(report.toAbsolutePath().normalize(), images.location(), aws, endpoint);
        return new PageText(String.valueOf(report.getFileName()), command);
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
