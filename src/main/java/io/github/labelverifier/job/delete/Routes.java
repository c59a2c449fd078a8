package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.Decisions;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The images that go to a folder of their own instead of going where all others go: because a review moves them there,
 * or because their report suggests it.
 */
final class Routes {
    private final Decisions decisions;
    private final boolean toSuggested;
    private final Map<String, String> places = new HashMap<>();

    /**
     * The routes of a review.
     *
     * @param toSuggested whether all that the review does not move goes where the report suggests
     */
    Routes(Decisions decisions, boolean toSuggested) {
        this.decisions = decisions;
        this.toSuggested = toSuggested;
    }

    /** All go the same way. */
    static Routes none() {
        return new Routes(image -> Optional.empty(), false);
    }

    /** The same with other decisions. */
    Routes by(Decisions others) {
        return new Routes(others, toSuggested);
    }

    /** The URI of the place that an image goes to by itself; empty if it goes as all others do. */
    Optional<String> of(Finding finding) throws IOException {
        return given(finding).map(place -> places.computeIfAbsent(place, Routes::normal));
    }

    private Optional<String> given(Finding finding) throws IOException {
        Optional<String> decided = decisions.of(finding.image()).flatMap(Decision::to);
        return decided.isEmpty() && toSuggested ? suggested(finding) : decided;
    }

    /** The place that a report suggests for an image. */
    static Optional<String> suggested(Finding finding) {
        return finding.contrast().flatMap(Contrast::suggest);
    }

    /** As an action names a place. */
    private static String normal(String place) {
        try {
            return ImageLocation.of(place).asFolder().uri();
        } catch (IllegalArgumentException e) {
            return place;
        }
    }

    /** Whether an image stays because nothing is suggested for it. */
    boolean lacksPlace(Finding finding) throws IOException {
        return toSuggested && given(finding).isEmpty();
    }

    /** Finds out that images can be moved to all places that those of a plan go to. */
    void requirePossible(RemovalPlan plan, String source) throws CommandFailure, IOException {
        Set<String> places = new HashSet<>();
        plan.findings().forEach(finding -> of(finding).ifPresent(places::add));
        for (String place : places) {
            try {
                Locations.destination(source + ": the destination", place, plan.location());
                // Where a path that is not full would lead depends on the folder that somebody happens to be in.
                ImageLocation.of(place);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        source + ": the destination " + place
                                + " is not the full path of a folder; nothing was removed",
                        e);
            } catch (CommandFailure e) {
                throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
            }
        }
    }
}
