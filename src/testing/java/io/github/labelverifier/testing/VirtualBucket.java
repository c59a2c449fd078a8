package io.github.labelverifier.testing;

import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;

/** A bucket whose objects are made when they are looked at, so that a million of them cost nothing. Only deletions are remembered. */
final class VirtualBucket implements S3Bucket {
    private final String region;
    private final int count;
    private final IntFunction<String> keys;
    private final IntFunction<StubObject> objects;
    private final BitSet deleted = new BitSet();

    /**
     * @param keys the key of every number from 0, in UTF-8 binary order
     * @param objects the object of every number
     */
    VirtualBucket(String region, int count, IntFunction<String> keys, IntFunction<StubObject> objects) {
        this.region = region;
        this.count = count;
        this.keys = keys;
        this.objects = objects;
    }

    @Override
    public String region() {
        return region;
    }

    @Override
    public Versioning versioning() {
        return Versioning.NEVER;
    }

    @Override
    public void versioning(Versioning state) {
        throw new UnsupportedOperationException("a virtual bucket has no versions");
    }

    @Override
    public Optional<Entry> entry(String key) {
        int index = indexFrom(key);
        return index < count && !deleted.get(index) && keys.apply(index).equals(key)
                ? Optional.of(entry(index))
                : Optional.empty();
    }

    private Entry entry(int index) {
        StubObject object = objects.apply(index);
        Instant time = object.lastModified();
        return new Entry(keys.apply(index), List.of(new StubVersion(StubVersion.NULL_ID, Optional.of(object), time)));
    }

    /** The number of the first key that does not come before this one. */
    private int indexFrom(String key) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (StoredBucket.KEY_ORDER.compare(keys.apply(middle), key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public StubVersion put(String key, StubObject object) {
        throw new UnsupportedOperationException("a virtual bucket cannot be written to");
    }

    @Override
    public Deleted delete(String key) {
        if (entry(key).isPresent()) {
            deleted.set(indexFrom(key));
        }
        return new Deleted(Optional.empty(), false);
    }

    @Override
    public Deleted delete(String key, String versionId) {
        delete(key);
        return new Deleted(Optional.of(versionId), false);
    }

    @Override
    public Iterator<Entry> from(String key) {
        return new Iterator<>() {
            private int next = deleted.nextClearBit(indexFrom(key));

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public Entry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Entry entry = entry(next);
                next = deleted.nextClearBit(next + 1);
                return entry;
            }
        };
    }
}
