package io.github.labelverifier.aws;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Deletes objects in batches, each under the condition that it still has the ETag it was judged by. None is ever deleted
 * without a condition.
 *
 * <p>Amazon S3 checks the condition itself. Other stores may pass it over, so there every object is looked at first.
 *
 * <p>What an answer leaves open is settled by a look at the object. What cannot go with a batch, or may succeed when it is
 * tried again, goes alone, since the SDK repeats calls but not parts of one.
 */
final class S3ImageRemover implements ImageRemover {
    /** The most keys that DeleteObjects takes (Amazon S3 API reference). */
    private static final int BATCH = 1000;

    private static final int AT_A_TIME = 16;

    /** What becomes of a single key of a batch for reasons that pass. */
    private static final Set<String> PASSING = Set.of(
            "ConditionalRequestConflict",
            "InternalError",
            "OperationAborted",
            "RequestTimeout",
            "ServiceUnavailable",
            "SlowDown");

    private final S3Client s3;
    private final S3Location location;
    private final boolean lookFirst;

    /**
     * A remover of images at a location.
     *
     * @param lookFirst whether the store may delete without regard to the condition
     */
    S3ImageRemover(S3Client s3, S3Location location, boolean lookFirst) {
        this.s3 = s3;
        this.location = location;
        this.lookFirst = lookFirst;
    }

    /** What the store's answer says of an image that it did not confirm: why, and whether it may be deleted all the same. */
    private record Doubt(String why, boolean mayBeDeleted) {

        /** The store refused it, unless an earlier attempt got through. */
        static Doubt refused(String why, AttemptCount attempts) {
            return new Doubt(why, attempts.isRepeated());
        }

        /** The answer does not tell. */
        static Doubt unanswered(String why) {
            return new Doubt(why, true);
        }
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
        Map<String, RemovalOutcome> outcomes = new HashMap<>();
        List<ImageEntry> open = new ArrayList<>();
        for (ImageEntry image : batch) {
            Optional<String> reason = reasonNotToDelete(image);
            if (reason.isPresent()) {
                outcomes.put(image.key(), failed(image, reason.get()));
            } else {
                open.add(image);
            }
        }
        if (lookFirst) {
            open = withoutChanged(open, outcomes);
        }
        List<ImageEntry> alone =
                deleteTogether(open.stream().filter(S3ImageRemover::fitsIntoXml).toList(), outcomes);
        open.stream().filter(image -> !fitsIntoXml(image)).forEach(alone::add);
        inParallel(alone, this::deleteAlone, (image, e) -> RemovalOutcome.of(image.key(), Result.UNKNOWN, e))
                .forEach((image, outcome) -> outcomes.put(image.key(), outcome));
        return batch.stream()
                .map(image -> Objects.requireNonNull(outcomes.get(image.key())))
                .toList();
    }

    private Optional<String> reasonNotToDelete(ImageEntry image) {
        if (!location.contains(image.key())) {
            return Optional.of("it is not at " + location.uri());
        }
        if (image.etag().isEmpty()) {
            return Optional.of("the report has no ETag of it");
        }
        return S3ImageSource.isSendable(image.key()) ? Optional.empty() : Optional.of("its key is not valid Unicode");
    }

