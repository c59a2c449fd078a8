package io.github.labelverifier.aws;

import io.github.labelverifier.aws.S3Objects.Look;
import io.github.labelverifier.aws.S3Objects.State;
import io.github.labelverifier.image.ImageEntry;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Copies objects from one bucket to another, or within one, and never over anything.
 *
 * @param once talks to the region of the target's bucket and makes every request once
 */
record S3Copies(S3Client once, S3Objects sources, S3Objects targets, Backoff backoff) {
    private static final int ATTEMPTS = 6;

    /**
     * What came of a copy.
     *
     * @param made the object at its new place; empty if there is none
     * @param leftover whether a copy may stand there all the same
     * @param changed whether the source is not what was to be copied
     * @param refused whether it is the caller that the store refuses
     * @param why there is none
     */
    record Copy(Optional<ImageEntry> made, boolean leftover, boolean changed, boolean refused, String why) {
        static Copy of(ImageEntry made) {
            return new Copy(Optional.of(made), false, false, false, "");
        }

        static Copy failed(String why, boolean leftover) {
            return new Copy(Optional.empty(), leftover, false, false, why);
        }
    }

    /**
     * Copies an object that has the entry's ETag to a key that nothing has.
     *
     * @param begun whether an object of the same content at that key is a copy made before
     */
    Copy make(ImageEntry image, String target, boolean begun) {
        boolean mayBeOurs = begun;
        String why = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                backoff.await(attempt - 1);
            }
            // Not every store knows a condition on copies, so nothing is asked for before a look.
            Look there = targets.look(new ImageEntry(target, image.size(), image.etag(), image.lastModified()));
            if (there.state() == State.UNSEEN) {
                String unseen = "its destination could not be looked at: " + there.why();
                return new Copy(Optional.empty(), mayBeOurs, false, there.refused(), unseen);
            }
            if (there.now().isPresent()) {
                ImageEntry found = there.now().get();
                return mayBeOurs && targets.hasBytesOf(found, sources, image)
                        ? Copy.of(found)
                        : Copy.failed(
                                "there is something at s3://" + targets.bucket() + "/" + target + " already", false);
            }
            DeleteAnswer answer = ask(image, target);
            why = answer.why();
            switch (answer.meaning()) {
                case DONE -> {
                    return check(image, target);
                }
                case REFUSED -> {
                    return new Copy(Optional.empty(), mayBeOurs, false, true, why);
                }
                case FAILED -> {
                    return Copy.failed(why, mayBeOurs);
                }
                case UNMET -> {
                    if (sources.look(image).state() != State.SAME) {
                        return new Copy(Optional.empty(), mayBeOurs, true, false, why);
                    }
                }
                case LOST, BUSY -> mayBeOurs = true;
                case UNSENT -> {}
            }
        }
        return Copy.failed("the store did not copy it: " + why, mayBeOurs);
    }

    private DeleteAnswer ask(ImageEntry image, String target) {
        try {
            once.copyObject(request -> request.sourceBucket(sources.bucket())
                    .sourceKey(image.key())
                    .destinationBucket(targets.bucket())
                    .destinationKey(target)
                    .copySourceIfMatch('"' + image.etag() + '"')
                    .ifNoneMatch("*")
                    .storageClass(image.storageClass().orElse(null)));
            return DeleteAnswer.done(null);
        } catch (SdkException e) {
            return DeleteAnswer.failure(e);
        }
    }

    /** A copy counts when it was seen. */
    private Copy check(ImageEntry image, String target) {
        Look there = targets.look(new ImageEntry(target, image.size(), image.etag(), image.lastModified()));
        if (there.now().filter(now -> now.size() == image.size()).isPresent()) {
            return Copy.of(there.now().get());
        }
        String why = there.why().isEmpty() ? "" : ": " + there.why();
        return Copy.failed("its copy could not be seen at s3://" + targets.bucket() + "/" + target + why, true);
    }

    /** Takes a copy away that is not needed; tells whether it is gone. */
    boolean takeBack(ImageEntry copy) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                backoff.await(attempt - 1);
            }
            State state = targets.look(copy).state();
            if (state != State.SAME) {
                return state != State.UNSEEN;
            }
            try {
                once.deleteObject(request ->
                        request.bucket(targets.bucket()).key(copy.key()).ifMatch('"' + copy.etag() + '"'));
                return true;
            } catch (SdkException e) {
                if (DeleteAnswer.failure(e).isFinal()) {
                    return false;
                }
            }
        }
        return false;
    }
}
