package io.github.labelverifier.report;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.Contents;
import io.github.labelverifier.image.ImageEntry;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contents of images of a store whose ETags are not known to be of the bytes: an ETag that objects of different sizes share
 * says nothing. Which sizes an ETag was seen with stands in an index on disk, so that memory does not grow with the number of
 * images. Safe for use by several threads.
 */
public final class KnownContents implements Contents, Closeable {
    private static final int ONE_SIZE = 1;
    private static final int SEVERAL_SIZES = 2;
    private static final int ONE_SIZE_RELIED_ON = 3;

    private final OffsetIndex sizes = new OffsetIndex();

    /** Whether there is an ETag of several sizes: most stores have none, and then nothing needs to be looked up. */
    private boolean isAnyShared;

    private @Nullable ImageEntry notByBytes;
    private @Nullable ImageEntry tooLate;

    /** Nothing was seen yet. */
    public KnownContents() throws IOException {}

    /** Notes an image that was seen, in a listing or in a report; tells whether its ETag is a digest that was noted before. */
    public synchronized boolean note(ImageEntry image) throws IOException {
        if (image.content().filter(Content::isOfBytes).isEmpty()) {
            return false;
        }
        if (sizes.putIfAbsent(image.etag(), image.size(), ONE_SIZE)) {
            return false;
        }
        OffsetIndex.Extent before = sizes.find(image.etag()).orElseThrow();
        if (before.length() != SEVERAL_SIZES && before.offset() != image.size()) {
            sizes.put(image.etag(), image.size(), SEVERAL_SIZES);
            isAnyShared = true;
            if (before.length() == ONE_SIZE_RELIED_ON && tooLate == null) {
                tooLate = image;
            }
        }
        return true;
    }

    @Override
    public synchronized Optional<Content> of(ImageEntry image) {
        Optional<Content> content = image.content();
        if (content.isEmpty()) {
            return content;
        }
        try {
            boolean isShared = content.get().isOfBytes() && isShared(image.etag());
            if ((isShared || !content.get().isOfBytes()) && notByBytes == null) {
                notByBytes = image;
            }
            return isShared ? Content.ofThisAlone(image) : content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isShared(String etag) throws IOException {
        return isAnyShared
                && sizes.find(etag)
                        .filter(seen -> seen.length() == SEVERAL_SIZES)
                        .isPresent();
    }

    @Override
    public synchronized void relyOn(ImageEntry image) {
        try {
            if (!isShared(image.etag())) {
                sizes.put(image.etag(), image.size(), ONE_SIZE_RELIED_ON);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first image that was asked for whose ETag is no mark of its bytes; empty if all are, as far as is known. */
    public synchronized Optional<ImageEntry> notByBytes() {
        return Optional.ofNullable(notByBytes);
    }

    /** An image that told, too late, that an ETag is no mark of bytes that was relied on as one; empty if there is none. */
    public synchronized Optional<ImageEntry> toldTooLate() {
        return Optional.ofNullable(tooLate);
    }

    @Override
    public synchronized void close() throws IOException {
        sizes.close();
    }
}
