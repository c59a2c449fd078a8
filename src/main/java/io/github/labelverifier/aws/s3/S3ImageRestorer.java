package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.s3.S3Objects.Hiding;
import io.github.labelverifier.aws.s3.S3Objects.Look;
import io.github.labelverifier.aws.s3.S3Objects.State;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRestorer;
import io.github.labelverifier.image.MovedImage;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.image.S3Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Brings objects back: a moved one by moving it again, a hidden one by deleting the delete marker that hides it, and no
 * other version.
 */
public final class S3ImageRestorer implements ImageRestorer {
    private static final int ATTEMPTS = 6;

    private final S3Client once;
    private final S3Location location;
    private final S3Objects objects;
    private final Function<String, S3Transfer> transfersFrom;
    private final S3Conditions conditions;
    private final Concurrently together;
    private final Backoff backoff;

    /**
     * Brings objects back to a location.
     *
     * @param once makes every request once, in the region of the location's bucket
     * @param transfersFrom moves objects of another bucket, or of the same one, to the location's
     * @param conditions what is known of those that the transfers rely on
     */
    public S3ImageRestorer(
            S3Client once,
            S3Location location,
            S3Objects objects,
            Function<String, S3Transfer> transfersFrom,
            S3Conditions conditions,
            Concurrently together,
            Backoff backoff) {
        this.once = once;
        this.location = location;
        this.objects = objects;
        this.transfersFrom = transfersFrom;
        this.conditions = conditions;
        this.together = together;
        this.backoff = backoff;
    }

    @Override
    public int batchSize() {
        return S3Transfer.BATCH;
    }

    @Override
    public int batchesAtOnce() {
        return S3Transfer.batchesAtOnce(together);
    }

    @Override
    public List<String> remarks() {
        return conditions.remarks();
    }

    @Override
    public List<RestoreOutcome> restore(List<RemovedImage> batch) {
        Map<String, RestoreOutcome> outcomes = new HashMap<>();
        List<RemovedImage> hidden = new ArrayList<>();
        Map<String, List<Return>> moved = new LinkedHashMap<>();
        for (RemovedImage removed : batch) {
            String key = removed.image().key();
            if (!location.contains(key)) {
                outcomes.put(key, RestoreOutcome.failed(key, "it is not at " + location.uri()));
            } else if (removed.moved().isPresent()) {
                try {
                    Return back = Return.of(removed.image(), removed.moved().get());
                    moved.computeIfAbsent(back.place().bucket(), bucket -> new ArrayList<>())
                            .add(back);
                } catch (IllegalArgumentException e) {
                    outcomes.put(
                            key,
                            RestoreOutcome.failed(
                                    key,
                                    "the ledger names no place in S3: "
                                            + removed.moved().get().uri()));
                }
            } else if (removed.deleteMarker().isPresent()) {
                hidden.add(removed);
            } else {
                outcomes.put(key, RestoreOutcome.failed(key, "it was deleted for good"));
            }
        }
        together.map(hidden, image -> unhide(image.image(), image.deleteMarker().orElseThrow()))
                .forEach(outcome -> outcomes.put(outcome.key(), outcome));
        moved.forEach((bucket, returns) ->
                moveBack(bucket, returns).forEach(outcome -> outcomes.put(outcome.key(), outcome)));
        return batch.stream()
                .map(image -> Objects.requireNonNull(outcomes.get(image.image().key())))
                .toList();
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
                StoreAnswer answer = StoreAnswer.failure(e, "s3:DeleteObjectVersion");
                error = answer.why();
                if (answer.isFinal()) {
                    return RestoreOutcome.failed(image.key(), error);
                }
            }
        }
        return RestoreOutcome.unknown(image.key(), "the store did not bring it back: " + error);
    }

    /** Why the marker must not, or need not, be touched. */
    private Optional<RestoreOutcome> obstacle(ImageEntry image, String marker, Look look, boolean again) {
        return switch (look.state()) {
            case OTHER ->
                Optional.of(RestoreOutcome.failed(
                        image.key(),
                        again ? "what came back is not what was deleted" : "something newer stands in its place"));
            case UNSEEN -> Optional.of(RestoreOutcome.unknown(image.key(), "it could not be looked at: " + look.why()));
            case GONE -> obstacle(image, marker, objects.hiding(image, look));
            case SAME -> Optional.empty();
        };
    }

    /** Only what is known to be a delete marker is deleted: any other version would be lost. */
    private static Optional<RestoreOutcome> obstacle(ImageEntry image, String marker, Hiding hiding) {
        if (hiding.marker().filter(marker::equals).isPresent()) {
            return Optional.empty();
        }
        if (!hiding.unknown().isEmpty()) {
            return Optional.of(RestoreOutcome.unknown(
                    image.key(),
                    "what hides it could not be found out, for its versions could not be listed: " + hiding.unknown()
                            + " (it takes s3:ListBucketVersions)"));
        }
        return Optional.of(RestoreOutcome.failed(
                image.key(),
                hiding.marker().isPresent()
                        ? "it was deleted once more since, by somebody else"
                        : "the bucket has no version of it any more"));
    }

    /** A moved image on its way back. */
    private record Return(ImageEntry image, S3Location place, String uri, String etag) {
        static Return of(ImageEntry image, MovedImage moved) {
            return new Return(image, S3Location.split(moved.uri()), moved.uri(), moved.etag());
        }

        /** What stands in its old place and is the same is what an earlier try has brought back. */
        S3Transfer.Item toItem() {
            ImageEntry copy = new ImageEntry(
                    place.prefix(), image.size(), etag, image.lastModified(), image.storageClass(), Optional.empty());
            return new S3Transfer.Item(copy, image.key(), true);
        }
    }

    private List<RestoreOutcome> moveBack(String bucket, List<Return> returns) {
        List<S3Transfer.Moved> moved = transfersFrom
                .apply(bucket)
                .run(returns.stream().map(Return::toItem).toList());
        List<Integer> numbers = IntStream.range(0, returns.size()).boxed().toList();
        return together.map(numbers, i -> outcome(returns.get(i), moved.get(i)));
    }

    private RestoreOutcome outcome(Return back, S3Transfer.Moved moved) {
        String key = back.image().key();
        S3Copies.Copy copy = moved.copy();
        return switch (copy.end()) {
            case MADE ->
                moved.deletion().orElseThrow().result().isDone()
                        ? RestoreOutcome.restored(key)
                        : RestoreOutcome.failed(key, "it is back, but its copy could not be taken away: " + back.uri());
            case CHANGED -> RestoreOutcome.failed(key, back.uri() + " was changed since it was moved there");
            case GONE ->
                objects.look(back.image()).state() == State.SAME
                        ? RestoreOutcome.restored(key)
                        : RestoreOutcome.failed(key, back.uri() + " is not there any more");
            case UNTRIED -> RestoreOutcome.unknown(key, back.uri() + ": " + copy.why());
            case TAKEN, FAILED -> RestoreOutcome.failed(key, copy.why());
        };
    }
}
