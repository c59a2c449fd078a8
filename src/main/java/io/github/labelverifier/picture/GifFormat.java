package io.github.labelverifier.picture;

import java.util.Optional;
import javax.imageio.ImageReader;

/** GIF; of an animated one, the first picture. */
final class GifFormat extends PictureFormat {
    GifFormat() {
        super("gif", "GIF", "gif");
    }

    @Override
    boolean isIn(Head head) {
        return head.hasText(0, "GIF8");
    }

    @Override
    Optional<Size> size(Head head) {
        return Size.of(head.little16(6), head.little16(8));
    }

    @Override
    ImageReader reader() {
        return JdkImageIo.reader("gif");
    }

    @Override
    int bytesForPixel(byte[] file) {
        return 0;
    }
}
