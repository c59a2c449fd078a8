package io.github.labelverifier.image;

import java.util.Optional;

/**
 * Links to folders that a listing met and did not follow.
 *
 * @param count how many
 * @param first the key at which the first one was met; empty if there was none
 */
public record LinkedFolders(long count, Optional<String> first) {
    /** None was met. */
    public static final LinkedFolders NONE = new LinkedFolders(0, Optional.empty());

    /** These and one more. */
    public LinkedFolders and(String key) {
        return new LinkedFolders(count + 1, first.or(() -> Optional.of(key)));
    }
}
