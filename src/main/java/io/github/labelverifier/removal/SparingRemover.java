package io.github.labelverifier.removal;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Removes files of a folder, except for those that kept images are links to. */
public final class SparingRemover implements ImageRemover {
    private final ImageRemover remover;
    private final FolderLocation folder;
    private final KeptLinks kept;

    /**
     * Removes as another does.
     *
     * @param folder where the images are
     * @param kept stays open as long as this is used
     */
    public SparingRemover(ImageRemover remover, FolderLocation folder, KeptLinks kept) {
        this.remover = remover;
        this.folder = folder;
        this.kept = kept;
    }

    @Override
    public RemovalAction action() {
        return remover.action();
    }

    @Override
    public int batchSize() {
        return remover.batchSize();
    }

    @Override
    public Undo undo() {
        return remover.undo();
    }

    @Override
    public Optional<ToIntFunction<ImageEntry>> turns() {
        return remover.turns();
    }

    @Override
    public List<RemovalOutcome> remove(List<ImageEntry> batch, Predicate<String> begun) {
        Map<String, RemovalOutcome> outcomes = new HashMap<>();
        List<ImageEntry> free = new ArrayList<>();
        for (ImageEntry image : batch) {
            Optional<RemovalOutcome> obstacle = obstacle(image.key());
            if (obstacle.isPresent()) {
                outcomes.put(image.key(), obstacle.get());
            } else {
                free.add(image);
            }
        }
        if (!free.isEmpty()) {
            remover.remove(free, begun).forEach(outcome -> outcomes.put(outcome.key(), outcome));
        }
        List<RemovalOutcome> inOrder = new ArrayList<>();
        for (ImageEntry image : batch) {
            inOrder.add(outcomes.getOrDefault(image.key(), RemovalOutcome.of(image.key(), Result.UNKNOWN)));
        }
        return inOrder;
    }

    private Optional<RemovalOutcome> obstacle(String key) {
        try {
            return kept.needs(folder, key)
                    ? Optional.of(RemovalOutcome.of(key, Result.FAILED, "an image that is kept is a link to it"))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(RemovalOutcome.of(
                    key, Result.FAILED, "nobody can tell whether an image that is kept is a link to it"));
        }
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
        return remover.settle(batch, since);
    }
}
