package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.s3.S3Objects.Look;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
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
 * <p>No deletion is repeated blindly: where an answer is lost, each object is looked at before it is asked for again.
 */
public final class S3ImageRemover implements ImageRemover {
    /** The most keys that DeleteObjects takes (Amazon S3 API reference). */
    private static final int BATCH = 1000;

    private static final int BATCHES_AT_ONCE = 2;
    private static final int ATTEMPTS = 6;

    private final S3Client once;
    private final S3Location location;
    private final BooleanSupplier lookFirst;
    private final S3Objects objects;
    private final DeleteMarkers markers;
    private final Concurrently together;
    private final Backoff backoff;

    /**
     * Deletes objects of a location.
     *
     * @param once makes every request once, so that a lost answer is known to be lost
     * @param s3 repeats requests by itself; for looks
     * @param lookFirst whether each object is compared before it is deleted, asked for each batch
     * @param together bounds the requests in flight
     */
    public S3ImageRemover(
            S3Client once,
            S3Client s3,
            S3Location location,
            BooleanSupplier lookFirst,
            Concurrently together,
            Backoff backoff) {
        this.once = once;
        this.location = location;
        this.lookFirst = lookFirst;
        this.objects = new S3Objects(s3, location.bucket());
        this.markers = new DeleteMarkers(objects, together);
        this.together = together;
        this.backoff = backoff;
    }

    @Override
    public RemovalAction action() {
        return RemovalAction.DELETE;
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public int batchesAtOnce() {
        return BATCHES_AT_ONCE;
    }

    @Override
    public Undo undo() {
        return markers.undo();
    }

    @Override
    public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
        return markers.named(batch, new Batch(batch, begun).remove());
    }

    /** The same for what is to be brought back from elsewhere, if at all: by which marker it is hidden is of no matter. */
    List<RemovalOutcome> removeOriginals(List<ImageEntry> batch) {
        return new Batch(batch, key -> false).remove();
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
        return together.map(batch, image -> {
            Look look = objects.look(image);
            return switch (look.state()) {
                case SAME ->
                    RemovalOutcome.of(image.key(), Result.FAILED, "an earlier run broke off before it was deleted");
                case GONE ->
                    RemovalOutcome.deleted(
                            image.key(), objects.hiding(image, look).marker());
                case OTHER -> changed(image);
                case UNSEEN -> RemovalOutcome.of(image.key(), Result.UNKNOWN, look.why());
            };
        });
    }

    /** Why an image of this key cannot even be asked for; empty if it can. */
    static Optional<String> obstacle(ImageEntry image, S3Location location) {
        if (!location.contains(image.key())) {
            return Optional.of("it is not at " + location.uri());
        }
        if (image.etag().isEmpty()) {
            return Optional.of("the report has no ETag of it");
        }
        return S3ImageSource.isSendable(image.key()) ? Optional.empty() : Optional.of("its key is not valid Unicode");
    }

    static RemovalOutcome changed(ImageEntry image) {
        return RemovalOutcome.of(image.key(), Result.CHANGED, "it is not what was checked");
    }

    /** One batch on its way to one outcome for each of its images. */
    private final class Batch {
        private final List<ImageEntry> images;
        private final Map<String, RemovalOutcome> outcomes = new HashMap<>();
        private final Map<String, String> lastError = new HashMap<>();

        /** Those that an attempt without a clear answer, of this run or an earlier one, may have deleted. */
        private final Set<String> mayBeDeleted = new HashSet<>();

        private final boolean looks = lookFirst.getAsBoolean();

        /** Whether the store does not take them together. */
        private boolean alone;

        Batch(List<ImageEntry> images, Predicate<String> begun) {
            this.images = images;
            images.stream().map(ImageEntry::key).filter(begun).forEach(mayBeDeleted::add);
        }

