package io.github.labelverifier.store;

import io.github.labelverifier.image.ContentLook;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.LinkedFolders;
import io.github.labelverifier.image.SkipRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The images of a folder and of all folders below it.
 *
 * <p>The ETag of a file whose name is worth a call is the SHA-256 of its content, of which the beginning is looked at in the
 * same reading. Links to files count as files, since removing
 * one removes the link alone; links to folders are not followed, since what stands behind them lies elsewhere, and are counted. What is
 * listed and cannot be looked at is {@linkplain ImageEntry#unavailable unavailable}, and never left out: a file, or a
 * folder, under its name with a {@code /}. Nor is a link to nowhere, a pipe, a socket or a device that is named like a
 * picture.
 */
public final class FolderSource implements ImageSource {
    /** What stands for bytes of a name that are no text in this system's character set. */
    private static final char REPLACEMENT = '\ufffd';

    private static final String NO_TEXT = "its name is no text in this system's character set: rename it";

    private static final String BROKEN_LINK = "broken-link";
    private static final String NOT_A_FILE = "not-a-file";
    private static final String NO_FILE = "it is no file, but a pipe, a socket or a device";
    private static final String HELD =
            "a removal that broke off left this: give delete or restore with its report, which puts it back";

    private final FolderLocation location;
    private final SkipRule skipRule = new SkipRule(SkipRule.MAX_INLINE_BYTES, true);
    private final AtomicReference<LinkedFolders> notFollowed = new AtomicReference<>(LinkedFolders.NONE);

    /** The images below a folder, which need not exist before it is listed. */
    public FolderSource(FolderLocation location) {
        this.location = location;
    }

    @Override
    public FolderLocation location() {
        return location;
    }

    @Override
    public SkipRule skipRule() {
        return skipRule;
    }

    @Override
    public ImageCursor list() throws ImageStoreException {
        return list(name -> false);
    }

    @Override
    public ImageCursor list(Predicate<String> isUnwanted) throws ImageStoreException {
        requireThere();
        return new Walk(isUnwanted);
    }

    /**
     * Finds out whether the folder is there.
     *
     * @throws ImageStoreException if it is not
     */
    public void requireThere() throws ImageStoreException {
        if (!Files.isDirectory(location.folder())) {
            throw new ImageStoreException(
                    Kind.NOT_FOUND,
                    "there is no folder " + location.uri() + ": is its drive mounted, or was it renamed?");
        }
    }

    /**
     * Finds out whether the folder is there with anything in it, as one that holds images is and the place where a drive is
     * mounted that is away is not.
     *
     * @throws ImageStoreException if it is not
     */
    public void requireContent() throws ImageStoreException {
        requireThere();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(location.folder())) {
            if (!children.iterator().hasNext()) {
                throw new ImageStoreException(
                        Kind.NOT_FOUND, "the folder " + location.uri() + " is empty: is its drive mounted?");
            }
        } catch (IOException e) {
            throw unreadable(location.folder(), e);
        }
    }

    /** Counts names, which takes a moment where to hash the files would take minutes. */
    @Override
    public boolean holdsAtMost(long images) throws ImageStoreException {
        try (Stream<Path> all = Files.walk(location.folder())) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                            .limit(images + 1)
                            .count()
                    <= images;
        } catch (IOException | UncheckedIOException e) {
            // What cannot be read is told by the listing.
            return false;
        }
    }

    @Override
    public LinkedFolders notFollowed() {
        return notFollowed.get();
    }

    @Override
    public Optional<ImageEntry> find(String key) throws ImageStoreException {
        if (!location.contains(key)) {
            return Optional.empty();
        }
        Path file = fileOf(key);
        try {
            Optional<ImageEntry> found = entry(key, file);
            Optional<String> noPicture = found.flatMap(ImageEntry::noPicture);
            if (noPicture.isPresent()) {
                boolean isLink = noPicture.get().equals(BROKEN_LINK);
                throw new ImageStoreException(
                        isLink ? Kind.NOT_FOUND : Kind.OTHER,
                        "cannot read " + file + ": " + (isLink ? "it is a link that leads nowhere" : NO_FILE));
            }
            return found;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (FolderLocation.isBelowFile(file)) {
                return Optional.empty();
            }
            throw unreadable(file, e);
        }
    }

    @Override
    public byte[] read(String key) throws ImageStoreException {
        Path file = fileOf(key);
        try {
            // To open a pipe would wait for somebody to write to it.
            if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
                throw new ImageStoreException(Kind.OTHER, "cannot read " + file + ": " + NO_FILE);
            }
            return WholeFile.read(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public Optional<byte[]> readListed(ImageEntry image) throws ImageStoreException {
        byte[] bytes = read(image.key());
        // Without a hash it could not be read when it was listed: then nothing is known of it that could have changed.
        boolean isListed = image.etag().isEmpty() || ContentHash.of(bytes).equals(image.etag());
        return isListed ? Optional.of(bytes) : Optional.empty();
    }

    private Path fileOf(String key) throws ImageStoreException {
        try {
            return location.resolve(key);
        } catch (InvalidPathException e) {
            throw new ImageStoreException(Kind.NOT_FOUND, "no file can be called " + key + ": " + e.getReason(), e);
        }
    }

    /** The entry of a file; empty if it is no file at all and not named like a picture. */
    private Optional<ImageEntry> entry(String key, Path file) throws IOException {
        if (HeldFile.isNameOfHeld(ImageLocation.lastPart(key))) {
            return Optional.of(ImageEntry.unavailable(key, HELD));
        }
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            if (Files.isSymbolicLink(file)) {
                return noPicture(key, BROKEN_LINK);
            }
            throw e;
        }
        if (attributes.isOther()) {
            return noPicture(key, NOT_A_FILE);
        }
        if (!attributes.isRegularFile()) {
            return Optional.empty();
        }
        ImageEntry bare = new ImageEntry(
                key, attributes.size(), "", attributes.lastModifiedTime().toInstant());
        if (!skipRule.isWorthALook(bare)) {
            return Optional.of(bare);
        }
        try {
            return Optional.of(lookedAt(bare, file));
        } catch (IOException e) {
            // It cannot be read now: the call that reads it will say why, for this image alone.
            return Optional.of(bare);
        }
    }

    /** The entry with what one reading of the file tells; that ends early where the name was right that it is not worth more. */
    private ImageEntry lookedAt(ImageEntry bare, Path file) throws IOException {
        try (SeekableByteChannel whole = Files.newByteChannel(file)) {
            InputStream in = Channels.newInputStream(whole);
            byte[] head = in.readNBytes(ContentLook.HEAD_BYTES);
            ContentLook look = ContentLook.at(head, bare.size());
            ImageEntry looked = bare.read("", look);
            boolean isSkippedByName = skipRule.reasonToSkip(bare).isPresent();
            boolean isSkipped = skipRule.reasonToSkip(looked).isPresent();
            if (isSkippedByName && isSkipped) {
                return looked;
            }
            String hash = ContentHash.of(head, in);
            return bare.read(hash, isSkipped ? look : look.andAtEndOf(whole));
        }
    }

    private static boolean isLinkedFolder(Path path) {
        return Files.isSymbolicLink(path) && Files.isDirectory(path);
    }

    /** What is no file and has the name of a picture would be missed, and nothing else would. */
    private Optional<ImageEntry> noPicture(String key, String reason) {
        boolean hasSuffix = ImageLocation.lastPart(key).indexOf('.') > 0;
        ImageEntry file = new ImageEntry(key, 1, "", Instant.EPOCH);
        return hasSuffix && skipRule.reasonToSkip(file).isEmpty()
                ? Optional.of(ImageEntry.noPicture(key, reason))
                : Optional.empty();
    }

    private static ImageStoreException unreadable(Path file, IOException e) {
        Kind kind = e instanceof NoSuchFileException ? Kind.NOT_FOUND : Kind.OTHER;
        String why = e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName();
        return new ImageStoreException(kind, "cannot read " + file + ": " + why, e);
    }

    /** Goes through the folders depth first, in the order of the whole keys. */
    private final class Walk implements ImageCursor {
        private final Deque<SortedFolder> open = new ArrayDeque<>();

        private final Predicate<String> isUnwanted;

        Walk(Predicate<String> isUnwanted) {
            this.isUnwanted = isUnwanted;
            notFollowed.set(LinkedFolders.NONE);
            open.push(new SortedFolder(location.folder(), ""));
        }

        @Override
        public Optional<ImageEntry> next() throws ImageStoreException {
            while (!open.isEmpty()) {
                SortedFolder folder = open.element();
                Optional<String> child;
                try {
                    child = folder.next();
                } catch (IOException e) {
                    ImageStoreException unreadable = unreadable(folder.path(), e);
                    if (folder.prefix().isEmpty() || folder.isBegun()) {
                        throw unreadable;
                    }
                    // One folder that cannot be read, such as lost+found, is no reason to check none of the others.
                    open.pop();
                    return Optional.of(ImageEntry.unavailable(folder.prefix(), unreadable.getMessage()));
                }
                if (child.isEmpty()) {
                    open.pop();
                } else {
                    Optional<ImageEntry> entry = visit(folder, child.get());
                    if (entry.isPresent()) {
                        return entry;
                    }
                }
            }
            return Optional.empty();
        }

        /** Opens a folder, or makes the entry of a file; empty if the file is gone since its folder was read. */
        private Optional<ImageEntry> visit(SortedFolder folder, String child) {
            boolean isFolder = child.endsWith("/");
            String name = isFolder ? child.substring(0, child.length() - 1) : child;
            String key = folder.prefix() + name;
            Path path;
            try {
                path = folder.path().resolve(name);
            } catch (InvalidPathException e) {
                return Optional.of(ImageEntry.unavailable(key, NO_TEXT));
            }
            if (name.indexOf(REPLACEMENT) >= 0 && Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(ImageEntry.unavailable(key, NO_TEXT));
            }
            if (isFolder) {
                if (isUnwanted.test(folder.prefix() + child)) {
                    return Optional.empty();
                }
                open.push(new SortedFolder(path, folder.prefix() + child));
                return Optional.empty();
            }
            try {
                Optional<ImageEntry> entry = entry(key, path);
                if (entry.isEmpty() && isLinkedFolder(path) && !isUnwanted.test(key + "/")) {
                    notFollowed.updateAndGet(before -> before.and(key));
                }
                return entry;
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                // One file that cannot be looked at, such as a link in a circle, is no reason to check none.
                return Optional.of(
                        ImageEntry.unavailable(key, unreadable(path, e).getMessage()));
            }
        }
    }
}
