package io.github.labelverifier.testing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket that keeps its objects in memory. */
final class StoredBucket implements S3Bucket {
    /** The order of a listing: by UTF-8 bytes, which is by code points, which is not the order of {@link String#compareTo}. */
    static final Comparator<String> KEY_ORDER = StoredBucket::compareByCodePoint;

    private final TreeMap<String, List<StubVersion>> versions = new TreeMap<>(KEY_ORDER);
    private final String region;
    private final Clock clock;
    private Versioning versioning = Versioning.NEVER;
    private long versionsMade;

    StoredBucket(String region, Clock clock) {
        this.region = region;
        this.clock = clock;
    }

    private static int compareByCodePoint(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return Character.isSurrogate(x) == Character.isSurrogate(y)
                        ? Character.compare(x, y)
                        : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public Versioning versioning() {
        return versioning;
    }

    @Override
    public void versioning(Versioning state) {
        versioning = state;
    }

    @Override
    public Optional<Entry> entry(String key) {
        return Optional.ofNullable(versions.get(key)).map(list -> new Entry(key, list));
    }

    @Override
    public StubVersion put(String key, StubObject object) {
        Instant now = clock.instant();
        StubObject stored = object.lastModified().equals(Instant.EPOCH) ? object.lastModified(now) : object;
        return add(key, Optional.of(stored), stored.lastModified());
    }

    private StubVersion add(String key, Optional<StubObject> object, Instant time) {
        List<StubVersion> list = versions.computeIfAbsent(key, k -> new ArrayList<>(1));
        String id = versioning == Versioning.ENABLED ? newId() : StubVersion.NULL_ID;
        list.removeIf(version -> version.versionId().equals(id));
        StubVersion version = new StubVersion(id, object, time);
        list.add(0, version);
        return version;
    }

    private String newId() {
        versionsMade++;
        return String.format("v%06d.%08x", versionsMade, versionsMade * 0x9E3779B9L & 0xffffffffL);
    }

    @Override
    public Deleted delete(String key) {
        if (versioning == Versioning.NEVER) {
            versions.remove(key);
            return new Deleted(Optional.empty(), false);
        }
        StubVersion marker = add(key, Optional.empty(), clock.instant());
        return new Deleted(Optional.of(marker.versionId()), true);
    }

    @Override
    public Deleted delete(String key, String versionId) {
        List<StubVersion> list = versions.getOrDefault(key, List.of());
        Optional<StubVersion> gone =
                list.stream().filter(v -> v.versionId().equals(versionId)).findFirst();
        gone.ifPresent(list::remove);
        if (gone.isPresent() && list.isEmpty()) {
            versions.remove(key);
        }
        return new Deleted(
                Optional.of(versionId), gone.filter(StubVersion::isDeleteMarker).isPresent());
    }

    @Override
    public Iterator<Entry> from(String key) {
        return versions.tailMap(key, true).entrySet().stream()
                .map(e -> new Entry(e.getKey(), e.getValue()))
                .iterator();
    }
}
