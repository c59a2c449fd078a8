package io.github.labelverifier.store;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.LinkChain;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The files of a folder, next to what they were judged by. */
record JudgedFiles(FolderLocation location) {

    /** What is done to a file that nobody else can reach meanwhile. */
    interface Act {
        RemovalOutcome on(HeldFile file) throws IOException;
    }

    /** What is done at the place of a file that is there. */
    private interface Step {
        RemovalOutcome at(Path file) throws IOException;
    }

    /** A link goes before what it leads to: the turn of an image is the lower, the more links lead from it. */
    int turn(ImageEntry image) {
        return -LinkChain.of(location, image.key()).files().size();
    }

    /**
     * Does something to the file of an entry, if it is still what was judged; tells its outcome, or why it was not done. What
     * the act does not delete gets its name back.
     *
     * @param begun whether an earlier run may have held it
     */
    RemovalOutcome ifUnchanged(ImageEntry entry, boolean begun, Act act) {
        return at(entry, begun, file -> hasSize(file, entry) ? hold(entry, file, act) : changed(entry));
    }

    /** Tells whether the file of an entry still is what was judged, after a run that may have held it. */
    RemovalOutcome look(ImageEntry entry, RemovalOutcome unchanged) {
        return at(entry, true, file -> hasContent(file, entry) ? unchanged : changed(entry));
    }

    private static RemovalOutcome changed(ImageEntry entry) {
        return RemovalOutcome.of(entry.key(), Result.CHANGED, "its content is not what was checked");
    }

    private static RemovalOutcome hold(ImageEntry entry, Path file, Act act) throws IOException {
        HeldFile held = HeldFile.take(file);
        RemovalOutcome outcome;
        try {
            outcome = hasContent(held.path(), entry) ? act.on(held) : changed(entry);
        } catch (IOException e) {
            outcome = failed(entry.key(), e);
        }
        try {
            return held.release() ? outcome : nameTaken(entry.key(), held.path());
        } catch (IOException e) {
            return stillHeld(entry.key(), held.path(), e);
        }
    }

    private static RemovalOutcome nameTaken(String key, Path held) {
        return RemovalOutcome.of(
                key, Result.FAILED, "something else took its name while it was looked at; it is kept as " + held);
    }

    private static RemovalOutcome stillHeld(String key, Path held, IOException e) {
        return RemovalOutcome.of(key, Result.UNKNOWN, "it could not get its name back from " + held + ": " + why(e));
    }

    private RemovalOutcome at(ImageEntry entry, boolean begun, Step step) {
        String key = entry.key();
        if (!location.contains(key)) {
            return RemovalOutcome.of(key, Result.FAILED, "the path leads out of the folder");
        }
        Path file;
        try {
            file = location.resolve(key);
        } catch (InvalidPathException e) {
            return RemovalOutcome.of(key, Result.FAILED, "no file can be called that: " + e.getReason());
        }
        if (begun) {
            try {
                HeldFile.recover(file);
            } catch (IOException e) {
                return stillHeld(key, HeldFile.pathFor(file), e);
            }
        }
        try {
            // Not Files.exists, which takes a file that it may not look at for one that is not there.
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!location.reachesWithoutLinks(file)) {
                return RemovalOutcome.of(key, Result.CHANGED, "a folder on its path is a link now");
            }
            if (attributes.isDirectory()) {
                return RemovalOutcome.of(key, Result.CHANGED, "it is a folder now");
            }
            if (attributes.isSymbolicLink() && !Files.exists(file)) {
                return RemovalOutcome.of(key, Result.CHANGED, "it is a link that leads nowhere now");
            }
            return step.at(file);
        } catch (NoSuchFileException e) {
            return HeldFile.isHeld(file)
                    ? RemovalOutcome.of(key, Result.FAILED, "another removal holds it, or held it when it broke off")
                    : RemovalOutcome.of(key, Result.ABSENT);
        } catch (IOException e) {
            return FolderLocation.isBelowFile(file) ? RemovalOutcome.of(key, Result.ABSENT) : failed(key, e);
        }
    }

    private static RemovalOutcome failed(String key, IOException e) {
        return RemovalOutcome.of(key, Result.FAILED, why(e));
    }

    private static String why(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return e instanceof FileAlreadyExistsException
                ? e.getMessage() + " is in the way"
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private static boolean hasSize(Path file, ImageEntry entry) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == entry.size()
                && !entry.etag().isEmpty();
    }

    /** Whether a file, or the one that a link leads to, has the content that the entry was judged by. */
    static boolean hasContent(Path file, ImageEntry entry) throws IOException {
        return hasSize(file, entry) && ContentHash.of(file).equals(entry.etag());
    }
}
