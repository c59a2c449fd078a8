package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Removes images as another does, except for those that something stands in the way of. */
public final class SparingRemover implements ImageRemover {
    private final ImageRemover remover;
    private final Obstacles obstacles;

    /** Removes all to which nothing stands in the way. */
    public SparingRemover(ImageRemover remover, Obstacles obstacles) {
        this.remover = remover;
        this.obstacles = obstacles;
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
    public int batchesAtOnce() {
        return remover.batchesAtOnce();
    }

    @Override
    public List<String> remarks() {
        return remover.remarks();
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
        Map<String, RemovalOutcome> outcomes = new HashMap<>(obstacles.at(batch));
        List<ImageEntry> free = batch.stream()
                .filter(image -> !outcomes.containsKey(image.key()))
                .toList();
        if (!free.isEmpty()) {
            remover.remove(free, begun).forEach(outcome -> outcomes.put(outcome.key(), outcome));
        }
        List<RemovalOutcome> inOrder = new ArrayList<>();
        for (ImageEntry image : batch) {
            inOrder.add(outcomes.getOrDefault(image.key(), RemovalOutcome.of(image.key(), Result.UNKNOWN)));
        }
        return inOrder;
    }

    @Override
    public List<RemovalOutcome> settle(List<ImageEntry> batch, Optional<Instant> since) {
        return remover.settle(batch, since);
    }
}
