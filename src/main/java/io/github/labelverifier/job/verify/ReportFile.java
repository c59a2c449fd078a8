package io.github.labelverifier.job.verify;

import io.github.labelverifier.disk.TemporaryFolderException;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.OutputFile;
import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.ui.terminal.OutputClosedException;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The report of a run as a file, or on standard output. */
final class ReportFile implements Closeable {
    private final Optional<Path> path;
    private final ReportWriter writer;
    private final boolean isNew;
    private boolean isSettled;

    private ReportFile(Optional<Path> path, ReportWriter writer, boolean isNew) {
        this.path = path;
        this.writer = writer;
        this.isNew = isNew;
    }

    /** Refuses a report's name that is taken, before anything else is done. */
    static void requireFree(VerifyRequest.Output output) throws CommandFailure, IOException {
        if (output.report().isEmpty()) {
            return;
        }
        Path report = output.report().get();
        if (!output.isNamed()) {
            prepareFolder(report);
            return;
        }
        OutputFile.of("--report", report, output.overwrite())
                .requireFreeForReport(output.reuse().paths());
    }

    /** Makes the folder of a report that gets its default name. */
    private static void prepareFolder(Path report) throws CommandFailure {
        Path folder = report.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "--report-dir: cannot make " + folder + ": " + IoProblem.of(e), e);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(
                    ExitCode.ERROR, "cannot write the report " + report + ": permission denied in " + folder);
        }
    }

    /** Opens the report for writing. */
    static ReportFile open(VerifyRequest.Output output, OutputStream standardOutput)
            throws CommandFailure, IOException {
        Optional<Path> path = output.report();
        if (path.isEmpty()) {
            return new ReportFile(path, ReportWriter.toStream(standardOutput), false);
        }
        if (!output.isNamed()) {
            return openUnderFreeName(path.get());
        }
        boolean isNew = !Files.exists(path.get());
        try {
            return new ReportFile(path, ReportWriter.toFile(path.get(), output.overwrite()), isNew);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--report: " + e.getFile() + " exists: choose another name, or add --overwrite", e);
        } catch (IOException e) {
            throw unwritable(path.get(), e);
        }
    }

    /** Opens a report whose name nobody asked for: if another run has taken it, under one like it. */
    private static ReportFile openUnderFreeName(Path wanted) throws CommandFailure {
        for (int number = 1; ; number++) {
            Path path = number == 1 ? wanted : numbered(wanted, number);
            try {
                if (!Ledger.exists(path)) {
                    return new ReportFile(Optional.of(path), ReportWriter.toFile(path, false), true);
                }
            } catch (FileAlreadyExistsException e) {
                // The next one, then.
            } catch (IOException e) {
                throw unwritable(path, e);
            }
        }
    }

    private static CommandFailure unwritable(Path path, IOException e) {
        String why = e instanceof TemporaryFolderException
                ? String.valueOf(e.getMessage())
                : "cannot write the report " + path + ": " + IoProblem.of(e);
        return new CommandFailure(ExitCode.ERROR, why, e);
    }

    private static Path numbered(Path file, int number) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(name.substring(0, dot) + "-" + number + name.substring(dot));
    }

    /** The file; empty if the report goes to standard output. */
    Optional<Path> path() {
        return path;
    }

    ReportWriter writer() {
        return writer;
    }

    /** A step of writing the report. */
    interface Step {
        void write(ReportWriter report) throws IOException;
    }

    /** Writes to the report; a failure names it. */
    void write(Step step) throws IOException {
        try {
            step.write(writer);
        } catch (OutputClosedException e) {
            // A report on standard output ends as that does.
            throw e;
        } catch (TemporaryFolderException e) {
            throw new IOException(e.getMessage() + howToGoOn(), e);
        } catch (IOException e) {
            String name = path.map(file -> " " + file).orElse("");
            throw new IOException("cannot write the report" + name + ": " + IoProblem.of(e) + howToGoOn(), e);
        }
    }

    /** Whether another file may take its place: a report on standard output or in a device is written once. */
    boolean isReplaceable() {
        return path.isPresent() && Files.isRegularFile(path.get());
    }

    /** Closes the file, so that another may take its place. */
    void settle() throws IOException {
        isSettled = true;
        write(ReportWriter::close);
    }

    boolean isSettled() {
        return isSettled;
    }

    /** How a later run goes on from a report that is left unfinished. */
    String howToGoOn() {
        return path.map(file -> ". What was paid for is in " + file + ": go on with --reuse " + file)
                .orElse("");
    }

    /** Closes the report, and leaves no empty file behind if it never got a line. */
    @Override
    public void close() throws IOException {
        writer.close();
        if (isNew && path.isPresent() && Files.exists(path.get()) && Files.size(path.get()) == 0) {
            Files.delete(path.get());
        }
    }
}
