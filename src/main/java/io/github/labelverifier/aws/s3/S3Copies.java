package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.aws.error.DeniedAccess;
import io.github.labelverifier.aws.s3.S3Conditions.CopyForm;
import io.github.labelverifier.aws.s3.S3Objects.Look;
import io.github.labelverifier.aws.s3.S3Objects.State;
import io.github.labelverifier.image.ImageEntry;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;

/**
 * Copies objects from one bucket to another, or within one, and never over anything.
 *
 * @param once talks to the region of the target's bucket and makes every request once
 * @param conditions where they are not known to be kept, everything is looked at before it is asked for
 */
public record S3Copies(S3Client once, S3Objects sources, S3Objects targets, S3Conditions conditions, Backoff backoff) {
    private static final int ATTEMPTS = 6;

    /** How it ended. */
    enum End {
        /** There is a copy. */
        MADE,
        /** There is no source. */
        GONE,
        /** The source is not what was to be copied. */
        CHANGED,
        /** Nothing was done: what has to be known before could not be looked at, or the store does not know the caller. */
        UNTRIED,
        /** There is no copy, for something else has the name. */
        TAKEN,
        /** There is no copy, or none that can be relied on. */
        FAILED
    }

    /**
     * What came of a copy.
     *
     * @param made the object at its new place; empty if there is none
     * @param found whether it was there before, by an attempt that nobody knew to have succeeded
     * @param leftover whether a copy may stand there although the end is another
     * @param refused whether it is the caller that the store refuses
     * @param why there is none
     */
    record Copy(End end, Optional<ImageEntry> made, boolean found, boolean leftover, boolean refused, String why) {
        static Copy made(ImageEntry made) {
            return new Copy(End.MADE, Optional.of(made), false, false, false, "");
        }

        static Copy found(ImageEntry found) {
            return new Copy(End.MADE, Optional.of(found), true, false, false, "");
        }

        static Copy none(End end, String why, boolean leftover) {
            return new Copy(end, Optional.empty(), false, leftover, false, why);
        }

        static Copy untried(String why, boolean refused) {
            return new Copy(End.UNTRIED, Optional.empty(), false, false, refused, why);
        }

        static Copy refused(String why, boolean leftover) {
            return new Copy(End.FAILED, Optional.empty(), false, leftover, true, why);
        }
    }

    /**
     * Copies an object that has the entry's ETag to a key that nothing has.
     *
     * @param begun whether an object of the same content at that key is a copy made before
     */
    Copy make(ImageEntry image, String target, boolean begun) {
        return new Making(image, target, begun).run();
    }

    /** One object on its way. */
    private final class Making {
        private final ImageEntry image;
        private final String target;
        private CopyForm form = conditions.copyForm();

        /** Whether what is found there may be ours. */
        private boolean mayBeOurs;

        /** Whether the name was seen to be free while the image stood at its own: they are two places then. */
        private boolean wasFree;

        Making(ImageEntry image, String target, boolean begun) {
            this.image = image;
            this.target = target;
            this.mayBeOurs = begun;
        }

        Copy run() {
            String why = "";
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                if (attempt > 0) {
                    backoff.await(attempt - 1);
                }
                Optional<Copy> obstacle = conditions.areKept() ? Optional.empty() : lookFirst();
                if (obstacle.isPresent()) {
                    return obstacle.get();
                }
                Answer answer = ask();
                while (answer.unknownForm() && conditions.mayLoosen() && form != CopyForm.NONE) {
                    form = form.looser();
                    Optional<Copy> known = lookAtBoth();
                    if (known.isPresent()) {
                        return known.get();
                    }
                    answer = ask();
                }
                why = answer.told().why();
                Optional<Copy> end = end(answer);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return Copy.none(End.FAILED, "the store did not copy it: " + why, mayBeOurs);
        }

        /** What an answer decides; empty if it is to be asked for again. */
        private Optional<Copy> end(Answer answer) {
            switch (answer.told().meaning()) {
                case DONE -> {
                    conditions.takes(form);
                    return Optional.of(check(answer));
                }
                case REFUSED -> {
                    return Optional.of(
                            answer.told().unknownCaller() && !mayBeOurs
                                    ? Copy.untried(answer.told().why(), true)
                                    : Copy.refused(answer.told().why(), mayBeOurs));
                }
                case FAILED -> {
                    return Optional.of(Copy.none(End.FAILED, answer.told().why(), mayBeOurs));
                }
                case UNMET -> {
                    return lookAtBoth();
                }
                case LOST, BUSY -> mayBeOurs = true;
                case UNSENT -> {}
            }
            return Optional.empty();
        }

        /** Not every store keeps the condition that the name is free. Without that of the source, it is looked at, too. */
        private Optional<Copy> lookFirst() {
            return form == CopyForm.BOTH ? lookAtTarget() : lookAtBoth();
        }

        private Optional<Copy> lookAtBoth() {
            Look source = sources.look(image);
            return switch (source.state()) {
                case GONE -> Optional.of(Copy.none(End.GONE, "it is not there any more", mayBeOurs));
                case OTHER -> Optional.of(Copy.none(End.CHANGED, "it is not what was checked", mayBeOurs));
                case UNSEEN -> Optional.of(unseen("it could not be looked at", source));
                case SAME -> lookAtTarget();
            };
        }

        private Optional<Copy> lookAtTarget() {
            Look there = targets.look(new ImageEntry(target, image.size(), image.etag(), image.lastModified()));
            if (there.state() == State.UNSEEN) {
                return Optional.of(unseen("its destination could not be looked at", there));
            }
            if (there.now().isEmpty()) {
                wasFree = true;
                return Optional.empty();
            }
            return Optional.of(found(there.now().get()));
        }