        List<RemovalOutcome> remove() {
            List<ImageEntry> open = new ArrayList<>();
            for (ImageEntry image : images) {
                obstacle(image, location)
                        .ifPresentOrElse(
                                why -> end(image, RemovalOutcome.of(image.key(), Result.FAILED, why)),
                                () -> open.add(image));
            }
            List<ImageEntry> left = looks ? withoutChanged(open) : open;
            for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
                if (attempt > 0) {
                    backoff.await(attempt - 1);
                }
                left = attempt(left);
            }
            giveUp(left);
            return images.stream()
                    .map(image -> Objects.requireNonNull(outcomes.get(image.key())))
                    .toList();
        }

        private void end(ImageEntry image, RemovalOutcome outcome) {
            outcomes.put(image.key(), outcome);
        }

        /** Nothing is asked for again; what became of those that an attempt may have deleted is looked at. */
        private void giveUp(List<ImageEntry> left) {
            List<ImageEntry> unclear = new ArrayList<>();
            for (ImageEntry image : left) {
                if (mayBeDeleted.contains(image.key())) {
                    unclear.add(image);
                } else {
                    end(image, notDeleted(image));
                }
            }
            stillThere(unclear).forEach(image -> end(image, notDeleted(image)));
        }

        private RemovalOutcome notDeleted(ImageEntry image) {
            return RemovalOutcome.of(
                    image.key(), Result.FAILED, "the store did not delete it: " + lastError.get(image.key()));
        }

        /** Drops those that are not what they were judged by; they have their outcome then. */
        private List<ImageEntry> withoutChanged(List<ImageEntry> open) {
            List<ImageEntry> unchanged = new ArrayList<>();
            List<Look> looks = together.map(open, objects::look);
            for (int i = 0; i < open.size(); i++) {
                ImageEntry image = open.get(i);
                switch (looks.get(i).state()) {
                    case SAME -> unchanged.add(image);
                    case GONE -> end(image, gone(image, looks.get(i)));
                    case OTHER -> end(image, changed(image));
                    case UNSEEN ->
                        end(image, looks.get(i).untouched(image.key(), "it could not be compared before deleting"));
                }
            }
            return unchanged;
        }

        /** Asks for all of them once; what has no outcome after it can be asked for again. */
        private List<ImageEntry> attempt(List<ImageEntry> open) {
            Map<String, StoreAnswer> answers = ask(open);
            List<ImageEntry> again = new ArrayList<>();
            List<ImageEntry> unclear = new ArrayList<>();
            for (ImageEntry image : open) {
                StoreAnswer answer = Objects.requireNonNull(answers.get(image.key()));
                lastError.put(image.key(), answer.why());
                switch (answer.meaning()) {
                    case DONE -> end(image, RemovalOutcome.deleted(image.key(), answer.deleteMarker()));
                    case REFUSED, FAILED, UNMET -> unclear.add(image);
                    case LOST -> {
                        mayBeDeleted.add(image.key());
                        unclear.add(image);
                    }
                    case BUSY -> {
                        // Nothing was done, most likely; if it was, the condition will not hold next time. A store that
                        // may pass the condition over would delete whatever came in its place.
                        mayBeDeleted.add(image.key());
                        (looks ? unclear : again).add(image);
                    }
                    case UNSENT -> again.add(image);
                }
            }
            again.addAll(settle(unclear, answers));
            return again;
        }

        /** Ends those that an answer or a look decides about, and returns what can be asked for again. */
        private List<ImageEntry> settle(List<ImageEntry> unclear, Map<String, StoreAnswer> answers) {
            List<ImageEntry> doubtful = new ArrayList<>();
            for (ImageEntry image : unclear) {
                StoreAnswer answer = Objects.requireNonNull(answers.get(image.key()));
                if (answer.isFinal() && !mayBeDeleted.contains(image.key())) {
                    end(image, answer.outcome(image.key()));
                } else {
                    doubtful.add(image);
                }
            }
            List<ImageEntry> again = new ArrayList<>();
            for (ImageEntry image : stillThere(doubtful)) {
                StoreAnswer answer = Objects.requireNonNull(answers.get(image.key()));
                switch (answer.meaning()) {
                    case REFUSED, FAILED -> end(image, answer.outcome(image.key()));
                    case UNMET -> end(image, notDeleted(image));
                    default -> again.add(image);
                }
            }
            return again;
        }

