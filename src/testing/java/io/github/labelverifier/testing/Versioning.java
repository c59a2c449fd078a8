package io.github.labelverifier.testing;

/** The versioning state of a bucket in {@link FakeS3}. */
public enum Versioning {
    /** Never enabled: GetBucketVersioning tells no status, a deletion is final. */
    NEVER(""),
    /** A deletion leaves a delete marker, a put a new version. */
    ENABLED("Enabled"),
    /** A deletion leaves a delete marker in place of the null version, which is lost. */
    SUSPENDED("Suspended");

    private final String status;

    Versioning(String status) {
        this.status = status;
    }

    /** As GetBucketVersioning tells it. */
    String status() {
        return status;
    }
}
