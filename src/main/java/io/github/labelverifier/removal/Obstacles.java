package io.github.labelverifier.removal;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What stands in the way of removals. */
@FunctionalInterface
public interface Obstacles {
    /** How the removal of an image ends without having begun; empty if nothing stands in its way. */
    Optional<RemovalOutcome> at(String key);

    /**
     * Files that kept images are links to.
     *
     * @param folder where the images are
     * @param kept stays open as long as this is used
     */
    static Obstacles links(FolderLocation folder, KeptLinks kept) {
        return key -> {
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
     * Images that were changed while they were checked: what was flagged may be another one, even if the one that was
     * listed is back.
     */
    static Obstacles changes(Set<String> changedMeanwhile) {
        return key -> changedMeanwhile.contains(key)
                ? Optional.of(
                        RemovalOutcome.of(key, Result.CHANGED, "it was changed while it was checked: verify again"))
                : Optional.empty();
    }
}