    /**
     * XML has no way to write most control characters: one such key would sink the whole batch. And it may give back a
     * carriage return as another character.
     */
    private static boolean fitsIntoXml(ImageEntry image) {
        return image.key()
                .codePoints()
                .allMatch(c -> c == '\t' || c == '\n' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF));
    }

    /** Deletes a batch, and returns those that are better deleted alone; all others have their outcome then. */
    private List<ImageEntry> deleteTogether(List<ImageEntry> batch, Map<String, RemovalOutcome> outcomes) {
        List<ImageEntry> alone = new ArrayList<>();
        if (batch.isEmpty()) {
            return alone;
        }
        AttemptCount attempts = new AttemptCount();
        Map<ImageEntry, Doubt> doubts = new LinkedHashMap<>();
        try {
            readAnswer(batch, callDeleteObjects(batch, attempts), attempts, outcomes, doubts, alone);
        } catch (SdkException e) {
            Doubt doubt = doubt(e, attempts);
            if (isRefusalOfForm(e)) {
                alone.addAll(batch);
            } else if (doubt.mayBeDeleted()) {
                batch.forEach(image -> doubts.put(image, doubt));
            } else {
                batch.forEach(image -> outcomes.put(image.key(), failed(image, doubt.why())));
            }
        }
        settle(doubts, outcomes);
        return alone;
    }

    private DeleteObjectsResponse callDeleteObjects(List<ImageEntry> batch, AttemptCount attempts) {
        List<ObjectIdentifier> objects = batch.stream()
                .map(image -> ObjectIdentifier.builder()
                        .key(image.key())
                        .eTag(quoted(image))
                        .build())
                .toList();
        return s3.deleteObjects(request -> request.bucket(location.bucket())
                .delete(delete -> delete.objects(objects))
                .overrideConfiguration(attempts::watch));
    }

    private static void readAnswer(
            List<ImageEntry> batch,
            DeleteObjectsResponse response,
            AttemptCount attempts,
            Map<String, RemovalOutcome> outcomes,
            Map<ImageEntry, Doubt> doubts,
            List<ImageEntry> alone) {
        Map<String, DeletedObject> deleted = new HashMap<>();
        response.deleted().forEach(object -> deleted.put(object.key(), object));
        Map<String, S3Error> errors = new HashMap<>();
        response.errors().forEach(error -> errors.put(error.key(), error));
        for (ImageEntry image : batch) {
            S3Error error = errors.get(image.key());
            DeletedObject object = deleted.get(image.key());
            if (error != null) {
                String code = String.valueOf(error.code());
                if (PASSING.contains(code)) {
                    alone.add(image);
                } else if (AwsErrors.isDenied(code) && !attempts.isRepeated()) {
                    outcomes.put(image.key(), failed(image, describe(error)));
                } else {
                    doubts.put(image, Doubt.refused(describe(error), attempts));
                }
            } else if (object != null) {
                outcomes.put(image.key(), deleted(image, Optional.ofNullable(object.deleteMarkerVersionId())));
            } else {
                doubts.put(image, Doubt.unanswered("the store's answer leaves it out"));
            }
        }
    }

    private static String describe(S3Error error) {
        String code = Objects.requireNonNullElse(error.code(), "no reason given");
        return error.message() == null ? code : code + ": " + error.message();
    }

    /** Whether it is the form of the request that the store does not take, such as a condition in it. */
    private static boolean isRefusalOfForm(SdkException e) {
        int status = AwsErrors.status(e);
        return (status == 400 || status == 405 || status == 501) && !AwsErrors.isCredentials(e);
    }

    private static Doubt doubt(SdkException e, AttemptCount attempts) {
        int status = AwsErrors.status(e);
        boolean refused = status >= 300 && status < 500;
        return refused
                ? Doubt.refused(AwsErrors.code(e) + ": " + AwsErrors.why(e), attempts)
                : Doubt.unanswered(AwsErrors.why(e));
    }

    private RemovalOutcome deleteAlone(ImageEntry image) {
        AttemptCount attempts = new AttemptCount();
        try {
            DeleteObjectResponse response = s3.deleteObject(request -> request.bucket(location.bucket())
                    .key(image.key())
                    .ifMatch(quoted(image))
                    .overrideConfiguration(attempts::watch));
            return deleted(
                    image,
                    Boolean.TRUE.equals(response.deleteMarker())
                            ? Optional.ofNullable(response.versionId())
                            : Optional.empty());
        } catch (SdkException e) {
            return outcome(image, doubt(e, attempts), look(image));
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

    /** Finds out by a look what an answer left open. */
    private void settle(Map<ImageEntry, Doubt> doubts, Map<String, RemovalOutcome> outcomes) {
        lookAt(List.copyOf(doubts.keySet())).forEach((image, look) -> {
            Doubt doubt = Objects.requireNonNull(doubts.get(image));
            outcomes.put(image.key(), outcome(image, doubt, look));
        });
    }

    private static RemovalOutcome outcome(ImageEntry image, Doubt doubt, ObjectLook look) {
        return switch (look.state()) {
            case SAME -> failed(image, "the store did not delete it: " + doubt.why());
            case OTHER -> changed(image);
            case GONE ->
                doubt.mayBeDeleted() ? deleted(image, look.marker()) : RemovalOutcome.of(image.key(), Result.ABSENT);
            case UNSEEN ->
                doubt.mayBeDeleted()
                        ? RemovalOutcome.of(image.key(), Result.UNKNOWN, doubt.why() + "; then: " + look.why())
                        : failed(image, doubt.why());
        };
    }

    private ObjectLook look(ImageEntry image) {
        return ObjectLook.at(s3, location.bucket(), image);
    }

    private Map<ImageEntry, ObjectLook> lookAt(List<ImageEntry> images) {
        return inParallel(
                images, this::look, (image, e) -> new ObjectLook(ObjectLook.State.UNSEEN, Optional.empty(), e));
    }

    /**
     * Does something with every image, several at a time.
     *
     * @param otherwise what an image gets with which it came to no end, from it and why
     */
    private static <T> Map<ImageEntry, T> inParallel(
            List<ImageEntry> images, Function<ImageEntry, T> act, BiFunction<ImageEntry, String, T> otherwise) {
        Map<ImageEntry, T> results = new LinkedHashMap<>();
        if (images.isEmpty()) {
            return results;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(AT_A_TIME, images.size()));
        try {
            Map<ImageEntry, Future<T>> pending = new LinkedHashMap<>();
            images.forEach(image -> pending.put(image, pool.submit(() -> act.apply(image))));
            pending.forEach((image, result) -> results.put(image, await(image, result, otherwise)));
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> T await(ImageEntry image, Future<T> result, BiFunction<ImageEntry, String, T> otherwise) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise.apply(image, "interrupted");
        } catch (ExecutionException e) {
            return otherwise.apply(image, String.valueOf(e.getCause()));
        }
    }

    private static RemovalOutcome deleted(ImageEntry image, Optional<String> marker) {
        return new RemovalOutcome(image.key(), Result.DELETED, marker, Optional.empty());
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
