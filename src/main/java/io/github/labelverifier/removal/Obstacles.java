package io.github.labelverifier.removal;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands in the way of removals. Safe for use by several threads. */
@FunctionalInterface
public interface Obstacles {
    /** How the removal of an image ends without having begun; empty if nothing stands in its way. */
    Optional<RemovalOutcome> at(ImageEntry image);

    /** The same of many images: the outcomes of those that something stands in the way of, by key. */
    default Map<String, RemovalOutcome> at(List<ImageEntry> images) {
        Map<String, RemovalOutcome> outcomes = new HashMap<>();
        images.forEach(image -> at(image).ifPresent(outcome -> outcomes.put(image.key(), outcome)));
        return outcomes;
    }

    /** These, and then others for what they let pass. */
    default Obstacles and(Obstacles others) {
        Obstacles first = this;
        return new Obstacles() {
            @Override
            public Optional<RemovalOutcome> at(ImageEntry image) {
                return first.at(image).or(() -> others.at(image));
            }

            @Override
            public Map<String, RemovalOutcome> at(List<ImageEntry> images) {
                Map<String, RemovalOutcome> outcomes = new HashMap<>(first.at(images));
                outcomes.putAll(others.at(images.stream()
                        .filter(image -> !outcomes.containsKey(image.key()))
                        .toList()));
                return outcomes;
            }
        };
    }

    /**
     * Files that kept images are links to.
     *
     * @param folder where the images are
     * @param kept stays open as long as this is used
     */
    static Obstacles links(FolderLocation folder, KeptLinks kept) {
        return image -> {
            String key = image.key();
            try {
                return kept.needs(folder, key)
                        ? Optional.of(RemovalOutcome.of(key, Result.FAILED, "an image that is kept is a link to it"))
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.of(RemovalOutcome.of(
                        key, Result.FAILED, "nobody can tell whether an image that is kept is a link to it"));
            }
        };
    }

    /**
     * Images of a plan that were changed while they were checked: what was flagged may be another one, even if the one that was
     * listed is back. What a person has decided on since may go.
     */
    static Obstacles changes(RemovalPlan plan) throws IOException {
        Set<String> changed = plan.summary().changedMeanwhile().orElse(Set.of());
        Set<String> stay = new HashSet<>();
        if (!changed.isEmpty()) {
            plan.findings().forEach(finding -> {
                if (changed.contains(finding.image().key()) && !plan.isDecided(finding.image())) {
                    stay.add(finding.image().key());
                }
            });
        }
        return image -> stay.contains(image.key())
                ? Optional.of(RemovalOutcome.of(
                        image.key(), Result.CHANGED, "it was changed while it was checked: verify again"))
                : Optional.empty();
    }
}
