package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer of 404 is not always the store's: what stands between says so, too, when it has lost its way. */
class ForeignNotFoundTest {
    private static final S3Location DEER = new S3Location("photos", "deer/");
    private static final S3Location AWAY = new S3Location("photos", "away/");
    private static final String KEY = "deer/1.jpg";

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    private final FakeS3 s3 = FakeS3.start().createBucket("photos");
    private AwsClients clients;

    @BeforeEach
    void open() throws ImageStoreException {
        s3.put("photos", KEY, "content");
        clients = AwsClients.forBucket(IsolatedAws.settings(s3.endpoint()), Map.of(), "photos");
    }

    @AfterEach
    void close() {
        clients.close();
        s3.close();
    }

    private Optional<ImageEntry> find(String key) throws ImageStoreException {
        return clients.source(DEER).find(key);
    }

    private static RemovalOutcome only(List<RemovalOutcome> outcomes) {
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    // the look

    @Test
    void theStoresOwnWordIsTakenWithoutAnotherRequest() throws Exception {
        assertThat(find("deer/2.jpg")).isEmpty();

        assertThat(s3.count("HeadObject")).isEqualTo(1);
        assertThat(s3.count("ListObjectsV2")).isZero();
    }

    @Test
    void aStoreWithoutRequestIdsIsBelievedIfItsListingSaysTheSame() throws Exception {
        s3.withoutRequestIds().put("photos", "deer/2.jpg.old", "content");

        assertThat(find("deer/2.jpg")).isEmpty();
        assertThat(find(KEY)).isPresent();

        assertThat(s3.count("ListObjectsV2")).isEqualTo(1);
    }

    @Test
    void anObjectThatIsListedIsLookedAtAgain() throws Exception {
        s3.put("photos", "deer/1.jpg.old", "content");
        s3.inject(Fault.proxyWithoutRoute(), When.operation("HeadObject").first(1));

        assertThat(find(KEY)).isPresent();
        assertThat(s3.count("HeadObject")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deer/a+b c.jpg", "deer/\r\u0001.jpg", "deer/ü%2F&<>.jpg", "deer/a b", "deer/a+b"})
    void hostileKeysAreFoundInTheListing(String key) throws Exception {
        s3.put("photos", "deer/a b", "content");
        s3.put("photos", "deer/a+b", "other content");
        s3.put("photos", key, "content");
        s3.inject(Fault.proxyWithoutRoute(), When.operation("HeadObject").first(1));

        assertThat(find(key)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deer/a+b c.jpg", "deer/a", "deer/a b"})
    void aStoreThatLeavesPlusSignsIsBelieved(String key) throws Exception {
        s3.leavingPluses().withoutRequestIds().put("photos", "deer/a+b", "content");

        assertThat(find(key)).isEmpty();
        assertThat(find("deer/a+b")).isPresent();
    }

    @Test
    void anObjectThatIsListedAndNeverFoundCouldNotBeLookedAt() {
        s3.inject(Fault.proxyWithoutRoute(), When.operation("HeadObject"));

        assertThatThrownBy(() -> find(KEY))
                .isInstanceOf(ImageStoreException.class)
                .hasMessage("cannot look at s3://photos/deer/1.jpg: the answer \"not found\" is not the store's,"
                        + " which lists it");
    }

    @Test
    void whereTheListingIsNotTheStoresEitherNothingIsKnown() {
        s3.inject(Fault.proxyWithoutRoute(), When.operation("HeadObject"));
        s3.inject(Fault.proxyWithoutRoute(), When.operation("ListObjectsV2"));

        assertThatThrownBy(() -> find("deer/2.jpg"))
                .isInstanceOf(ImageStoreException.class)
                .hasMessageStartingWith("cannot look at s3://photos/deer/2.jpg: the answer \"not found\" may not be the"
                        + " store's, and a listing shows no more: ");
    }

    @Test
    void whoMayNotListHasToTakeTheStoresWord() throws Exception {
        s3.withoutRequestIds().inject(FakeS3.error("AccessDenied"), When.operation("ListObjectsV2"));

        assertThat(find("deer/2.jpg")).isEmpty();
    }

    // removal

    @Test
    void nothingIsSaidToBeDeletedByTheWordOfAProxy() throws Exception {
        ImageEntry image = find(KEY).orElseThrow();
        s3.inject(Fault.badGateway(), When.operation("DeleteObjects"));
        s3.inject(Fault.proxyWithoutRoute(), When.operation("HeadObject").from(3));

        RemovalOutcome outcome = only(clients.remover(DEER, true).remove(List.of(image), key -> false));

        assertThat(outcome.result()).isEqualTo(Result.UNKNOWN);
        assertThat(s3.exists("photos", KEY)).isTrue();
    }

    @Test
    void whatAProxySaysIsNotThereIsNotAbsent() throws Exception {
        ImageEntry image = find(KEY).orElseThrow();
        s3.inject(Fault.proxyWithoutRoute(), When.operation("HeadObject"));

        ImageRemover remover = clients.remover(DEER, true);

        assertThat(only(remover.remove(List.of(image), key -> false)).result()).isEqualTo(Result.FAILED);
        assertThat(only(remover.settle(List.of(image), Optional.empty())).result())
                .isEqualTo(Result.UNKNOWN);
        assertThat(s3.exists("photos", KEY)).isTrue();
    }

    @Test
    void aMoveWritesOverNothingByTheWordOfAProxy() throws Exception {
        s3.ignoringConditions();
        s3.put("photos", "away/1.jpg", "somebody else's");
        String others = s3.etag("photos", "away/1.jpg");
        ImageEntry image = find(KEY).orElseThrow();
        s3.inject(Fault.proxyWithoutRoute(), When.operation("HeadObject").andKey("away/1.jpg"));

        RemovalOutcome outcome = only(clients.mover(DEER, AWAY, 0, true).remove(List.of(image), key -> false));

        assertThat(outcome.result()).isEqualTo(Result.FAILED);
        assertThat(s3.etag("photos", "away/1.jpg")).isEqualTo(others);
        assertThat(s3.exists("photos", KEY)).isTrue();
    }

    @Test
    void aMoveOnAStoreWithoutRequestIdsIsMade() throws Exception {
        s3.withoutRequestIds();
        ImageEntry image = find(KEY).orElseThrow();

        RemovalOutcome outcome = only(clients.mover(DEER, AWAY, 0, true).remove(List.of(image), key -> false));

        assertThat(outcome.result()).isEqualTo(Result.MOVED);
        assertThat(s3.keys("photos")).containsExactly("away/1.jpg");
    }
}
