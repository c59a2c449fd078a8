package io.github.labelverifier.picture;

import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;

/** What reads and writes pictures and comes with Java, whatever else is on the class path. */
final class JdkImageIo {
    private JdkImageIo() {}

    static ImageReader reader(String format) {
        return own(ImageIO.getImageReadersByFormatName(format));
    }

    static ImageWriter writer(String format) {
        return own(ImageIO.getImageWritersByFormatName(format));
    }

    private static <T> T own(Iterator<T> some) {
        while (some.hasNext()) {
            T one = some.next();
            if (one.getClass().getModule() == ImageIO.class.getModule()) {
                return one;
            }
        }
        throw new IllegalStateException("this Java lacks a format of pictures");
    }
}
