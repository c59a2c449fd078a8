package io.github.labelverifier.image;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tells one content from another: two images of equal contents have the same bytes.
 *
 * <p>Where the ETag has the form of a digest (32 hexadecimal digits, those with the number of parts of a multipart upload, or
 * the SHA-256 of a file), ETag and size tell it, whatever the key. Not every store computes one: any other ETag says something
 * of the one object alone, and that only together with its key, size and time.
 *
 * @param mark equal for equal contents, and different for different ones
 * @param isOfBytes whether images of other keys can have it too
 */
public record Content(String mark, boolean isOfBytes) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{32}(-[0-9]{1,5})?|[0-9a-fA-F]{64}");

    /** The MD5 of nothing, which some stores give to every object that they do not look into. */
    private static final String DIGEST_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";

    // Java would make this of method handles, at the first image, for a twentieth of the time that one image takes.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content content && isOfBytes == content.isOfBytes && mark.equals(content.mark);
    }

    @Override
    public int hashCode() {
        return 31 * mark.hashCode() + Boolean.hashCode(isOfBytes);
    }

    /** The content of an image, as far as its own entry tells; empty without an ETag. */
    static Optional<Content> of(ImageEntry image) {
        return isDigest(image) ? Optional.of(new Content(image.etag() + ' ' + image.size(), true)) : ofThisAlone(image);
    }

    /** The content of an image whose ETag is no mark of its bytes; empty without an ETag. */
    public static Optional<Content> ofThisAlone(ImageEntry image) {
        return image.etag().isEmpty()
                ? Optional.empty()
                : Optional.of(new Content(
                        image.etag() + ' ' + image.size() + ' ' + seconds(image.lastModified()) + ' ' + image.key(),
                        false));
    }

    private static boolean isDigest(ImageEntry image) {
        String etag = image.etag();
        return DIGEST.matcher(etag).matches()
                && !(image.size() > 0 && etag.equalsIgnoreCase(DIGEST_OF_NOTHING))
                && etag.chars().anyMatch(c -> c != etag.charAt(0));
    }

    /** A listing may tell fractions of a second where a look at one object tells none. */
    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
