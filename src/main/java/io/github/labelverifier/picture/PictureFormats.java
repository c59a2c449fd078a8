package io.github.labelverifier.picture;

import java.util.List;
import java.util.Optional;

/** All formats of pictures that are told apart: those that are read here, and those that are only known by name. */
public final class PictureFormats {
    private static final List<PictureFormat> ALL = List.of(
            new JpegFormat(),
            new PngFormat(),
            new WebpFormat(),
            new GifFormat(),
            new BmpFormat(),
            new TiffFormat(),
            new UnreadFormat("avif", "AVIF", head -> BaseMedia.of(head) == BaseMedia.AVIF),
            new UnreadFormat("heic", "HEIC", head -> BaseMedia.of(head) == BaseMedia.HEIC),
            new UnreadFormat(
                    "jxl",
                    "JPEG XL",
                    head -> head.hasBytes(0, 0xff, 0x0a) || head.hasBytes(0, 0, 0, 0, 0x0c, 'J', 'X', 'L', ' ')),
            new UnreadFormat(
                    "jp2",
                    "JPEG 2000",
                    head -> head.hasBytes(0, 0, 0, 0, 0x0c, 'j', 'P', ' ', ' ')
                            || head.hasBytes(0, 0xff, 0x4f, 0xff, 0x51)),
            new UnreadFormat("psd", "Photoshop", head -> head.hasText(0, "8BPS")),
            new UnreadFormat("ico", "icon", head -> head.hasBytes(0, 0, 0, 1, 0)),
            new UnreadFormat("svg", "SVG", head -> head.text().contains("<svg")));

    private PictureFormats() {}

    /** The format of a file by its first bytes, of which a few hundred are enough; empty if it is none that is known. */
    public static Optional<PictureFormat> of(byte[] file) {
        Head head = new Head(file);
        return ALL.stream().filter(format -> format.isIn(head)).findFirst();
    }

    /** The size of a picture as it is stored, if the first bytes of its file tell it. */
    public static Optional<Size> sizeOf(byte[] file) {
        return of(file).flatMap(format -> format.size(new Head(file)));
    }

    /** Whether a file is known to be something else: a text, a page, a document, an archive, a video. */
    public static boolean isKnownNoPicture(byte[] file) {
        Head head = new Head(file);
        return head.hasText(4, "ftyp")
                || head.hasText(0, "%PDF")
                || head.hasBytes(0, 'P', 'K', 3, 4)
                || head.hasBytes(0, 0x1f, 0x8b)
                || !head.text().isEmpty();
    }
}
