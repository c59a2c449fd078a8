package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stores that keep versions and do not say in the answer to a deletion what hides the object now. */
class UnnamedDeleteMarkersTest {
    private static final S3Location DEER = new S3Location("photos", "deer/");

    /** The second goes into no batch. */
    private static final List<String> KEYS = List.of("deer/1.jpg", "deer/\r.jpg");

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    private final FakeS3 s3 = FakeS3.start().createBucket("photos").namingNoMarkers();
    private AwsClients clients;

    @BeforeEach
    void open() throws ImageStoreException {
        clients = AwsClients.forBucket(IsolatedAws.settings(s3.endpoint()), Map.of(), "photos");
    }

    @AfterEach
    void close() {
        clients.close();
        s3.close();
    }

    private List<ImageEntry> images() throws ImageStoreException {
        List<ImageEntry> images = new ArrayList<>();
        for (String key : KEYS) {
            s3.put("photos", key, "content");
            images.add(clients.source(DEER).find(key).orElseThrow());
        }
        return images;
    }

    private List<RemovalOutcome> delete(List<ImageEntry> images) {
        List<RemovalOutcome> outcomes = clients.remover(DEER, true).remove(images, key -> false);
        assertThat(outcomes).extracting(RemovalOutcome::result).containsExactly(Result.DELETED, Result.DELETED);
        return outcomes;
    }

    @Test
    void areLookedUpAtOnceSoThatTheImagesCanBeBroughtBack() throws Exception {
        s3.versioning("photos", Versioning.ENABLED);
        List<ImageEntry> images = images();

        List<RemovalOutcome> outcomes = delete(images);

        assertThat(outcomes).allMatch(outcome -> outcome.deleteMarker().isPresent());
        List<RemovedImage> removed = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            removed.add(new RemovedImage(images.get(i), outcomes.get(i).deleteMarker(), Optional.empty()));
        }
        assertThat(clients.restorer(DEER).restore(removed))
                .containsExactlyElementsOf(
                        KEYS.stream().map(RestoreOutcome::restored).toList());
        assertThat(s3.keys("photos")).containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    void areNotLookedForWhereTheBucketKeepsNoVersions() throws Exception {
        assertThat(delete(images())).allMatch(outcome -> outcome.deleteMarker().isEmpty());

        assertThat(s3.count("GetBucketVersioning")).isEqualTo(1);
        assertThat(s3.count("ListObjectVersions")).isZero();
    }

    @Test
    void areLeftOutWhereTheVersionsCannotBeListed() throws Exception {
        s3.versioning("photos", Versioning.ENABLED);
        s3.inject(FakeS3.error("AccessDenied"), When.operation("ListObjectVersions"));

        assertThat(delete(images())).allMatch(outcome -> outcome.deleteMarker().isEmpty());
    }

    @Test
    void areNotLookedForWhereAMoveNeedsNone() throws Exception {
        s3.versioning("photos", Versioning.ENABLED);

        List<RemovalOutcome> outcomes =
                clients.mover(DEER, new S3Location("photos", "away/"), 0, true).remove(images(), key -> false);

        assertThat(outcomes).extracting(RemovalOutcome::result).containsExactly(Result.MOVED, Result.MOVED);
        assertThat(s3.count("ListObjectVersions")).isZero();
    }
}
