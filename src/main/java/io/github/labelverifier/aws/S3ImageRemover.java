package io.github.labelverifier.aws;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Deletes objects in batches, each under the condition that it still has the ETag it was judged by.
 *
 * <p>Amazon S3 checks the condition itself. Other stores may pass it over, so there every object is looked at first.
 */
final class S3ImageRemover implements ImageRemover {
    /** The most keys that DeleteObjects takes (Amazon S3 API reference). */
    private static final int BATCH = 1000;

    private static final int LOOKS_AT_A_TIME = 16;

    private final S3Client s3;
    private final S3Location location;
    private final boolean lookFirst;

    S3ImageRemover(S3Client s3, S3Location location, boolean lookFirst) {
        this.s3 = s3;
        this.location = location;
        this.lookFirst = lookFirst;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Undo undo() {
        try {
            BucketVersioningStatus status = s3.getBucketVersioning(request -> request.bucket(location.bucket()))
                    .status();
            // A bucket whose versioning is suspended loses the version that has no id.
            return status == BucketVersioningStatus.ENABLED ? Undo.POSSIBLE : Undo.IMPOSSIBLE;
        } catch (SdkException e) {
            return Undo.UNKNOWN;
        }
    }

    @Override
    public List<RemovalOutcome> delete(List<ImageEntry> batch) {
        Map<String, RemovalOutcome> outcomes = new LinkedHashMap<>();
        List<ImageEntry> open = new ArrayList<>();
        for (ImageEntry image : batch) {
            if (!location.contains(image.key())) {
                outcomes.put(image.key(), failed(image, "it is not at " + location.uri()));
            } else if (image.etag().isEmpty()) {
                outcomes.put(image.key(), failed(image, "the report has no ETag of it"));
            } else {
                open.add(image);
            }
        }
        if (lookFirst) {
            open = withoutChanged(open, outcomes);
        }
        deleteTogether(open.stream().filter(S3ImageRemover::fitsIntoXml).toList(), outcomes);
        open.stream()
                .filter(image -> !fitsIntoXml(image))
                .forEach(image -> outcomes.put(image.key(), deleteAlone(image)));
        return batch.stream()
                .map(image -> Objects.requireNonNull(outcomes.get(image.key())))
                .toList();
    }

    /** XML has no way to write most control characters: one such key would sink the whole batch. */
    private static boolean fitsIntoXml(ImageEntry image) {
        return image.key()
                .codePoints()
                .allMatch(c -> c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF));
    }

    private void deleteTogether(List<ImageEntry> batch, Map<String, RemovalOutcome> outcomes) {
        if (batch.isEmpty()) {
            return;
        }
        List<ObjectIdentifier> objects = batch.stream()
                .map(image -> ObjectIdentifier.builder()
                        .key(image.key())
                        .eTag(quoted(image))
                        .build())
                .toList();
        DeleteObjectsResponse response;
        try {
            response = s3.deleteObjects(
                    request -> request.bucket(location.bucket()).delete(delete -> delete.objects(objects)));
        } catch (SdkException e) {
            settleFailedBatch(batch, e, outcomes);
            return;
        }
        Map<String, DeletedObject> deleted = new LinkedHashMap<>();
        response.deleted().forEach(object -> deleted.put(object.key(), object));
        Map<String, S3Error> errors = new LinkedHashMap<>();
        response.errors().forEach(error -> errors.put(error.key(), error));
        List<ImageEntry> open = new ArrayList<>();
        for (ImageEntry image : batch) {
            S3Error error = errors.get(image.key());
            DeletedObject object = deleted.get(image.key());
            if (error != null && !isPrecondition(error.code())) {
                outcomes.put(image.key(), failed(image, error.code() + ": " + error.message()));
            } else if (error == null && object != null) {
                outcomes.put(image.key(), deleted(image, object.deleteMarkerVersionId()));
            } else {
                open.add(image);
            }
        }
        settleByLooking(open, outcomes);
    }

    private static boolean isPrecondition(String code) {
        return code.equals("PreconditionFailed")
                || code.equals("ConditionalRequestConflict")
                || code.equals("NoSuchKey")
                || code.equals("412");
    }

