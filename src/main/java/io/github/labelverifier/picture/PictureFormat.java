package io.github.labelverifier.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageReader;

/**
 * A format of pictures, told apart by the first bytes of a file and never by its name. One that is read here is a class of
 * its own; all are listed in {@link PictureFormats}.
 */
public abstract class PictureFormat {
    /** Above this the decoder takes more time than a picture is worth; Rekognition takes no more either. */
    static final long MOST_PIXELS = 100_000_000;

    /** The same of a picture that is in memory as a whole, be it outside the heap. */
    static final long MOST_PIXELS_AT_ONCE = 40_000_000;

    private final String name;
    private final String title;
    private final Set<String> suffixes;

    /**
     * A format.
     *
     * @param name as reports have it, in lower case
     * @param title as people write it
     * @param suffixes of its files, in lower case
     */
    PictureFormat(String name, String title, String... suffixes) {
        this.name = name;
        this.title = title;
        this.suffixes = Set.of(suffixes);
    }

    /** Its name as reports have it, such as {@code webp}. */
    public final String name() {
        return name;
    }

    /** Its name as people write it, such as {@code WebP}. */
    public final String title() {
        return title;
    }

    final boolean hasSuffix(String suffix) {
        return suffixes.contains(suffix);
    }

    /** Whether a file that begins so is of this format. */
    abstract boolean isIn(Head head);

    /** The size of the picture as it is stored, where the head of its file tells it. */
    Optional<Size> size(Head head) {
        return Optional.empty();
    }

    /**
     * Whether a file ends before its head says that it does. Where the head does not say it, the decoder finds out.
     *
     * @param size of the whole file in bytes
     */
    boolean isCutShort(Head head, long size) {
        return false;
    }

    /** Whether its pixels are read here. */
    public boolean isRead() {
        return true;
    }

    /** Whether DetectLabels reads it too (Amazon Rekognition, "Guidelines and quotas"). */
    public boolean isReadByRekognition() {
        return false;
    }

    /** Whether this file of it is of the usual kind, which every reader shows in the same colours. */
    boolean isPlain(Head head) {
        return true;
    }

    /** A new reader of its pixels, which nobody else uses. */
    abstract ImageReader reader() throws IOException;

    /** How many bytes a file takes for each pixel of it, whatever is wanted of it; 0 if it is decoded row by row. */
    abstract int bytesForPixel(byte[] file);

    /** Where the Exif of a file is: a TIFF structure; empty if it has none. It may throw anything for a damaged file. */
    Optional<ByteBuffer> exif(byte[] file) {
        return Optional.empty();
    }

    /** The file without what its pixels can be had without and what may stop a decoder; empty if it holds none of that. */
    Optional<byte[]> withoutExtras(byte[] file) {
        return Optional.empty();
    }

    @Override
    public final String toString() {
        return name;
    }
}
