package io.github.labelverifier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** On S3Mock, in a bucket that keeps versions. */
class VersionsOnS3MockPeer extends MoveOnS3MockPeer {
    @Override
    void prepare() {
        client().putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    /** It does not name the delete markers that it makes, and a return is not worth a guess. */
    @Test
    void what_is_deleted_is_still_a_version_and_it_is_said_that_the_store_does_not_name_it() {
        run(0, "delete", "--yes", "--max-flagged", "100");
        assertThat(keysIn(bucket)).containsExactly("deer/kept.jpg");

        ProgramInProcess.Result result = run(3, "restore");

        assertThat(result.err()).contains("the store has named no version that would bring them back");
        List<String> versions = client()
                .listObjectVersionsPaginator(request -> request.bucket(bucket).encodingType(EncodingType.URL))
                .versions()
                .stream()
                .map(ObjectVersion::key)
                .toList();
        assertThat(versions).containsAll(flagged());
    }
}
