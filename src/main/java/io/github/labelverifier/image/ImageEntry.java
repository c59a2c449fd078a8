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
 * @param noPicture why what is named like a picture can be none, whatever is in it: the reason to skip it
 */
public record ImageEntry(
        String key,
        long size,
        String etag,
        Instant lastModified,
        Optional<String> storageClass,
        Optional<String> problem,
        Optional<String> noPicture) {

    public ImageEntry {
        if (size < 0) {
            throw new IllegalArgumentException("size: " + size);
        }
    }

    /** An entry of what may be a picture. */
    public ImageEntry(
            String key,
            long size,
            String etag,
            Instant lastModified,
            Optional<String> storageClass,
            Optional<String> problem) {
        this(key, size, etag, lastModified, storageClass, problem, Optional.empty());
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
        return new ImageEntry(key, 0, "", Instant.EPOCH, Optional.empty(), Optional.empty(), Optional.of(reason));
    }

    /** Whether the other entry has the same bytes, as far as ETag and size can tell. */
    public boolean sameContentAs(ImageEntry other) {
        return !etag.isEmpty() && etag.equals(other.etag) && size == other.size;
    }
}
