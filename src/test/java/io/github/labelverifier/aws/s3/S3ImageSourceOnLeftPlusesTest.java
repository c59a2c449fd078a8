package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Versioning;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The source against a store that leaves the plus signs of keys as they are, although it was asked to encode keys. */
class S3ImageSourceOnLeftPlusesTest extends S3ImageSourceContract {
    private final FakeS3 s3 = FakeS3.start().createBucket(BUCKET).leavingPluses();

    @AfterEach
    void stop() {
        s3.close();
    }

    @Override
    public void putObject(String key, byte[] content) {
        s3.put(BUCKET, key, content);
    }

    @Override
    public URI endpoint() {
        return s3.endpoint();
    }

    @Override
    public boolean canHold(String name) {
        return true;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void plusSignsStayWhateverElseIsOnThePage(int pageSize) throws Exception {
        put("a b.jpg", "x");
        put("a+b.jpg", "x");
        put("c+d.jpg", "x");
        put("e.jpg", "x");
        s3.pageSize(pageSize);

        assertThat(listedKeys()).containsExactly("deer/a b.jpg", "deer/a+b.jpg", "deer/c+d.jpg", "deer/e.jpg");
    }

    @Test
    void aPageOfPlusSignsAloneIsUnderstoodByLooksAtOneObject() throws Exception {
        put("a+b.jpg", "x");
        put("c+d.jpg", "x");

        assertThat(listedKeys()).containsExactly("deer/a+b.jpg", "deer/c+d.jpg");
        assertThat(listedKeys()).hasSize(2);
        assertThat(s3.count("HeadObject")).isEqualTo(2);
    }

    @Test
    void whatAStoreDoesIsNotGuessedWhereItDoesNotSay() throws Exception {
        put("a+b.jpg", "x");
        s3.inject(FakeS3.error("AccessDenied"), io.github.labelverifier.testing.When.operation("HeadObject"));

        // As Amazon's S3 means it.
        assertThat(listedKeys()).containsExactly("deer/a b.jpg");
    }

    @Test
    void aPlusSignInThePrefixTells() throws Exception {
        putObject("a+b/1.jpg", new byte[] {1});

        assertThat(keys(source("a+b/"))).containsExactly("a+b/1.jpg");
        assertThat(s3.count("HeadObject")).isZero();
    }

    @Test
    void whatIsDeletedInAVersionedBucketComesBackThoughALookDoesNotNameItsMarker() throws Exception {
        s3.versioning(BUCKET, Versioning.ENABLED).likeCeph();
        put("a+b.jpg", "x");
        S3Location deer = new S3Location(BUCKET, "deer/");
        ImageEntry image = source().find("deer/a+b.jpg").orElseThrow();

        RemovalOutcome deleted = clients()
                .remover(deer, false)
                .remove(List.of(image), key -> false)
                .get(0);
        RestoreOutcome restored = clients()
                .restorer(deer)
                .restore(List.of(new RemovedImage(image, deleted.deleteMarker(), Optional.empty())))
                .get(0);

        assertThat(restored).isEqualTo(RestoreOutcome.restored("deer/a+b.jpg"));
    }
}
