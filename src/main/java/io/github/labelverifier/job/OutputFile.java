package io.github.labelverifier.job;

import io.github.labelverifier.removal.Ledger;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.review.ReviewFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;

/**
 * A file that a command is asked to write: may it? Found out before anything else is done, and above all before anything is
 * paid. Every refusal is {@link ExitCode#USAGE} and names the file as the user named it.
 */
public final class OutputFile {
    private final Path path;
    private final boolean overwrite;
    private final String name;
    private final String instead;

    private OutputFile(Path path, boolean overwrite, String name, String instead) {
        this.path = path;
        this.overwrite = overwrite;
        this.name = name;
        this.instead = instead;
    }

    /** A file that is the value of an option. */
    public static OutputFile of(String option, Path path, boolean overwrite) {
        return new OutputFile(path, overwrite, option + " " + path, "name");
    }

    /** A file that gets its name by itself, in the folder that an option names. */
    public static OutputFile in(String folderOption, Path path, boolean overwrite) {
        return new OutputFile(path, overwrite, path.toString(), folderOption);
    }

    /**
     * Refuses what no file can be written to, what the command uses otherwise, and what is there and shall stay.
     *
     * @param used the reports that the command reads or writes besides
     */
    public OutputFile requireFree(Collection<Path> used) throws CommandFailure, IOException {
        if (Files.isDirectory(path)) {
            throw CommandFailure.usage(name + " is a folder: name a file in it");
        }
        for (Path other : used) {
            if (isSame(other)) {
                throw CommandFailure.usage(name + " is a report that this command uses: name another file");
            }
        }
        // A link to nothing is somebody's, too.
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !overwrite) {
            throw CommandFailure.usage(name + " exists: choose another " + instead + ", or add --overwrite");
        }
        return this;
    }

    /** Refuses to write over a file that does not begin as this program's do, such as an image that was named by mistake. */
    private void requireOurs(char beginning, String kind) throws CommandFailure, IOException {
        if (!Files.isRegularFile(path)) {
            return;
        }
        try (InputStream in = Files.newInputStream(path)) {
            int first = in.read();
            if (first >= 0 && first != beginning) {
                throw CommandFailure.usage(
                        name + " is no " + kind + ", and --overwrite writes over nothing else: name another file");
            }
        }
    }

    /** What a report needs besides: nobody has reviewed it, no ledger tells of removals by it, and no answers of another run wait beside it. */
    public OutputFile requireFreeForReport(Collection<Path> used) throws CommandFailure, IOException {
        if (ReviewFile.exists(path)) {
            throw CommandFailure.usage(name + " was reviewed, which is kept in "
                    + ReviewFile.pathFor(path).getFileName() + ": choose another " + instead);
        }
        if (Ledger.exists(path)) {
            throw CommandFailure.usage(name + " has a ledger of what was removed by it, "
                    + Ledger.pathFor(path).getFileName() + ": choose another " + instead);
        }
        Path beside = ReportWriter.pathBeside(path);
        if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS) && !overwrite) {
            throw CommandFailure.usage(name + ": " + beside.getFileName()
                    + " exists, where answers are kept while it is written (a run that was killed may have left it):"
                    + " choose another " + instead + ", or add --overwrite");
        }
        requireFree(used);
        requireOurs('{', "report");
        return this;
    }

    /** What a file needs besides that is made beside its place and moved there: a folder, and nothing else of that name. */
    public OutputFile requireFreeForPage(Collection<Path> used) throws CommandFailure, IOException {
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw CommandFailure.usage(name + " is no file that could be written over: name another");
        }
        requireFree(used);
        requireOurs('<', "page");
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.usage(name + ": there is no folder " + folder);
        }
        return this;
    }

    private boolean isSame(Path other) throws IOException {
        return path.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
                || (Files.exists(path) && Files.exists(other) && Files.isSameFile(path, other));
    }
}
