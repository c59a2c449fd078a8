package io.github.labelverifier.benchmark;

import io.github.labelverifier.testing.HostilePictures;
import io.github.labelverifier.testing.SampleFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** A folder as it is scraped: five hundred files of all formats, without suffixes, large and harmful ones among them. */
final class MixedFiles {
    private static final List<String> SOUND = List.of(
            "lossy.webp",
            "lossless.webp",
            "animated.webp",
            "card.gif",
            "card.jpg",
            "card.png",
            "cmyk.jpg",
            "progressive.jpg",
            "sixteen.png",
            "interlaced.png",
            "lzw.tiff",
            "card.bmp");

    private static final int SMALL = 468;
    private static final int LARGE = 17;

    private MixedFiles() {}

    /** Writes them, and tells how many they are. */
    static int write(Path folder) throws IOException {
        for (int i = 0; i < SMALL; i++) {
            // What is behind a picture makes it another content, and no other picture.
            byte[] picture = SampleFiles.file(SOUND.get(i % SOUND.size()));
            byte[] another = Arrays.copyOf(picture, picture.length + 2);
            another[picture.length] = (byte) i;
            another[picture.length + 1] = (byte) (i >> 8);
            Files.write(folder.resolve(String.format(Locale.ROOT, "%03d", i)), another);
        }
        for (int i = 0; i < LARGE; i++) {
            String format = List.of("jpeg", "png", "tiff", "bmp").get(i % 4);
            BufferedImage large = new BufferedImage(10_001 + i, 2_000, BufferedImage.TYPE_INT_RGB);
            ImageIO.write(large, format, folder.resolve("large" + i).toFile());
        }
        for (Map.Entry<String, byte[]> hostile : HostilePictures.all().entrySet()) {
            Files.write(folder.resolve(hostile.getKey()), hostile.getValue());
        }
        return SMALL + LARGE + HostilePictures.all().size();
    }
}
