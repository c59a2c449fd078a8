package io.github.labelverifier.image;

import io.github.labelverifier.image.ImageStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The images of a folder and of all folders below it.
 *
 * <p>The ETag of a file whose name is worth a call is the SHA-256 of its content, of which the beginning is looked at in the
 * same reading. Links to files count as files, since removing
 * one removes the link alone; links to folders are not followed, since what stands behind them lies elsewhere. What is
 * listed and cannot be looked at is {@linkplain ImageEntry#unavailable unavailable}, and never left out.
 */
public final class FolderSource implements ImageSource {
    /** What stands for bytes of a name that are no text in this system's character set. */
    private static final char REPLACEMENT = '\ufffd';

    private static final String NO_TEXT = "its name is no text in this system's character set: rename it";

    private final FolderLocation location;
    private final SkipRule skipRule = new SkipRule(SkipRule.MAX_INLINE_BYTES);

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
        if (!Files.isDirectory(location.folder())) {
            throw new ImageStoreException(Kind.NOT_FOUND, "there is no folder " + location.uri());
        }
        return new Walk();
    }

    @Override
    public Optional<ImageEntry> find(String key) throws ImageStoreException {
        if (!location.contains(key)) {
            return Optional.empty();
        }
        Path file = fileOf(key);
        try {
            return entry(key, file);
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
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The bytes of an image, if they are still those that were listed; empty otherwise. */
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

    /** The entry of a file; empty if it is no file at all. */
    private Optional<ImageEntry> entry(String key, Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
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
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(ContentLook.HEAD_BYTES);
            ContentLook look = ContentLook.at(head);
            ImageEntry looked = bare.read("", look);
            boolean isSkippedByName = skipRule.reasonToSkip(bare).isPresent();
            return isSkippedByName && skipRule.reasonToSkip(looked).isPresent()
                    ? looked
                    : bare.read(ContentHash.of(head, in), look);
        }
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

        Walk() {
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
                    throw unreadable(folder.path(), e);
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
                open.push(new SortedFolder(path, folder.prefix() + child));
                return Optional.empty();
            }
            try {
                return entry(key, path);
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
