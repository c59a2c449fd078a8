package io.github.labelverifier.image;

import java.time.Instant;
import java.util.Optional;
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
    private static final int MD5_DIGITS = 32;
    private static final int SHA_256_DIGITS = 64;
    private static final int MOST_DIGITS_OF_PARTS = 5;

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

    // By hand: it is asked several times of each image, and an expression takes ten times as long.
    private static boolean isDigest(ImageEntry image) {
        String etag = image.etag();
        int digits = hexDigits(etag);
        boolean isFormed = digits == etag.length()
                ? digits == MD5_DIGITS || digits == SHA_256_DIGITS
                : digits == MD5_DIGITS && isNumberOfParts(etag, digits);
        return isFormed && !(image.size() > 0 && etag.equalsIgnoreCase(DIGEST_OF_NOTHING)) && !isOneCharacter(etag);
    }

    /** How many hexadecimal digits a text begins with. */
    private static int hexDigits(String text) {
        int digits = 0;
        while (digits < text.length() && isHexDigit(text.charAt(digits))) {
            digits++;
        }
        return digits;
    }

    private static boolean isHexDigit(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether the rest of an ETag, from there on, is a hyphen and a number. */
    private static boolean isNumberOfParts(String etag, int from) {
        int digits = etag.length() - from - 1;
        if (etag.charAt(from) != '-' || digits < 1 || digits > MOST_DIGITS_OF_PARTS) {
            return false;
        }
        for (int i = from + 1; i < etag.length(); i++) {
            if (!isDigit(etag.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOneCharacter(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) != text.charAt(0)) {
                return false;
            }
        }
        return true;
    }

    /** A listing may tell fractions of a second where a look at one object tells none. */
    static long seconds(Instant time) {
        return time.getEpochSecond();
    }
}
