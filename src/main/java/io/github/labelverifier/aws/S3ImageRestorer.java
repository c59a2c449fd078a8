package io.github.labelverifier.aws;

import io.github.labelverifier.aws.S3Objects.Look;
import io.github.labelverifier.aws.S3Objects.State;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.MovedImage;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.image.S3Location;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Brings objects back: a moved one by moving it again, a hidden one by deleting the delete marker that hides it, and no
 * other version.
 */
final class S3ImageRestorer implements ImageRestorer {
    private static final int BATCH = 100;
    private static final int ATTEMPTS = 6;

    private final S3Client once;
    private final S3Location location;
    private final S3Objects objects;
    private final Function<String, S3Objects> bucketsOfMoved;
    private final Backoff backoff;

    /**
     * Brings objects back to a location.
     *
     * @param once makes every request once, in the region of the location's bucket
     * @param bucketsOfMoved looks at the objects of any other bucket
     */
    S3ImageRestorer(
            S3Client once,
            S3Location location,
            S3Objects objects,
            Function<String, S3Objects> bucketsOfMoved,
            Backoff backoff) {
        this.once = once;
        this.location = location;
        this.objects = objects;
        this.bucketsOfMoved = bucketsOfMoved;
        this.backoff = backoff;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public List<RestoreOutcome> restore(List<RemovedImage> batch) {
        return Concurrently.map(batch, this::restore);
    }

    private RestoreOutcome restore(RemovedImage removed) {
        String key = removed.image().key();
        if (!location.contains(key)) {
            return RestoreOutcome.failed(key, "it is not at " + location.uri());
        }
        if (removed.moved().isPresent()) {
            return moveBack(removed.image(), removed.moved().get());
        }
        return removed.deleteMarker().isPresent()
                ? unhide(removed.image(), removed.deleteMarker().get())
                : RestoreOutcome.failed(key, "it was deleted for good");
    }

    private RestoreOutcome unhide(ImageEntry image, String marker) {
        String error = "";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                backoff.await(attempt - 1);
            }
            Look look = objects.look(image);
            if (look.state() == State.SAME) {
                return RestoreOutcome.restored(image.key());
            }
            Optional<RestoreOutcome> obstacle = obstacle(image, marker, look, attempt > 0);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            try {
                once.deleteObject(request ->
                        request.bucket(location.bucket()).key(image.key()).versionId(marker));
            } catch (SdkException e) {
                DeleteAnswer answer = DeleteAnswer.failure(e);
                error = answer.why();
                if (answer.isFinal()) {
                    return RestoreOutcome.failed(image.key(), error);
                }
            }
        }
        return RestoreOutcome.unknown(image.key(), "the store did not bring it back: " + error);
    }

    /** Why the marker must not, or need not, be touched. */
    private static Optional<RestoreOutcome> obstacle(ImageEntry image, String marker, Look look, boolean again) {
        return switch (look.state()) {
            case OTHER ->
                Optional.of(RestoreOutcome.failed(
                        image.key(),
                        again ? "what came back is not what was deleted" : "something newer stands in its place"));
            case UNSEEN -> Optional.of(RestoreOutcome.unknown(image.key(), "it could not be looked at: " + look.why()));
            // Only what is known to be a delete marker is deleted: any other version would be lost.
            case GONE ->
                look.deleteMarker().filter(marker::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(RestoreOutcome.failed(
                                image.key(),
                                look.deleteMarker().isPresent()
                                        ? "it was deleted once more since, by somebody else"
                                        : "the bucket has no version of it any more"));
            case SAME -> Optional.empty();
        };
    }

    private RestoreOutcome moveBack(ImageEntry image, MovedImage moved) {
        S3Location place;
        try {
            place = S3Location.split(moved.uri());
        } catch (IllegalArgumentException e) {
            return RestoreOutcome.failed(image.key(), "the ledger names no place in S3: " + moved.uri());
        }
        S3Objects elsewhere = place.bucket().equals(location.bucket()) ? objects : bucketsOfMoved.apply(place.bucket());
        ImageEntry copy = new ImageEntry(place.prefix(), image.size(), moved.etag(), image.lastModified());
        Look there = elsewhere.look(copy);
        switch (there.state()) {
            case SAME -> {
                return moveBack(image, there.now().orElseThrow(), elsewhere);
            }
            case OTHER -> {
                return RestoreOutcome.failed(image.key(), moved.uri() + " was changed since it was moved there");
            }
            case UNSEEN -> {
                return RestoreOutcome.unknown(image.key(), moved.uri() + " could not be looked at: " + there.why());
            }
            case GONE -> {
                return objects.look(image).state() == State.SAME
                        ? RestoreOutcome.restored(image.key())
                        : RestoreOutcome.failed(image.key(), moved.uri() + " is not there any more");
            }
        }
        throw new IllegalStateException(there.toString());
    }

    private RestoreOutcome moveBack(ImageEntry image, ImageEntry moved, S3Objects elsewhere) {
        // What stands in its old place and is the same is what an earlier try has brought back.
        S3Copies copies = new S3Copies(once, elsewhere, objects, backoff);
        S3Copies.Copy back = copies.make(moved, image.key(), true);
        if (back.made().isEmpty()) {
            return RestoreOutcome.failed(image.key(), back.changed() ? "its copy was changed meanwhile" : back.why());
        }
        S3Copies away = new S3Copies(clientOf(elsewhere), objects, elsewhere, backoff);
        return away.takeBack(moved)
                ? RestoreOutcome.restored(image.key())
                : RestoreOutcome.failed(
                        image.key(),
                        "it is back, but its copy could not be taken away: s3://" + elsewhere.bucket() + "/"
                                + moved.key());
    }

    private S3Client clientOf(S3Objects elsewhere) {
        return elsewhere.bucket().equals(location.bucket()) ? once : elsewhere.s3();
    }
}
