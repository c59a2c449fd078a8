package io.github.labelverifier.store;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.MovedImage;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Moves files whose size and content hash are still those that they were judged by into another folder. */
public final class FolderMover implements ImageRemover {
    private static final int BATCH = 100;
    private static final String UNIX = "unix";

    /** How far the clock of a server of files may be from this machine's, as a rule. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final JudgedFiles files;
    private final FolderLocation destination;
    private final RemovalAction action;

    /**
     * Finds out, as far as it can be told before, whether files can be moved to a folder, which is made if it is not there.
     *
     * @throws ImageStoreException if what is there of its path is no folder, or cannot be written to
     */
    static void requirePossible(FolderLocation to) throws ImageStoreException {
        Path there = to.folder().toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw new ImageStoreException(
                    Kind.OTHER, "cannot move to " + to.folder() + ": " + there + " is not a folder");
        }
        if (!Files.isWritable(there)) {
            throw new ImageStoreException(
                    Kind.DENIED, "cannot move to " + to.folder() + ": permission denied in " + there);
        }
    }

    /**
     * Moves files from one folder to another.
     *
     * @param destination need not exist; must not overlap with the folder
     * @param number as in {@link RemovalAction}
     */
    public FolderMover(FolderLocation location, FolderLocation destination, int number) {
        this.files = new JudgedFiles(location);
        this.destination = destination;
        this.action = new RemovalAction(Optional.of(destination.uri()), number);
    }

    @Override
    public RemovalAction action() {
        return action;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Undo undo() {
        return Undo.MOVED;
    }

    @Override
    public Optional<ToIntFunction<ImageEntry>> turns() {
        return Optional.of(files::turn);
    }

    @Override
    public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
        return batch.stream()
                .map(entry -> {
                    boolean again = begun.test(entry.key());
                    RemovalOutcome outcome = move(entry, again);
                    // Perhaps gone by the removal that was begun before.
                    return outcome.result() == Result.ABSENT && again ? settle(entry, Optional.empty()) : outcome;
                })
                .toList();
    }

    private RemovalOutcome move(ImageEntry entry, boolean begun) {
        return files.ifUnchanged(entry, begun, file -> {
            Path target = destination.resolve(action.nameOf(entry.key()));
            Optional<String> obstacle = obstacle(file, target);
            if (obstacle.isPresent()) {
                return RemovalOutcome.of(entry.key(), Result.FAILED, obstacle.get());
            }
            try {
                copy(file.path(), target, entry);
            } catch (FileAlreadyExistsException e) {
                if (!begun || !isCopy(target, file.path(), entry)) {
                    return RemovalOutcome.nameTaken(entry.key(), "there is a file at " + target + " already");
                }
            }
            return finish(entry, file, target);
        });
    }

    /** Why a target is no other place than the one that the file is at, or lies behind a link that may lead there. */
    private Optional<String> obstacle(HeldFile file, Path target) throws IOException {
        if (!destination.reachesWithoutLinks(target)) {
            return Optional.of("a folder on its path at " + destination.uri() + " is a link");
        }
        Path siblings = Objects.requireNonNull(file.original().getParent());
        Path folder = Objects.requireNonNull(target.getParent());
        boolean same = Files.exists(folder) && Files.isSameFile(folder, siblings);
        return same || FolderLocation.isBelow(folder, files.location().folder())
                ? Optional.of(target + " lies where the images are, by another path")
                : Optional.empty();
    }

    private static void copy(Path from, Path to, ImageEntry entry) throws IOException {
        if (Files.isSymbolicLink(from)) {
            LinkCopy.make(from, to);
        } else {
            FileCopy.make(from, to, entry);
        }
    }

    /** Whether what was found at the target is a copy of a file, and not that file under another name. */
    private static boolean isCopy(Path target, Path file, ImageEntry entry) throws IOException {
        return Files.isSymbolicLink(file)
                ? LinkCopy.isOf(target, LinkCopy.etagOf(file))
                : FileCopy.isOf(target, entry) && !Files.isSameFile(target, file);
    }

    private static RemovalOutcome finish(ImageEntry entry, HeldFile file, Path target) throws IOException {
        if (isCopy(file.original(), file.path(), entry)) {
            // The copy itself, most likely: then the target is that very place, mounted twice.
            Files.delete(target);
            return RemovalOutcome.of(
                    entry.key(), Result.FAILED, target + " lies where the images are, by another path");
        }
        MovedImage place = place(entry, target);
        try {
            file.delete();
        } catch (IOException e) {
            Files.delete(target);
            throw e;
        }
        return RemovalOutcome.moved(entry.key(), place);
    }

    private static MovedImage place(ImageEntry entry, Path target) throws IOException {
        return new MovedImage(target.toString(), Files.isSymbolicLink(target) ? LinkCopy.etagOf(target) : entry.etag());
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
        return batch.stream().map(entry -> settle(entry, since)).toList();
    }

    private RemovalOutcome settle(ImageEntry entry, Optional<Instant> since) {
        if (!destination.contains(entry.key())) {
            return RemovalOutcome.of(entry.key(), Result.FAILED, "the path leads out of the folder");
        }
        RemovalOutcome look = files.look(
                entry, RemovalOutcome.of(entry.key(), Result.FAILED, "an earlier run broke off before it was moved"));
        Path target = destination.resolve(action.nameOf(entry.key()));
        try {
            FileCopy.clearPartOf(target);
            boolean isCopy = isThere(entry, target) && !(since.isPresent() && isOlder(target, since.get()));
            Optional<MovedImage> copy = isCopy ? Optional.of(place(entry, target)) : Optional.empty();
            if (look.result() == Result.ABSENT) {
                return copy.map(place -> RemovalOutcome.moved(entry.key(), place))
                        .orElseGet(() -> gone(look));
            }
            return look.result() == Result.FAILED ? copy.map(look::withCopyAt).orElse(look) : look;
        } catch (IOException e) {
            return RemovalOutcome.of(entry.key(), Result.UNKNOWN, target + " cannot be read: " + e.getMessage())
                    .withCopyAt(new MovedImage(target.toString(), entry.etag()));
        }
    }

    private static boolean isThere(ImageEntry entry, Path target) throws IOException {
        return Files.isSymbolicLink(target) || FileCopy.isOf(target, entry);
    }

    /** Whether a file has its name since before: a copy has the times of its original, but for that of its last change. */
    private static boolean isOlder(Path file, Instant since) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains(UNIX)) {
            return false;
        }
        Object changed = Files.getAttribute(file, UNIX + ":ctime", LinkOption.NOFOLLOW_LINKS);
        return changed instanceof FileTime time && time.toInstant().isBefore(since.minus(CLOCKS));
    }

    /** What is at neither place may be at the destination all the same, if that is away. */
    private RemovalOutcome gone(RemovalOutcome absent) {
        return Files.isDirectory(destination.folder())
                ? absent
                : RemovalOutcome.of(
                        absent.key(), Result.UNKNOWN, "it may be at " + destination.uri() + ", which is not there");
    }
}
