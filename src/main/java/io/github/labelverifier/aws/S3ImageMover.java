package io.github.labelverifier.aws;

import io.github.labelverifier.aws.S3Objects.Look;
import io.github.labelverifier.aws.S3Objects.State;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.MovedImage;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Moves objects to another location: a copy under the condition that the object still has the ETag it was judged by and
 * that the new name is free, a look at the copy, and a deletion under the same condition.
 *
 * <p>The copy keeps metadata, tags and storage class; access control lists do not come along.
 */
final class S3ImageMover implements ImageRemover {
    // Three requests an image: a batch bounds how much has to be looked at after a crash.
    private static final int BATCH = 100;

    private final S3Location location;
    private final S3Location destination;
    private final S3ImageRemover remover;
    private final S3Objects sources;
    private final S3Objects targets;
    private final S3Copies copies;

    /**
     * Moves objects between two locations that do not overlap.
     *
     * @param remover deletes what is copied
     * @param copies copies from the location's bucket to the destination's
     */
    S3ImageMover(
            S3Location location,
            S3Location destination,
            S3ImageRemover remover,
            S3Objects sources,
            S3Objects targets,
            S3Copies copies) {
        this.location = location;
        this.destination = destination;
        this.remover = remover;
        this.sources = sources;
        this.targets = targets;
        this.copies = copies;
    }

    @Override
    public RemovalAction action() {
        return RemovalAction.moveTo(destination.uri());
    }

    @Override
    public int batchSize() {
        return BATCH;
    }

    @Override
    public Undo undo() {
        return Undo.MOVED;
    }

    @Override
    public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
        return Concurrently.map(batch, image -> move(image, begun.test(image.key())));
    }

    private RemovalOutcome move(ImageEntry image, boolean begun) {
        Optional<String> obstacle = S3ImageRemover.obstacle(image, location);
        if (obstacle.isPresent()) {
            return RemovalOutcome.of(image.key(), Result.FAILED, obstacle.get());
        }
        Look source = sources.look(image);
        return switch (source.state()) {
            case GONE -> begun ? settle(image) : RemovalOutcome.of(image.key(), Result.ABSENT);
            case OTHER -> S3ImageRemover.changed(image);
            case UNSEEN -> source.untouched(image.key(), "it could not be compared before moving");
            case SAME -> moveUnchanged(source.now().orElseThrow(), begun);
        };
    }

    private RemovalOutcome moveUnchanged(ImageEntry image, boolean begun) {
        String target;
        try {
            target = new S3Location(destination.bucket(), destination.prefix() + location.nameBelow(image.key()))
                    .prefix();
        } catch (IllegalArgumentException e) {
            return RemovalOutcome.of(image.key(), Result.FAILED, "at the destination: " + e.getMessage());
        }
        S3Copies.Copy copy = copies.make(image, target, begun);
        if (copy.made().isEmpty()) {
            RemovalOutcome outcome = copy.changed()
                    ? S3ImageRemover.changed(image)
                    : copy.refused()
                            ? RemovalOutcome.refused(image.key(), copy.why())
                            : RemovalOutcome.of(image.key(), Result.FAILED, copy.why());
            return copy.leftover()
                    ? outcome.withCopyAt(new MovedImage(destination.uriOf(target), image.etag()))
                    : outcome;
        }
        return deleteCopied(image, copy.made().get());
    }

    private RemovalOutcome deleteCopied(ImageEntry image, ImageEntry copy) {
        MovedImage place = new MovedImage(destination.uriOf(copy.key()), copy.etag());
        RemovalOutcome deleted = remover.remove(List.of(image), key -> false).get(0);
        return switch (deleted.result()) {
            case DELETED, ABSENT, MOVED -> RemovalOutcome.moved(image.key(), place);
            case UNKNOWN -> deleted.withCopyAt(place);
            // It stays where it is, so its copy shall not stay there as well.
            case CHANGED, FAILED -> copies.takeBack(copy) ? deleted : deleted.withCopyAt(place);
        };
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch) {
        return Concurrently.map(batch, this::settle);
    }

    private RemovalOutcome settle(ImageEntry image) {
        String target = destination.prefix() + location.nameBelow(image.key());
        Look source = sources.look(image);
        Look there = targets.look(new ImageEntry(target, image.size(), image.etag(), image.lastModified()));
        if (source.state() == State.UNSEEN || there.state() == State.UNSEEN) {
            // The copy may have been made: what stands there with the same content is not taken for somebody else's.
            return RemovalOutcome.of(image.key(), Result.UNKNOWN, source.why() + there.why())
                    .withCopyAt(new MovedImage(destination.uriOf(target), image.etag()));
        }
        Optional<MovedImage> copy = there.now()
                .filter(now -> now.size() == image.size())
                .map(now -> new MovedImage(destination.uriOf(target), now.etag()));
        if (source.state() == State.OTHER) {
            return S3ImageRemover.changed(image);
        }
        if (source.state() == State.GONE) {
            return copy.map(place -> RemovalOutcome.moved(image.key(), place))
                    .orElseGet(() -> RemovalOutcome.of(image.key(), Result.ABSENT));
        }
        RemovalOutcome failed =
                RemovalOutcome.of(image.key(), Result.FAILED, "an earlier run broke off before it was moved");
        boolean isCopy =
                there.now().isPresent() && targets.hasBytesOf(there.now().get(), sources, image);
        return isCopy ? failed.withCopyAt(copy.orElseThrow()) : failed;
    }
}
