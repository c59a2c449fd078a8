package io.github.labelverifier.testing;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What a bucket of {@link FakeS3} can do. Not thread-safe. */
interface S3Bucket {
    /** A key with its versions, newest first. */
    record Entry(String key, List<StubVersion> versions) {
        Optional<StubObject> current() {
            return versions.get(0).object();
        }
    }

    /** What a deletion did: the version it removed or the marker it made, if the bucket tells such things. */
    record Deleted(Optional<String> versionId, boolean marker) {}

    String region();

    Versioning versioning();

    void versioning(Versioning state);

    /** The entry of a key that has any version. */
    Optional<Entry> entry(String key);

    /** The current object, absent if there is none or a delete marker stands before it. */
    default Optional<StubObject> current(String key) {
        return entry(key).flatMap(Entry::current);
    }

    StubVersion put(String key, StubObject object);

    /** Deletes without a version id, as S3 does in the bucket's state of versioning. */
    Deleted delete(String key);

    /** Deletes exactly that version; absent versions are no error. */
    Deleted delete(String key, String versionId);

    /** The entries in UTF-8 binary order, from that key on. */
    Iterator<Entry> from(String key);
}
