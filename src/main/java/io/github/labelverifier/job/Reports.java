package io.github.labelverifier.job;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.ForeignReportException;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens the reports that are named on the command line. What is wrong with one has the same words and the same exit code
 * whatever it is opened for: {@link ExitCode#REFUSED} if nothing can rest on it, {@link ExitCode#ERROR} if it cannot be read.
 */
public final class Reports {
    private Reports() {}

    /** The header of a report that must be a file, because it is read more than once or something is written beside it. */
    public static ReportHeader headerOfFile(Path report) throws CommandFailure {
        requireFile(report);
        return header(report);
    }

    /** The header of a report. */
    public static ReportHeader header(Path report) throws CommandFailure {
        return header(report, "");
    }

    /**
     * The first line of a report.
     *
     * @param consequence what a message ends with, such as {@code ; nothing was removed}
     */
    public static ReportHeader header(Path report, String consequence) throws CommandFailure {
        if (Files.isDirectory(report)) {
            throw CommandFailure.usage(report + " is a folder: give a report");
        }
        try (ReportReader reader = ReportReader.open(report)) {
            return reader.header();
        } catch (IOException e) {
            throw failure(report, e, consequence);
        }
    }

    /** Where the images of a report are. */
    public static ImageLocation location(Path report, ReportHeader header) throws CommandFailure {
        try {
            return ImageLocation.of(header.location());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.REFUSED, report + " is of no location: " + e.getMessage(), e);
        }
    }

    /** Where the images of a report are to be read: in a folder that is there, or a bucket at the endpoint of the report. */
    public static ImageLocation locationToRead(Path report, ReportHeader header, Stores stores, AwsSettings aws)
            throws CommandFailure {
        ImageLocation location = location(report, header);
        if (location instanceof FolderLocation folder && !Files.isDirectory(folder.folder())) {
            throw new CommandFailure(
                    ExitCode.ERROR, "there is no folder " + folder.uri() + ", of which " + report + " is");
        }
        Endpoints.requireSame(report, header, location, stores, aws);
        return location;
    }

    /** Refuses a report that can be read only once, where it is read more often or something is put beside it. */
    public static void requireFile(Path report) throws CommandFailure {
        if (Files.exists(report) && !Files.isRegularFile(report) && !Files.isDirectory(report)) {
            throw CommandFailure.usage(report + " is a pipe or a device, and can be read only once: save it to a file");
        }
    }

    /** What a failure to read a report comes to. */
    public static CommandFailure failure(Path report, IOException e, String consequence) {
        if (e instanceof MalformedReportException || e instanceof ForeignReportException) {
            return new CommandFailure(ExitCode.REFUSED, e.getMessage() + consequence, e);
        }
        return new CommandFailure(
                ExitCode.ERROR, "cannot read the report " + report + ": " + IoProblem.of(e) + consequence, e);
    }
}
