package io.github.labelverifier.picture;

import java.awt.Rectangle;
import javax.imageio.ImageReadParam;

/**
 * How a large picture is thinned out while it is decoded: every n-th pixel of every n-th row, so that at least twice what is
 * needed is left where that takes bearable memory.
 *
 * @param stored the size of the picture
 * @param step n
 */
record Thinning(Size stored, int step) {
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    static Thinning of(Size stored, int mostSide, int bytesForPixel) {
        int step = Math.max(1, stored.longSide() / (2 * mostSide));
        while (new Thinning(stored, step).bytes(bytesForPixel) > MOST_BYTES) {
            step++;
        }
        return new Thinning(stored, step);
    }

    /** How many bytes the pixels that are left take. */
    long bytes(int bytesForPixel) {
        return (stored.width() / step + 1L) * (stored.height() / step + 1L) * bytesForPixel;
    }

    void askOf(ImageReadParam param) {
        if (step > 1) {
            param.setSourceRegion(new Rectangle(stored.width(), stored.height()));
            param.setSourceSubsampling(step, step, 0, 0);
        }
    }
}
