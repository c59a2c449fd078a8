package io.github.labelverifier.image;

import java.time.Instant;
import java.util.Optional;

/**
 * One image as its store lists it.
 *
 * @param key the full S3 key, or the path relative to the folder, with {@code /}
 * @param size in bytes
 * @param etag identifies the content: the S3 ETag without its quotes, or the SHA-256 of a file in hexadecimal; empty
 *     where it was not worth computing, as for a file that is skipped
 * @param lastModified when the store last saw it change
 * @param storageClass the S3 storage class unless it is the standard one; empty for a file
 * @param problem why nothing else is known of an image that was asked for by name or listed; empty otherwise
 * @param look what its first bytes tell; empty if nobody looked at them, as in S3
 * @param restored whether it can be read for a while although its storage class is that of an archive
 * @param noPicture why what is named like a picture can be none, whatever is in it: the reason to skip it
 */
public record ImageEntry(
        String key,
        long size,
        String etag,
        Instant lastModified,
        Optional<String> storageClass,
        Optional<String> problem,
        Optional<ContentLook> look,
        boolean restored,
        Optional<String> noPicture) {

    public ImageEntry {
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size);
        }
    }

    /** An entry of what may be a picture, whose content nobody has looked at, and that is not brought back from an archive. */
    public ImageEntry(
            String key,
            long size,
            String etag,
            Instant lastModified,
            Optional<String> storageClass,
            Optional<String> problem) {
        this(key, size, etag, lastModified, storageClass, problem, Optional.empty(), false, Optional.empty());
    }

    /** The same image, which is brought back from an archive or not. */
    public ImageEntry restored(boolean isRestored) {
        return isRestored == restored
                ? this
                : new ImageEntry(key, size, etag, lastModified, storageClass, problem, look, isRestored, noPicture);
    }

    /** The same image under another key. */
    public ImageEntry named(String otherKey) {
        return new ImageEntry(otherKey, size, etag, lastModified, storageClass, problem, look, restored, noPicture);
    }

    /** The same image with what one reading of it has told. */
    public ImageEntry read(String contentTag, ContentLook looked) {
        return new ImageEntry(
                key, size, contentTag, lastModified, storageClass, problem, Optional.of(looked), restored, noPicture);
    }

    /** An entry of no storage class. */
    public ImageEntry(String key, long size, String etag, Instant lastModified) {
        this(key, size, etag, lastModified, Optional.empty(), Optional.empty());
    }

    /** An image that was asked for by name, or listed, and cannot be looked at. */
    public static ImageEntry unavailable(String key, String problem) {
        return new ImageEntry(key, 0, "", Instant.EPOCH, Optional.empty(), Optional.of(problem));
    }

    /** What is listed under the name of a picture and is none. */
    public static ImageEntry noPicture(String key, String reason) {
        return new ImageEntry(
                key,
                0,
                "",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(reason));
    }

    /**
     * Whether two looks at one key saw the same: ETag and size are equal. It says nothing about images of two keys, which
     * {@link #content} does.
     */
    public boolean sameContentAs(ImageEntry other) {
        return !etag.isEmpty() && etag.equals(other.etag) && size == other.size;
    }

    /** What tells its content from others, as far as the entry itself does; empty without an ETag. */
    public Optional<Content> content() {
        return Content.of(this);
    }

    /** Whether the other entry is of the same object, unchanged since: key, ETag, size and time are equal. */
    public boolean isUnchanged(ImageEntry other) {
        return sameContentAs(other)
                && key.equals(other.key)
                && Content.seconds(lastModified) == Content.seconds(other.lastModified);
    }
}
