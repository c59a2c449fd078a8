package io.github.labelverifier.picture;

import java.util.Locale;
import java.util.function.Predicate;
import javax.imageio.ImageReader;

/** A format that nothing here reads, and that is known so that people are told what they have. */
final class UnreadFormat extends PictureFormat {
    private final Predicate<Head> signature;

    UnreadFormat(String name, String title, Predicate<Head> signature, String... suffixes) {
        super(name, title, suffixes);
        this.signature = signature;
    }

    /** One that is told by the suffix of its files alone, which is its name. */
    static UnreadFormat named(String suffix) {
        return new UnreadFormat(suffix, suffix.toUpperCase(Locale.ROOT), head -> false, suffix);
    }

    @Override
    boolean isIn(Head head) {
        return signature.test(head);
    }

    @Override
    public boolean isRead() {
        return false;
    }

    @Override
    ImageReader reader() {
        throw new IllegalStateException("nothing reads " + title());
    }

    @Override
    int bytesForPixel(byte[] file) {
        return 0;
    }
}
