package io.github.labelverifier.testing;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How a {@link FakeS3} behaves; changed while it runs. */
final class S3Settings {
    volatile int pageSize = 1000;
    volatile Optional<String> oneEtag = Optional.empty();
    volatile boolean ignoringConditions;
    volatile boolean ignoringConditionsOfDeletions;
    volatile boolean refusingConditionsOfWrites;
    volatile boolean refusingConditionsOfDeletions;
    volatile boolean hidingDeleteMarkers;
    volatile boolean withoutRequestIds;
    volatile boolean namingNoMarkers;
    volatile boolean changingEtagsOnCopy;
    volatile boolean requiringContentMd5;
    volatile boolean leavingPluses;
    volatile boolean expired;
    volatile FakeS3.Absent absent = FakeS3.Absent.NOT_FOUND;
    volatile boolean refusingOptionalAttributes;
    final Set<String> requesterPays = ConcurrentHashMap.newKeySet();
    final Map<String, Map<String, String>> told = new ConcurrentHashMap<>();
    volatile Optional<String> requiredAccessKeyId = Optional.empty();

    /** What a look at an object says besides what is stored. */
    Map<String, String> told(String key) {
        return told.getOrDefault(key, Map.of());
    }

    boolean isRestored(String key) {
        return told(key).getOrDefault("x-amz-restore", "").contains("\"false\"");
    }

    /** An object as this store keeps it. */
    StubObject kept(StubObject object) {
        return oneEtag.map(object::etag).orElse(object);
    }
}
