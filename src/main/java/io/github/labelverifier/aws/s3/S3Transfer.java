package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.s3.S3Copies.Copy;
import io.github.labelverifier.aws.s3.S3Copies.End;
import io.github.labelverifier.aws.s3.S3Objects.Look;
import io.github.labelverifier.aws.s3.S3Objects.State;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a batch of objects to new names: copies of all of them at a time, then one deletion of all that are copied. Where the
 * store keeps conditions, that is one request an object and one for the batch.
 */
public final class S3Transfer {
    /** How many are moved at a time: it bounds how much has to be looked at after a crash. */
    static final int BATCH = 100;

    /** A trial takes a few requests, which fewer objects than these do not save. */
    private static final int WORTH_A_TRIAL = 10;

    private final S3Copies copies;
    private final S3ImageRemover deleter;
    private final Concurrently together;
    private final boolean takesBack;

    /**
     * Moves objects as the copies go.
     *
     * @param deleter deletes what is copied, in the bucket of the sources
     * @param takesBack whether the copy of an object that could not be deleted is taken away again
     */
    public S3Transfer(S3Copies copies, S3ImageRemover deleter, Concurrently together, boolean takesBack) {
        this.copies = copies;
        this.deleter = deleter;
        this.together = together;
        this.takesBack = takesBack;
    }

    /**
     * An object to be moved.
     *
     * @param begun whether an object of the same content at the target may be a copy made before
     */
    record Item(ImageEntry source, String target, boolean begun) {}

    /**
     * How it ended.
     *
     * @param deletion what became of the source, once it was copied
     * @param leftover whether a copy may stand at the target although the object was not moved
     */
    record Moved(Copy copy, Optional<RemovalOutcome> deletion, boolean leftover) {}

    /** How many batches are under way at a time: while one waits for its slowest or for its deletion, the others go on. */
    static int batchesAtOnce(Concurrently together) {
        return 3 + together.atATime() / (BATCH / 2);
    }

    /** Moves all of them; one end an item, in their order. */
    List<Moved> run(List<Item> items) {
        List<Copy> made = copyAll(items);
        List<ImageEntry> sources = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (made.get(i).made().isPresent()) {
                sources.add(items.get(i).source());
            }
        }
        Map<String, RemovalOutcome> deletions = new HashMap<>();
        if (!sources.isEmpty()) {
            deleter.removeOriginals(sources).forEach(outcome -> deletions.put(outcome.key(), outcome));
        }
        List<Ending> endings = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            endings.add(new Ending(
                    made.get(i),
                    Optional.ofNullable(deletions.get(items.get(i).source().key()))));
        }
        return together.map(endings, this::end);
    }

    private record Ending(Copy copy, Optional<RemovalOutcome> deletion) {}

    /** What stays where it is shall not stand at its target as well. */
    private Moved end(Ending ending) {
        Optional<Result> deleted = ending.deletion().map(RemovalOutcome::result);
        boolean stays = deleted.filter(result -> result == Result.CHANGED || result == Result.FAILED)
                .isPresent();
        boolean leftover = ending.copy().leftover()
                || deleted.filter(result -> result == Result.UNKNOWN).isPresent()
                || (stays && !(takesBack && copies.takeBack(ending.copy().made().orElseThrow())));
        return new Moved(ending.copy(), ending.deletion(), leftover);
    }

    private List<Copy> copyAll(List<Item> items) {
        List<Copy> made = new ArrayList<>();
        if (items.size() >= WORTH_A_TRIAL && copies.conditions().beginTrial()) {
            made.add(copyAndTry(items.get(0)));
        }
        List<Item> rest = items.subList(made.size(), items.size());
        made.addAll(
                takesBack && copies.conditions().areDeletionsRefused()
                        ? rest.stream().map(item -> needsConditions(false)).toList()
                        : together.map(rest, this::copy));
        return made;
    }

    private Copy copy(Item item) {
        return copies.make(item.source(), item.target(), item.begun());
    }

    private Copy copyAndTry(Item item) {
        Copy copy = copy(item);
        if (copy.made().isEmpty() || copy.found()) {
            return copy;
        }
        ImageEntry there = copy.made().get();
        S3Conditions conditions = copies.conditions();
        switch (new S3ConditionTrial(copies.once(), copies.sources(), copies.targets()).on(item.source(), there)) {
            case KEPT -> conditions.foundKept();
            case IGNORED -> conditions.foundIgnored();
            case DELETIONS_REFUSED -> conditions.foundDeletionsRefused();
            case UNCLEAR -> {}
        }
        if (takesBack && conditions.areDeletionsRefused()) {
            return needsConditions(!copies.takeBack(there));
        }
        return conditions.areKept() ? copy : stillThere(item, there);
    }

    /** The trial may have cost the copy, or made another of it. */
    private Copy stillThere(Item item, ImageEntry copy) {
        Look look = copies.targets().look(copy);
        if (look.state() == State.UNSEEN) {
            return Copy.none(End.FAILED, "its copy could not be looked at: " + look.why(), true);
        }
        if (look.now().isEmpty()) {
            return copy(item);
        }
        ImageEntry now = look.now().get();
        return look.state() == State.SAME || copies.targets().hasBytesOf(now, copies.sources(), item.source())
                ? Copy.made(now)
                : Copy.none(End.FAILED, "something else came in the place of its copy", false);
    }

    private static Copy needsConditions(boolean leftover) {
        return Copy.refused(
                "it takes no condition with a deletion, and without one an image that has changed could be lost",
                leftover);
    }
}
