package io.github.labelverifier.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;

/** Files that one program at a time has open for writing, and that are taken away if nothing was written to them. */
public final class LockedFile {
    private LockedFile() {}

    /**
     * Opens a file and claims it. The claim ends with the channel, or with the program however that ends; on most systems also
     * when any other channel of this program on the same file is closed.
     *
     * @return empty if it is claimed already, here or in another program that lives
     */
    public static Optional<FileChannel> open(Path path, OpenOption... options) throws IOException {
        while (true) {
            FileChannel file = FileChannel.open(path, options);
            boolean mine = false;
            try {
                Optional<FileLock> lock = Optional.ofNullable(file.tryLock());
                if (lock.isEmpty()) {
                    return Optional.empty();
                }
                // Whoever had it before may have taken the empty file away.
                mine = Files.exists(path);
            } catch (OverlappingFileLockException e) {
                return Optional.empty();
            } finally {
                if (!mine) {
                    file.close();
                }
            }
            if (mine) {
                return Optional.of(file);
            }
        }
    }

    /** Whether there is such a file with anything in it. */
    public static boolean hasContent(Path path) throws IOException {
        return Files.exists(path) && Files.size(path) > 0;
    }

    /** Takes a file away if nothing was written to it, for a process that is about to end; a link or a pipe is somebody's. */
    public static void forgetIfEmpty(Path path) {
        try {
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) == 0) {
                Files.delete(path);
            }
        } catch (IOException e) {
            // An empty file is left behind, which every run takes for none.
            return;
        }
    }
}
