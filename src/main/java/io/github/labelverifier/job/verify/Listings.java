package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageFilter;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.KeyFile;
import io.github.labelverifier.job.NamedImages;
import java.io.IOException;
import java.util.Optional;

/** What a run goes through: the store's listing, or the keys that the user names. */
final class Listings {
    private Listings() {}

    static ImageCursor open(VerifyRequest.Images images, boolean nul, ImageSource source)
            throws CommandFailure, ImageStoreException, IOException {
        ImageCursor all = images.keysFrom().isPresent()
                ? new NamedImages(
                        KeyFile.open("--keys-from", images.keysFrom().get(), images.standardInput(), nul), source)
                : source.list(images.filter()::excludesAllBelow);
        return new Filtered(all, images.filter(), source);
    }

    /** What to look at when nothing was found. */
    static String hint(VerifyRequest request) {
        if (request.images().keysFrom().isPresent()) {
            return ": --keys-from names no key, or the filters leave none";
        }
        if (request.location() instanceof S3Location s3 && s3.prefix().startsWith("/")) {
            return ": the prefix begins with a slash; did you mean s3://" + s3.bucket() + "/"
                    + s3.prefix().replaceFirst("^/+", "") + "?";
        }
        return ": check its spelling, and --include and --exclude";
    }

    /** A listing without the names that a filter leaves out. */
    private record Filtered(ImageCursor all, ImageFilter filter, ImageSource source) implements ImageCursor {
        @Override
        public Optional<ImageEntry> next() throws ImageStoreException {
            Optional<ImageEntry> entry = all.next();
            while (entry.isPresent() && !accepts(entry.get())) {
                entry = all.next();
            }
            return entry;
        }

        private boolean accepts(ImageEntry entry) {
            if (entry.key().endsWith("/") && entry.problem().isPresent()) {
                // A folder that cannot be read: what is in it may well be wanted.
                return !filter.excludesFolder(entry.key());
            }
            // A key that was named and is not at the location is an error to tell, not one to filter.
            return !source.location().contains(entry.key())
                    || filter.accepts(source.location().nameBelow(entry.key()));
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
