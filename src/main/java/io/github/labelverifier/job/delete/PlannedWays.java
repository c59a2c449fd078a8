package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.removal.RemovalWays;
import io.github.labelverifier.review.Decisions;
import io.github.labelverifier.store.MoveOrDelete;
import io.github.labelverifier.store.RemovableStore;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each image of a plan is removed: by its own route if it has one, and like all others if not. */
final class PlannedWays implements RemovalWays {
    private final ImageLocation location;
    private final Routes routes;
    private final MoveOrDelete usual;
    private final RemovableStore store;
    private final Map<RemovalAction, Long> images = new LinkedHashMap<>();
    private final Map<RemovalAction, ImageRemover> removers;

    private PlannedWays(
            ImageLocation location,
            Routes routes,
            MoveOrDelete usual,
            RemovableStore store,
            Map<RemovalAction, ImageRemover> removers) {
        this.removers = removers;
        this.location = location;
        this.routes = routes;
        this.usual = usual;
        this.store = store;
    }

    /**
     * The ways of a plan.
     *
     * @param usual how images go that have no route
     */
    static PlannedWays of(RemovalPlan plan, Routes routes, MoveOrDelete usual, RemovableStore store)
            throws IOException {
        return of(plan, new PlannedWays(plan.location(), routes, usual, store, new HashMap<>()));
    }

    /** The ways of another plan of the same report, by other decisions. */
    PlannedWays of(RemovalPlan plan, Decisions decisions) throws IOException {
        return of(plan, new PlannedWays(location, routes.by(decisions), usual, store, removers));
    }

    private static PlannedWays of(RemovalPlan plan, PlannedWays ways) throws IOException {
        plan.findings().forEach(finding -> ways.images.merge(ways.actionFor(finding), 1L, Long::sum));
        return ways;
    }

    @Override
    public List<RemovalAction> actions() {
        return images.isEmpty() ? List.of(usual.action()) : List.copyOf(images.keySet());
    }

    /** How many images go in which way. */
    Map<RemovalAction, Long> images() {
        return images;
    }

    @Override
    public RemovalAction actionFor(Finding finding) throws IOException {
        Optional<String> place = routes.of(finding);
        return place.map(RemovalAction::numberedMoveTo).orElseGet(usual::action);
    }

    @Override
    public ImageRemover of(RemovalAction action) throws ImageStoreException {
        ImageRemover known = removers.get(action);
        if (known != null) {
            return known;
        }
        ImageRemover remover = store.remover(way(action));
        removers.put(action, remover);
        return remover;
    }

    private MoveOrDelete way(RemovalAction action) throws ImageStoreException {
        if (action.equals(usual.action())) {
            return usual;
        }
        Optional<ImageLocation> destination = Optional.empty();
        if (action.destination().isPresent()) {
            try {
                destination = Optional.of(Locations.destination(
                        "the destination", action.destination().get(), location));
            } catch (CommandFailure e) {
                throw new ImageStoreException(ImageStoreException.Kind.OTHER, e.getMessage(), e);
            }
        }
        return new MoveOrDelete(destination, action.number(), usual.checkFirst());
    }
}
