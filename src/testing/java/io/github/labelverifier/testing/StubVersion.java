package io.github.labelverifier.testing;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a key in {@link FakeS3}.
 *
 * @param versionId its id, {@code null} as text for the one outside versioning
 * @param object the object, absent for a delete marker
 * @param lastModified when it came to be
 */
public record StubVersion(String versionId, Optional<StubObject> object, Instant lastModified) {
    static final String NULL_ID = "null";

    /** Whether this is a delete marker. */
    public boolean isDeleteMarker() {
        return object.isEmpty();
    }
}
