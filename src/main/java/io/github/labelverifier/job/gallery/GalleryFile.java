package io.github.labelverifier.job.gallery;

import io.github.labelverifier.disk.UnfinishedFile;
import io.github.labelverifier.job.CommandFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/** A page that is written beside its place and moved there when it is whole: half a page is never found under its name. */
public final class GalleryFile implements AutoCloseable {
    private final Path page;
    private final Path unfinished;
    private final OutputStream out;

    private GalleryFile(Path page, Path unfinished, OutputStream out) {
        this.page = page;
        this.unfinished = unfinished;
        this.out = out;
    }

    /** Refuses a name that is taken or cannot be written, before anything else is done. */
    public static void requireFree(String option, Path page, boolean overwrite, Optional<Path> report)
            throws CommandFailure, IOException {
        if (Files.isDirectory(page)) {
            throw CommandFailure.usage(option + " " + page + " is a folder: name a file in it");
        }
        if (Files.exists(page) && !Files.isRegularFile(page)) {
            throw CommandFailure.usage(option + " " + page + " is no file that could be written over: name another");
        }
        if (report.isPresent() && isSame(page, report.get())) {
            throw CommandFailure.usage(option + " " + page + " is the report itself: name another file");
        }
        // A link to nothing is somebody's, too.
        if (Files.exists(page, LinkOption.NOFOLLOW_LINKS) && !overwrite) {
            throw CommandFailure.usage(option + " " + page + " exists: choose another name, or add --overwrite");
        }
        if (!Files.isDirectory(folderOf(page))) {
            throw CommandFailure.usage(option + " " + page + ": there is no folder " + folderOf(page));
        }
    }

    private static boolean isSame(Path page, Path report) throws IOException {
        return page.toAbsolutePath().normalize().equals(report.toAbsolutePath().normalize())
                || (Files.exists(page) && Files.exists(report) && Files.isSameFile(page, report));
    }

    private static Path folderOf(Path page) {
        return Objects.requireNonNull(page.toAbsolutePath().getParent());
    }

    /** Begins a page. */
    public static GalleryFile create(Path page) throws IOException {
        Path unfinished = UnfinishedFile.beside(page);
        return new GalleryFile(
                page,
                unfinished,
                new BufferedOutputStream(
                        Files.newOutputStream(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
    }

    public OutputStream out() {
        return out;
    }

    /** Brings the whole page to its place. */
    public void finish() throws IOException {
        out.close();
        Files.move(unfinished, page, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Leaves nothing behind of a page that was not finished. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(unfinished);
    }
}
