package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.s3.S3Objects.Look;
import io.github.labelverifier.aws.s3.S3Objects.State;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.MovedImage;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Moves objects to another location: a copy under the condition that the object still has the ETag it was judged by and
 * that the new name is free, and a deletion under the same condition. Where a store does not keep conditions, or does not
 * name the copy's content, it is looked at.
 *
 * <p>The copy keeps metadata, tags and storage class; access control lists do not come along.
 */
public final class S3ImageMover implements ImageRemover {
    /** How far the clock of a store may be from this machine's: it refuses requests from further. */
    private static final Duration CLOCKS = Duration.ofMinutes(15);

    private final S3Location location;
    private final S3Location destination;
    private final RemovalAction action;
    private final S3Transfer transfer;
    private final S3Copies copies;
    private final Concurrently together;

    /**
     * Moves objects between two locations that do not overlap by their names.
     *
     * @param number as in {@link RemovalAction}
     * @param transfer moves from the location's bucket to the destination's
     * @param copies what it copies with
     */
    public S3ImageMover(
            S3Location location,
            S3Location destination,
            int number,
            S3Transfer transfer,
            S3Copies copies,
            Concurrently together) {
        this.location = location;
        this.destination = destination;
        this.action = new RemovalAction(Optional.of(destination.uri()), number);
        this.transfer = transfer;
        this.copies = copies;
        this.together = together;
    }

    @Override
    public RemovalAction action() {
        return action;
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
        return copies.conditions().remarks();
    }

    @Override
    public Undo undo() {
        return Undo.MOVED;
    }

    @Override
    public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
        Map<String, RemovalOutcome> outcomes = new HashMap<>();
        List<S3Transfer.Item> items = new ArrayList<>();
        for (ImageEntry image : batch) {
            Optional<String> obstacle = obstacle(image);
            if (obstacle.isPresent()) {
                outcomes.put(image.key(), RemovalOutcome.of(image.key(), Result.FAILED, obstacle.get()));
            } else {
                items.add(new S3Transfer.Item(image, target(image), begun.test(image.key())));
            }
        }
        List<S3Transfer.Moved> moved = transfer.run(items);
        List<Integer> numbers = IntStream.range(0, items.size()).boxed().toList();
        together.map(numbers, i -> outcome(items.get(i), moved.get(i)))
                .forEach(outcome -> outcomes.put(outcome.key(), outcome));
        return batch.stream()
                .map(image -> Objects.requireNonNull(outcomes.get(image.key())))
                .toList();
    }

    private Optional<String> obstacle(ImageEntry image) {
        Optional<String> obstacle = S3ImageRemover.obstacle(image, location);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        try {
            new S3Location(destination.bucket(), target(image));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("at the destination: " + e.getMessage());
        }
    }

    private String target(ImageEntry image) {
        return destination.prefix() + action.nameOf(location.nameBelow(image.key()));
    }

    private RemovalOutcome outcome(S3Transfer.Item item, S3Transfer.Moved moved) {
        ImageEntry image = item.source();
        S3Copies.Copy copy = moved.copy();
        RemovalOutcome outcome = switch (copy.end()) {
            case MADE -> moved.deletion().orElseThrow();
            case GONE ->
                item.begun() || copy.leftover()
                        ? settle(image, Optional.empty())
                        : RemovalOutcome.of(image.key(), Result.ABSENT);
            case CHANGED -> S3ImageRemover.changed(image);
            case UNTRIED -> RemovalOutcome.untried(image.key(), copy.why(), copy.refused());
            case TAKEN -> RemovalOutcome.nameTaken(image.key(), copy.why());
            case FAILED ->
                copy.refused()
                        ? RemovalOutcome.refused(image.key(), copy.why())
                        : RemovalOutcome.of(image.key(), Result.FAILED, copy.why());
        };
        if (copy.end() == S3Copies.End.MADE && outcome.result().isDone()) {
            return RemovalOutcome.moved(image.key(), place(copy.made().orElseThrow()));
        }
        return moved.leftover()
                        && outcome.moved().isEmpty()
                        && !outcome.result().isDone()
                ? outcome.withCopyAt(copy.made()
                        .map(this::place)
                        .orElseGet(() -> new MovedImage(destination.uriOf(item.target()), image.etag())))
                : outcome;
    }

    private MovedImage place(ImageEntry copy) {
        return new MovedImage(destination.uriOf(copy.key()), copy.etag());
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
        return together.map(batch, image -> settle(image, since));
    }

    private RemovalOutcome settle(ImageEntry image, Optional<Instant> since) {
        S3Objects sources = copies.sources();
        S3Objects targets = copies.targets();
        String target = target(image);
        Look source = sources.look(image);
        Look there = targets.look(new ImageEntry(target, image.size(), image.etag(), image.lastModified()));
        if (source.state() == State.UNSEEN || there.state() == State.UNSEEN) {
            // The copy may have been made: what stands there with the same content is not taken for somebody else's.
            return RemovalOutcome.of(image.key(), Result.UNKNOWN, source.why() + there.why())
                    .withCopyAt(new MovedImage(destination.uriOf(target), image.etag()));
        }
        Optional<ImageEntry> made = there.now()
                .filter(now -> since.isEmpty()
                        || !now.lastModified().isBefore(since.get().minus(CLOCKS)));
        Optional<MovedImage> copy = made.filter(now -> now.size() == image.size())
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
        boolean isCopy = made.isPresent() && targets.hasBytesOf(made.get(), sources, image);
        return isCopy ? failed.withCopyAt(copy.orElseThrow()) : failed;
    }
}
