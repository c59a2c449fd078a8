package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovedImage;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which permission a refused call is said to need, where the store itself does not say. */
class S3PermissionsTest {
    private static final S3Location DEER = new S3Location("photos", "deer/");
    private static final S3Location ATTIC = new S3Location("attic", "");
    private static final String KEY = "deer/1.jpg";

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    private final FakeS3 s3 = FakeS3.start().createBucket("photos").createBucket("attic");
    private AwsClients clients;
    private ImageEntry image;

    @BeforeEach
    void open() throws ImageStoreException {
        s3.put("photos", KEY, "x");
        clients = AwsClients.forBucket(IsolatedAws.settings(s3.endpoint()), Map.of(), "photos");
        image = clients.source(DEER).find(KEY).orElseThrow();
    }

    @AfterEach
    void close() {
        clients.close();
        s3.close();
    }

    private String whyNotMoved() throws ImageStoreException {
        RemovalOutcome outcome = clients.mover(DEER, ATTIC, 0, false)
                .remove(List.of(image), key -> false)
                .get(0);
        assertThat(outcome.result()).isEqualTo(RemovalOutcome.Result.FAILED);
        assertThat(s3.keys("photos")).containsExactly(KEY);
        return outcome.message().orElseThrow();
    }

    @Test
    void aCopyOfWhatCanBeReadNeedsToBeWritten() throws Exception {
        s3.inject(FakeS3.error("AccessDenied"), When.operation("CopyObject"));

        assertThat(whyNotMoved()).isEqualTo("AccessDenied: access denied: it needs s3:PutObject in attic");
    }

    @Test
    void aCopyOfWhatIsEncryptedByKmsMayNeedItsKeyAsWell() throws Exception {
        s3.telling(KEY, "x-amz-server-side-encryption", "aws:kms");
        s3.inject(FakeS3.error("AccessDenied"), When.operation("CopyObject"));

        assertThat(whyNotMoved())
                .isEqualTo("AccessDenied: access denied: it needs s3:PutObject in attic, and kms:Decrypt and"
                        + " kms:GenerateDataKey on its key");
    }

    @Test
    void aDeletionNeedsToDelete() {
        s3.injectPerKey(FakeS3.error("AccessDenied"), When.key(KEY));

        assertThat(clients.remover(DEER, false)
                        .remove(List.of(image), key -> false)
                        .get(0)
                        .message())
                .contains("AccessDenied: access denied: it needs s3:DeleteObject");
    }

    @Test
    void aReturnFromBehindADeleteMarkerNeedsToDeleteAVersion() {
        s3.versioning("photos", Versioning.ENABLED);
        RemovalOutcome deleted = clients.remover(DEER, false)
                .remove(List.of(image), key -> false)
                .get(0);
        s3.inject(FakeS3.error("AccessDenied"), When.operation("DeleteObject"));

        RestoreOutcome restored = clients.restorer(DEER)
                .restore(List.of(new RemovedImage(image, deleted.deleteMarker(), Optional.empty())))
                .get(0);

        assertThat(restored.message()).contains("AccessDenied: access denied: it needs s3:DeleteObjectVersion");
    }
}
