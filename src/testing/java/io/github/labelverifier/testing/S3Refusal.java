package io.github.labelverifier.testing;

/** Ends an operation of {@link FakeS3} with an error. */
final class S3Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Fault error;
    private final transient String bucketRegion;
    private final transient boolean deleteMarker;

    private S3Refusal(Fault error, String bucketRegion, boolean deleteMarker) {
        super(error.toString(), null, false, false);
        this.error = error;
        this.bucketRegion = bucketRegion;
        this.deleteMarker = deleteMarker;
    }

    static S3Refusal of(String code) {
        return new S3Refusal(FakeS3.error(code), "", false);
    }

    /** The bucket is elsewhere. */
    static S3Refusal redirect(String region) {
        return new S3Refusal(FakeS3.error("PermanentRedirect"), region, false);
    }

    /** A delete marker stands where the object was. */
    static S3Refusal deleteMarker(String code) {
        return new S3Refusal(FakeS3.error(code), "", true);
    }

    Fault error() {
        return error;
    }

    HttpReply addRegion(HttpReply reply) {
        return bucketRegion.isEmpty() ? reply : reply.header("x-amz-bucket-region", bucketRegion);
    }

    HttpReply addHeaders(HttpReply reply) {
        HttpReply more = addRegion(reply);
        return deleteMarker ? more.header("x-amz-delete-marker", "true") : more;
    }
}
