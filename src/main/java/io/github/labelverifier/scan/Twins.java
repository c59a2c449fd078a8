package io.github.labelverifier.scan;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.Contents;
import io.github.labelverifier.image.ImageEntry;
import java.util.Optional;

/**
 * Tells when the answer for one image may stand for another: both have the same content, and the first was not written
 * over between its listing and its call. Safe for use by several threads.
 */
public final class Twins {

    /** What is at a key now, next to what was listed there. */
    public enum Seen {
        /** The same, not written over since. */
        UNCHANGED,
        /** Something else, or the same content, written once more: what was there in between, nobody knows. */
        OTHER,
        /** Nothing. */
        ABSENT,
        /** It could not be looked at. */
        UNKNOWN
    }

    /** Looks at the key of an image. */
    @FunctionalInterface
    public interface Look {
        /** What is there now. */
        Seen at(ImageEntry image);
    }

    private final Contents contents;
    private final Optional<Look> look;

    private Twins(Contents contents, Optional<Look> look) {
        this.contents = contents;
        this.look = look;
    }

    /** Of images whose bytes are hashed when they are sent: an answer is always of the content that was listed. */
    public static Twins hashedWhenSent() {
        return new Twins(Contents.AS_LISTED, Optional.empty());
    }

    /** Of images that are fetched by key and by somebody else: a look after the call tells whether they were still the same. */
    public static Twins fetchedByKey(Contents contents, Look look) {
        return new Twins(contents, Optional.of(look));
    }

    /** The content of an image, by all that is known by now. */
    Optional<Content> contentOf(ImageEntry image) {
        return contents.of(image);
    }

    /** Whether what is listed and called later can still change the answers of the other methods. */
    boolean needProof() {
        return look.isPresent();
    }

    /** Notes that an answer stands for another image too. */
    void relyOn(ImageEntry first) {
        contents.relyOn(first);
    }

    /** Whether the answer for this image is of the content that was listed: it is there, and was not written over since. */
    boolean isProven(ImageEntry first) {
        return look.isEmpty() || look.get().at(first) == Seen.UNCHANGED;
    }
}
