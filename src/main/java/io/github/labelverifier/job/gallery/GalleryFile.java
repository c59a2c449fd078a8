package io.github.labelverifier.job.gallery;

import io.github.labelverifier.disk.UnfinishedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
