package io.github.labelverifier.picture;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All formats of pictures that are told apart: those that are read here, and those that are only known by name. */
public final class PictureFormats {
    private static final List<PictureFormat> READ = List.of(
            new JpegFormat(), new PngFormat(), new WebpFormat(), new GifFormat(), new BmpFormat(), new TiffFormat());

    private static final List<PictureFormat> UNREAD = List.of(
            new UnreadFormat("avif", "AVIF", head -> BaseMedia.of(head) == BaseMedia.AVIF, "avif"),
            new UnreadFormat("heic", "HEIC", head -> BaseMedia.of(head) == BaseMedia.HEIC, "heic", "heif", "hif"),
            new UnreadFormat(
                    "jxl",
                    "JPEG XL",
                    head -> head.hasBytes(0, 0xff, 0x0a) || head.hasBytes(0, 0, 0, 0, 0x0c, 'J', 'X', 'L', ' '),
                    "jxl"),
            new UnreadFormat(
                    "jp2",
                    "JPEG 2000",
                    head -> head.hasBytes(0, 0, 0, 0, 0x0c, 'j', 'P', ' ', ' ')
                            || head.hasBytes(0, 0xff, 0x4f, 0xff, 0x51),
                    "jp2",
                    "j2k",
                    "jpx"),
            new UnreadFormat("psd", "Photoshop", head -> head.hasText(0, "8BPS"), "psd"),
            new UnreadFormat("ico", "icon", head -> head.hasBytes(0, 0, 0, 1, 0), "ico"),
            new UnreadFormat("svg", "SVG", head -> head.text().contains("<svg"), "svg", "svgz"));

    private static final List<PictureFormat> UNREAD_BY_NAME = Stream.of(
                    "xcf", "eps", "tga", "exr", "ppm", "pgm", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf")
            .<PictureFormat>map(UnreadFormat::named)
            .toList();

    private PictureFormats() {}

    private static Stream<PictureFormat> all() {
        return Stream.of(READ, UNREAD, UNREAD_BY_NAME).flatMap(List::stream);
    }

    /** The format of a file by its first bytes, of which a few hundred are enough; empty if it is none that is known. */
    public static Optional<PictureFormat> of(byte[] file) {
        Head head = new Head(file);
        return all().filter(format -> format.isIn(head)).findFirst();
    }

    /** The format that files of this suffix, in lower case, should have. */
    public static Optional<PictureFormat> ofSuffix(String suffix) {
        return all().filter(format -> format.hasSuffix(suffix)).findFirst();
    }

    /** What a whole file tells of it by its first bytes; empty if it is no picture that is known. */
    public static Optional<PictureHead> look(byte[] file) {
        return look(file, file.length);
    }

    /**
     * What the first bytes of a file tell of it; empty if it is no picture that is known.
     *
     * @param size of the whole file in bytes
     */
    public static Optional<PictureHead> look(byte[] file, long size) {
        Head head = new Head(file);
        return of(file).map(format ->
                new PictureHead(format, format.size(head), format.isPlain(head), format.isCutShort(head, size)));
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
