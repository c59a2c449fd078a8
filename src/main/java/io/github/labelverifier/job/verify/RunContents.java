package io.github.labelverifier.job.verify;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.Contents;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.LinkedFolders;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.report.KnownContents;
import io.github.labelverifier.scan.Twins;
import io.github.labelverifier.scan.Twins.Seen;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.ui.text.Text;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * What a run knows about the contents of its images: of files by their hashes, of objects by ETag and size in the whole
 * listing.
 */
final class RunContents implements Closeable {
    private final Optional<KnownContents> known;
    private final ImageSource source;
    private final Twins twins;

    private RunContents(Optional<KnownContents> known, ImageSource source) {
        this.known = known;
        this.source = source;
        this.twins =
                known.map(contents -> Twins.fetchedByKey(contents, this::look)).orElseGet(Twins::hashedWhenSent);
    }

    static RunContents of(ImageSource source) throws IOException {
        return new RunContents(
                source.location() instanceof S3Location ? Optional.of(new KnownContents()) : Optional.empty(), source);
    }

    /** Whether the detector is told keys, at which something else may stand by then; it is sent bytes that are hashed otherwise. */
    boolean areAskedForByKey() {
        return known.isPresent();
    }

    /** What is at the key of an image now. */
    Seen look(ImageEntry image) {
        try {
            return source.find(image.key())
                    .map(now -> now.isUnchanged(image) ? Seen.UNCHANGED : Seen.OTHER)
                    .orElse(Seen.ABSENT);
        } catch (ImageStoreException e) {
            return Seen.UNKNOWN;
        }
    }

    Twins twins() {
        return twins;
    }

    /** The content of an image, by all that is known by now, where other images can have it too. */
    Optional<Content> ofBytes(ImageEntry image) {
        return known.<Contents>map(contents -> contents)
                .orElse(Contents.AS_LISTED)
                .of(image)
                .filter(Content::isOfBytes);
    }

    /** Notes images that are no part of the listing. */
    void note(Iterable<ImageEntry> images) throws IOException {
        if (known.isPresent()) {
            for (ImageEntry image : images) {
                known.get().note(image);
            }
        }
    }

    /** The same listing; what it lists is noted. */
    ImageCursor noting(ImageCursor listing) {
        return known.<ImageCursor>map(contents -> new Noting(listing, contents)).orElse(listing);
    }

    private record Noting(ImageCursor listing, KnownContents contents) implements ImageCursor {
        @Override
        public Optional<ImageEntry> next() throws ImageStoreException {
            Optional<ImageEntry> image = listing.next();
            if (image.isPresent()) {
                try {
                    contents.note(image.get());
                } catch (IOException e) {
                    throw new ImageStoreException(
                            Kind.OTHER, "cannot keep in the temporary folder what is listed: " + IoProblem.of(e), e);
                }
            }
            return image;
        }

        @Override
        public void close() {
            listing.close();
        }
    }

    /** Says once where ETags are no marks of the bytes, and what was not followed. */
    void tell(Console console) {
        LinkedFolders linked = source.notFollowed();
        linked.first()
                .ifPresent(first -> console.warn(Text.count(linked.count(), "link")
                        + (linked.count() == 1
                                ? " to a folder is not followed: "
                                : " to folders are not followed, such as ")
                        + PlainText.escape(first) + "; check what is there at its own place"));
        known.flatMap(KnownContents::notByBytes)
                .ifPresent(
                        image -> console.warn(
                                "not every ETag here is a mark of the content (such as that of "
                                        + PlainText.escape(image.key())
                                        + "): images whose ETag is none are taken for the same only by key, ETag, size and time together"));
    }

    /**
     * Ends a run whose labels cannot be relied on.
     *
     * @throws CommandFailure if the listing told too late that an ETag is no mark of the content
     */
    void requireReliable() throws CommandFailure {
        Optional<ImageEntry> late = known.flatMap(KnownContents::toldTooLate);
        if (late.isPresent()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the store gives objects of different content the ETag "
                            + PlainText.escape(late.get().etag())
                            + ", such as " + PlainText.escape(late.get().key())
                            + ", which came out after labels had been shared by it: nothing was removed;"
                            + " check the images of this ETag by --keys-from");
        }
    }

    @Override
    public void close() throws IOException {
        if (known.isPresent()) {
            known.get().close();
        }
    }
}
