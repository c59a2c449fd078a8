package io.github.labelverifier.cli;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A report as it is named on the command line: a file, {@code -} for standard input, or a pipe such as a shell puts in the
 * place of a command. What can be read only once is copied to a temporary file first, since most things that are done with
 * a report take more than one reading.
 */
final class GivenReport implements Closeable {
    private static final Path STANDARD_INPUT = Path.of("-");

    /** As long as the longest line of a report; see the reader of reports. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final Path path;
    private final String name;
    private final boolean copied;

    private GivenReport(Path path, String name, boolean copied) {
        this.path = path;
        this.name = name;
        this.copied = copied;
    }

    static GivenReport open(Path given, InputStream standardInput) throws CommandFailure {
        if (given.equals(STANDARD_INPUT)) {
            return copy(standardInput, "standard input");
        }
        if (!Files.exists(given) || Files.isRegularFile(given) || Files.isDirectory(given)) {
            return new GivenReport(given, given.toString(), false);
        }
        try (InputStream in = Files.newInputStream(given)) {
            return copy(in, given.toString());
        } catch (IOException e) {
            throw Reports.failure(given, e, "");
        }
    }

    private static GivenReport copy(InputStream in, String name) throws CommandFailure {
        Optional<Path> file = Optional.empty();
        try {
            file = Optional.of(TemporaryFiles.file(".jsonl"));
            try (OutputStream out = Files.newOutputStream(file.get())) {
                copy(in, out, name);
            }
            return new GivenReport(file.get(), name, true);
        } catch (IOException e) {
            delete(file);
            throw new CommandFailure(ExitCode.ERROR, "cannot read " + name + ": " + IoProblem.of(e), e);
        } catch (CommandFailure e) {
            delete(file);
            throw e;
        }
    }

    /** Copies text of lines, and stops where it is none: a device may have no end. */
    private static void copy(InputStream in, OutputStream out, String name) throws CommandFailure, IOException {
        byte[] buffer = new byte[64 * 1024];
        long sinceLineEnd = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                sinceLineEnd = buffer[i] == '\n' ? 0 : sinceLineEnd + 1;
                if (buffer[i] == 0 || sinceLineEnd > LONGEST_LINE) {
                    throw new CommandFailure(ExitCode.REFUSED, name + ": not a report");
                }
            }
            out.write(buffer, 0, read);
        }
    }

    private static void delete(Optional<Path> file) {
        if (file.isPresent()) {
            try {
                Files.deleteIfExists(file.get());
            } catch (IOException e) {
                // It is the system's temporary folder, which is cleared without us.
                file.get().toFile().deleteOnExit();
            }
        }
    }

    /** A file with the report, which can be read again and again until this is closed. */
    Path path() {
        return path;
    }

    /** A message about the file, in which it is called as it was given. */
    CommandFailure named(CommandFailure failure) {
        return copied
                ? new CommandFailure(failure.exitCode(), failure.getMessage().replace(path.toString(), name), failure)
                : failure;
    }

    @Override
    public void close() {
        if (copied) {
            delete(Optional.of(path));
        }
    }
}
