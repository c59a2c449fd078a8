package io.github.labelverifier.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Small files that are made to cost their reader much, or to lead it astray. */
public final class HostilePictures {
    private static final int PNG_HEADER_END = 33;

    private HostilePictures() {}

    /** All of them by names that tell what they are. */
    public static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("huge-sixteen.png", pngOfSize(20_000, 20_000));
        files.put("text-of-300-megabytes.png", pngWithText(300_000_000));
        files.put("huge-progressive.jpg", jpegOfSize(30_000, 30_000));
        files.put("huge.webp", webpOfSize(16_383, 16_383));
        files.put("huge.tiff", tiffOfSize(60_000, 60_000));
        files.put("huge.gif", gifOfSize(65_535, 65_535));
        files.put("large-and-empty.bmp", bmpOfSize(9_000, 9_000));
        files.put("large-and-empty.tiff", tiffOfSize(5_000, 5_000));
        files.put("circle.tiff", circularTiff());
        files.put("many-segments.jpg", jpegOfSegments(20_000));
        files.put("page.webp", "<html><body>404</body></html>".getBytes(StandardCharsets.UTF_8));
        files.put("head-alone.webp", "RIFF\1\0\0\0WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1));
        files.put("head-alone.gif", "GIF89a".getBytes(StandardCharsets.US_ASCII));
        files.put("head-alone.tiff", new byte[] {'I', 'I', '*', 0, 8, 0, 0, 0});
        files.put("head-alone.bmp", Arrays.copyOf(SampleFiles.file("card.bmp"), 40));
        return files;
    }

    private static byte[] pngOfSize(int width, int height) throws IOException {
        byte[] png = SampleFiles.file("sixteen.png");
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height).putInt(29, crc(png, 12, 17));
        return png;
    }

    private static byte[] pngWithText(int length) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("zTXtComment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream packed = new DeflaterOutputStream(text, deflater)) {
            byte[] zeros = new byte[100_000];
            for (int i = 0; i < length; i += zeros.length) {
                packed.write(zeros);
            }
        } finally {
            deflater.end();
        }
        byte[] chunk = text.toByteArray();
        byte[] png = SampleFiles.file("sixteen.png");
        ByteBuffer all = ByteBuffer.allocate(png.length + chunk.length + 8);
        all.put(png, 0, PNG_HEADER_END)
                .putInt(chunk.length - 4)
                .put(chunk)
                .putInt(crc(chunk, 0, chunk.length))
                .put(png, PNG_HEADER_END, png.length - PNG_HEADER_END);
        return all.array();
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static byte[] jpegOfSize(int width, int height) throws IOException {
        byte[] jpeg = SampleFiles.file("progressive.jpg");
        int frame = 2;
        while ((jpeg[frame + 1] & 0xff) != 0xc2) {
            frame += 2 + (ByteBuffer.wrap(jpeg).getShort(frame + 2) & 0xffff);
        }
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) height).putShort(frame + 7, (short) width);
        return jpeg;
    }

    private static byte[] jpegOfSegments(int count) throws IOException {
        byte[] jpeg = SampleFiles.file("cmyk.jpg");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(jpeg, 0, 2);
        for (int i = 0; i < count; i++) {
            all.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, 4, 'x', 'x'});
        }
        all.write(jpeg, 2, jpeg.length - 2);
        return all.toByteArray();
    }

    private static byte[] webpOfSize(int width, int height) {
        ByteBuffer webp = ByteBuffer.allocate(38).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(30);
        webp.put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII)).putInt(18).put((byte) 0x2f);
        webp.putInt((width - 1) | (height - 1) << 14);
        return webp.array();
    }

    private static byte[] gifOfSize(int width, int height) throws IOException {
        byte[] gif = SampleFiles.file("card.gif");
        ByteBuffer file = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
        int colors = 3 << ((gif[10] & 7) + 1);
        int frame = 13 + colors;
        while (gif[frame] != ',') {
            // An extension: a label, and blocks up to an empty one.
            frame += 2;
            while (gif[frame] != 0) {
                frame += 1 + (gif[frame] & 0xff);
            }
            frame++;
        }
        file.putShort(6, (short) width).putShort(8, (short) height);
        file.putShort(frame + 5, (short) width).putShort(frame + 7, (short) height);
        return gif;
    }

    private static byte[] bmpOfSize(int width, int height) throws IOException {
        byte[] bmp = Arrays.copyOf(SampleFiles.file("card.bmp"), 5_000);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, width).putInt(22, height);
        return bmp;
    }

    /** A TIFF without compression, whose only strip should hold all pixels and holds none. */
    private static byte[] tiffOfSize(int width, int height) {
        return tiff(width, height, 0);
    }

    /** A TIFF whose list of pages leads back to the first one. */
    private static byte[] circularTiff() {
        return tiff(100, 100, 8);
    }

    private static byte[] tiff(int width, int height, int next) {
        int[][] fields = {
            {256, 4, 1, width},
            {257, 4, 1, height},
            {258, 3, 1, 8},
            {259, 3, 1, 1},
            {262, 3, 1, 1},
            {273, 4, 1, 200},
            {277, 3, 1, 1},
            {278, 4, 1, height},
            {279, 4, 1, width * height}
        };
        ByteBuffer tiff = ByteBuffer.allocate(242).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) fields.length);
        for (int[] field : fields) {
            tiff.putShort((short) field[0])
                    .putShort((short) field[1])
                    .putInt(field[2])
                    .putInt(field[3]);
        }
        tiff.putInt(next);
        return tiff.array();
    }
}