        private Copy unseen(String what, Look look) {
            String why = what + ": " + look.why();
            return mayBeOurs
                    ? new Copy(End.FAILED, Optional.empty(), false, true, look.refused(), why)
                    : Copy.untried(why, look.refused());
        }

        /** What stands there is a copy only if it is a second thing: the image itself may be seen by another name. */
        private Copy found(ImageEntry found) {
            String place = "s3://" + targets.bucket() + "/" + target;
            if (!mayBeOurs || !targets.hasBytesOf(found, sources, image)) {
                return taken(found, place);
            }
            return wasFree || targets.isOther(found, sources, image)
                    ? Copy.found(found)
                    : Copy.none(
                            End.FAILED,
                            "nothing shows that " + place + " is another object than the image itself, by another name"
                                    + " of its bucket",
                            false);
        }

        /** Of an image that is not what was checked, that is to be told, and a copy of it is not to stay. */
        private Copy taken(ImageEntry found, String place) {
            Look source = sources.look(image);
            return switch (source.state()) {
                case GONE -> Copy.none(End.GONE, "it is not there any more", mayBeOurs);
                case OTHER -> {
                    boolean isOurs = mayBeOurs
                            && wasFree
                            && source.now()
                                    .filter(now -> now.size() == found.size()
                                            && now.etag().equals(found.etag()))
                                    .isPresent();
                    yield Copy.none(End.CHANGED, "it is not what was checked", isOurs && !takeBack(found));
                }
                case SAME, UNSEEN -> Copy.none(End.TAKEN, "there is something at " + place + " already", false);
            };
        }

        private Answer ask() {
            try {
                CopyObjectResponse response = once.copyObject(request -> request.sourceBucket(sources.bucket())
                        .sourceKey(image.key())
                        .destinationBucket(targets.bucket())
                        .destinationKey(target)
                        .copySourceIfMatch(form.hasSource() ? '"' + image.etag() + '"' : null)
                        .ifNoneMatch(form.hasFreeName() ? "*" : null)
                        .storageClass(image.storageClass().orElse(null)));
                return new Answer(StoreAnswer.done(null), Optional.ofNullable(response.copyObjectResult()), false);
            } catch (SdkException e) {
                return new Answer(StoreAnswer.failure(e, needed(e)), Optional.empty(), AwsErrors.status(e) == 501);
            }
        }

        /** What a refused copy lacks, where the refusal does not say so. */
        private String needed(SdkException e) {
            if (!AwsErrors.isDenied(e) || DeniedAccess.named(e).isPresent()) {
                return "";
            }
            return sources.neededToCopy(image, targets.bucket());
        }

        /** Takes back what was copied in error; tells whether it may stand there still. */
        private boolean isLeft(Look there, Optional<ImageEntry> copy) {
            return copy.map(now -> new ImageEntry(target, now.size(), now.etag(), now.lastModified()))
                    .map(now -> !takeBack(now))
                    .orElse(there.state() == State.UNSEEN);
        }

        /** A copy counts if the answer names the very content, or else when it was seen. */
        private Copy check(Answer answer) {
            if (answer.etag().filter(image.etag()::equals).isPresent()) {
                return Copy.made(new ImageEntry(
                        target,
                        image.size(),
                        image.etag(),
                        image.lastModified(),
                        image.storageClass(),
                        Optional.empty()));
            }
            Look there = targets.look(new ImageEntry(target, image.size(), image.etag(), image.lastModified()));
            Optional<Look> source = conditions.areKept() ? Optional.empty() : Optional.of(sources.look(image));
            if (source.isPresent() && source.get().state() == State.GONE) {
                return Copy.none(End.GONE, "it is not there any more", isLeft(there, there.now()));
            }
            if (source.isPresent() && source.get().state() == State.OTHER) {
                // The condition was passed over, so it is a copy of what stands there now.
                Optional<ImageEntry> copy =
                        there.state() == State.UNSEEN ? source.get().now() : there.now();
                return Copy.none(End.CHANGED, "it is not what was checked", isLeft(there, copy));
            }
            if (there.now().filter(now -> now.size() == image.size()).isPresent()) {
                return Copy.made(there.now().get());
            }
            String why = there.why().isEmpty() ? "" : ": " + there.why();
            return Copy.none(
                    End.FAILED, "its copy could not be seen at s3://" + targets.bucket() + "/" + target + why, true);
        }
    }

    /**
     * What the store said to a copy.
     *
     * @param unknownForm whether it is a condition that it does not know
     */
    private record Answer(StoreAnswer told, Optional<CopyObjectResult> copied, boolean unknownForm) {
        Optional<String> etag() {
            return copied.map(CopyObjectResult::eTag).map(S3ImageSource::unquote);
        }
    }

    /** Takes a copy away that is not needed; tells whether it is gone. */
    boolean takeBack(ImageEntry copy) {
        boolean conditional = true;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                backoff.await(attempt - 1);
            }
            State state = targets.look(copy).state();
            if (state != State.SAME) {
                return state != State.UNSEEN;
            }
            String condition = conditional ? '"' + copy.etag() + '"' : null;
            try {
                StoreAnswer answer = StoreAnswer.ofDeletion(once.deleteObject(request ->
                        request.bucket(targets.bucket()).key(copy.key()).ifMatch(condition)));
                if (answer.meaning() == StoreAnswer.Meaning.DONE) {
                    return true;
                }
            } catch (SdkException e) {
                boolean unknownForm = conditional && StoreAnswer.isRefusalOfForm(e);
                if (!unknownForm && StoreAnswer.failure(e).isFinal()) {
                    return false;
                }
                // It is a copy of our own and was just seen: a store that knows no conditions gives no better.
                conditional &= !unknownForm;
            }
        }
        return targets.look(copy).state() == State.GONE;
    }
}
