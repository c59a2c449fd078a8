package io.github.labelverifier.picture;

import java.util.function.Predicate;
import javax.imageio.ImageReader;

/** A format that nothing here reads, and that is known so that people are told what they have. */
final class UnreadFormat extends PictureFormat {
    private final Predicate<Head> signature;

    UnreadFormat(String name, String title, Predicate<Head> signature) {
        super(name, title);
        this.signature = signature;
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