        /** Looks at what an answer left open, and returns what is there unchanged; all others have their outcome then. */
        private List<ImageEntry> stillThere(List<ImageEntry> unclear) {
            List<ImageEntry> there = new ArrayList<>();
            List<Look> looks = together.map(unclear, objects::look);
            for (int i = 0; i < unclear.size(); i++) {
                ImageEntry image = unclear.get(i);
                Look look = looks.get(i);
                switch (look.state()) {
                    case SAME -> there.add(image);
                    case OTHER -> end(image, changed(image));
                    case GONE -> end(image, gone(image, look));
                    case UNSEEN -> end(image, unseen(image, look));
                }
            }
            return there;
        }

        private RemovalOutcome gone(ImageEntry image, Look look) {
            return mayBeDeleted.contains(image.key())
                    ? RemovalOutcome.deleted(
                            image.key(), objects.hiding(image, look).marker())
                    : RemovalOutcome.of(image.key(), Result.ABSENT);
        }

        private RemovalOutcome unseen(ImageEntry image, Look look) {
            String why = Objects.requireNonNull(lastError.get(image.key()));
            return mayBeDeleted.contains(image.key())
                    ? RemovalOutcome.of(image.key(), Result.UNKNOWN, why + "; then: " + look.why())
                    : RemovalOutcome.of(image.key(), Result.FAILED, why);
        }

        private Map<String, StoreAnswer> ask(List<ImageEntry> open) {
            Map<String, StoreAnswer> answers = new HashMap<>();
            List<ImageEntry> together =
                    open.stream().filter(image -> !alone && fitsIntoXml(image)).toList();
            if (!together.isEmpty()) {
                askTogether(together, answers);
            }
            List<ImageEntry> rest =
                    open.stream().filter(image -> alone || !fitsIntoXml(image)).toList();
            List<StoreAnswer> single = S3ImageRemover.this.together.map(rest, S3ImageRemover.this::askAlone);
            for (int i = 0; i < rest.size(); i++) {
                answers.put(rest.get(i).key(), single.get(i));
            }
            return answers;
        }

        private void askTogether(List<ImageEntry> open, Map<String, StoreAnswer> answers) {
            DeleteObjectsResponse response;
            try {
                response = callDeleteObjects(open);
            } catch (SdkException e) {
                // Not every store takes a batch, or conditions in one; all of them take an object at a time.
                alone = StoreAnswer.isRefusalOfForm(e);
                if (!alone) {
                    answerAll(open, StoreAnswer.failure(e), answers);
                }
                return;
            }
            answerAll(open, StoreAnswer.unmentioned(), answers);
            for (DeletedObject deleted : response.deleted()) {
                answers.put(deleted.key(), StoreAnswer.done(deleted.deleteMarkerVersionId()));
            }
            // Whoever is named twice was not deleted, as far as anybody can rely on it.
            for (S3Error error : response.errors()) {
                answers.put(error.key(), StoreAnswer.error(error.code(), error.message()));
            }
        }
    }

    private static void answerAll(List<ImageEntry> images, StoreAnswer answer, Map<String, StoreAnswer> answers) {
        images.forEach(image -> answers.put(image.key(), answer));
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

    private DeleteObjectsResponse callDeleteObjects(List<ImageEntry> images) {
        List<ObjectIdentifier> identifiers = images.stream()
                .map(image -> ObjectIdentifier.builder()
                        .key(image.key())
                        .eTag(quoted(image))
                        .build())
                .toList();
        return once.deleteObjects(
                request -> request.bucket(location.bucket()).delete(delete -> delete.objects(identifiers)));
    }

    private StoreAnswer askAlone(ImageEntry image) {
        try {
            return StoreAnswer.ofDeletion(once.deleteObject(request ->
                    request.bucket(location.bucket()).key(image.key()).ifMatch(quoted(image))));
        } catch (SdkException e) {
            return StoreAnswer.failure(e);
        }
    }

    private static String quoted(ImageEntry image) {
        return '"' + image.etag() + '"';
    }
}
