package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageEntry;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * By what an answer is known again. Where the ETag has the form of a digest it stands for the content, under whichever name;
 * any other may be given by a store to each of its objects, and counts only together with key, size and time.
 */
final class ContentMark {
    /** An MD5, as Amazon S3 gives it, with the number of parts after an upload in parts; or the SHA-256 of a file. */
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{32}(-[0-9]{1,5})?|[0-9a-fA-F]{64}");

    private ContentMark() {}

    /** The mark of an image; empty if nothing tells its content from another. */
    static Optional<String> of(ImageEntry image) {
        if (image.etag().isEmpty()) {
            return Optional.empty();
        }
        String content = image.etag() + ' ' + image.size();
        return Optional.of(
                DIGEST.matcher(image.etag()).matches()
                        ? content
                        : content + ' ' + image.lastModified() + ' ' + image.key());
    }
}