    /** A batch that was refused is not done; any other failure may have come after the deed. */
    private void settleFailedBatch(List<ImageEntry> batch, SdkException e, Map<String, RemovalOutcome> outcomes) {
        int status = AwsErrors.status(e);
        if (status >= 400 && status < 500) {
            String why = AwsErrors.code(e) + ": " + AwsErrors.message(e);
            batch.forEach(image -> outcomes.put(image.key(), failed(image, why)));
        } else {
            settleByLooking(batch, outcomes);
        }
    }

    private RemovalOutcome deleteAlone(ImageEntry image) {
        try {
            DeleteObjectResponse response = s3.deleteObject(request ->
                    request.bucket(location.bucket()).key(image.key()).ifMatch(quoted(image)));
            return deleted(image, response.versionId());
        } catch (SdkException e) {
            if (AwsErrors.status(e) == 412 || AwsErrors.status(e) == 409 || AwsErrors.status(e) == 404) {
                return outcomeOf(image, look(image));
            }
            return AwsErrors.status(e) >= 400 && AwsErrors.status(e) < 500
                    ? failed(image, AwsErrors.code(e) + ": " + AwsErrors.message(e))
                    : outcomeOf(image, look(image));
        }
    }

    /** Drops those that are not what they were judged by; they have their outcome then. */
    private List<ImageEntry> withoutChanged(List<ImageEntry> images, Map<String, RemovalOutcome> outcomes) {
        List<ImageEntry> unchanged = new ArrayList<>();
        lookAt(images).forEach((image, look) -> {
            switch (look.state()) {
                case SAME -> unchanged.add(image);
                case GONE -> outcomes.put(image.key(), RemovalOutcome.of(image.key(), Result.ABSENT));
                case OTHER -> outcomes.put(image.key(), changed(image));
                case UNSEEN ->
                    outcomes.put(image.key(), failed(image, "it could not be compared before deleting: " + look.why()));
            }
        });
        return unchanged;
    }

    /** Finds out by a look what a lost or unclear answer left open. */
    private void settleByLooking(List<ImageEntry> images, Map<String, RemovalOutcome> outcomes) {
        lookAt(images).forEach((image, look) -> outcomes.put(image.key(), outcomeOf(image, look)));
    }

    private static RemovalOutcome outcomeOf(ImageEntry image, Look look) {
        return switch (look.state()) {
            case SAME -> failed(image, "the store did not delete it");
            case GONE -> RemovalOutcome.of(image.key(), Result.DELETED);
            case OTHER -> changed(image);
            case UNSEEN -> RemovalOutcome.of(image.key(), Result.UNKNOWN, look.why());
        };
    }

    /** How an image stands now, next to what it was judged by. */
    private enum State {
        SAME,
        OTHER,
        GONE,
        UNSEEN
    }

    private record Look(State state, String why) {}

    private Look look(ImageEntry image) {
        try {
            ImageEntry now = S3ImageSource.head(s3, location.bucket(), image.key());
            return new Look(now.sameContentAs(image) ? State.SAME : State.OTHER, "");
        } catch (SdkException e) {
            return AwsErrors.isNotFound(e) ? new Look(State.GONE, "") : new Look(State.UNSEEN, AwsErrors.message(e));
        }
    }

    private Map<ImageEntry, Look> lookAt(List<ImageEntry> images) {
        Map<ImageEntry, Look> looks = new LinkedHashMap<>();
        if (images.isEmpty()) {
            return looks;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(LOOKS_AT_A_TIME, images.size()));
        try {
            Map<ImageEntry, Future<Look>> pending = new LinkedHashMap<>();
            images.forEach(image -> pending.put(image, pool.submit(() -> look(image))));
            pending.forEach((image, look) -> looks.put(image, await(look)));
            return looks;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Look await(Future<Look> look) {
        try {
            return look.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Look(State.UNSEEN, "interrupted");
        } catch (ExecutionException e) {
            return new Look(State.UNSEEN, String.valueOf(e.getCause()));
        }
    }

    private static RemovalOutcome deleted(ImageEntry image, String versionId) {
        return new RemovalOutcome(image.key(), Result.DELETED, Optional.ofNullable(versionId), Optional.empty());
    }

    private static RemovalOutcome changed(ImageEntry image) {
        return RemovalOutcome.of(image.key(), Result.CHANGED, "it is not what was checked");
    }

    private static RemovalOutcome failed(ImageEntry image, String why) {
        return RemovalOutcome.of(image.key(), Result.FAILED, why);
    }

    private static String quoted(ImageEntry image) {
        return '"' + image.etag() + '"';
    }
}
