package io.github.labelverifier.testing;

import java.util.Optional;

/** How a {@link FakeS3} behaves; changed while it runs. */
final class S3Settings {
    volatile int pageSize = 1000;
    volatile Optional<String> oneEtag = Optional.empty();
    volatile boolean ignoringConditions;
    volatile boolean changingEtagsOnCopy;
    volatile boolean requiringContentMd5;
    volatile boolean expired;
    volatile FakeS3.Absent absent = FakeS3.Absent.NOT_FOUND;
    volatile Optional<String> requiredAccessKeyId = Optional.empty();

    /** An object as this store keeps it. */
    StubObject kept(StubObject object) {
        return oneEtag.map(object::etag).orElse(object);
    }
}
