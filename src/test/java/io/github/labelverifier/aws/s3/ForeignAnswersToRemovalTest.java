package io.github.labelverifier.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Fault;
import io.github.labelverifier.testing.Versioning;
import io.github.labelverifier.testing.When;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of removals whose answer is cut off behind its head, or comes from somebody else. */
class ForeignAnswersToRemovalTest {
    private static final S3Location DEER = new S3Location("photos", "deer/");
    private static final String KEY = "deer/1.jpg";

    /** A carriage return goes into no batch. */
    private static final String ALONE = "deer/\r.jpg";

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    private final FakeS3 s3 = FakeS3.start().createBucket("photos");
    private AwsClients clients;

    @BeforeEach
    void open() throws ImageStoreException {
        s3.put("photos", KEY, "content");
        s3.put("photos", ALONE, "other content");
        clients = AwsClients.forBucket(IsolatedAws.settings(s3.endpoint()), Map.of(), "photos");
    }

    @AfterEach
    void close() {
        clients.close();
        s3.close();
    }

    private ImageEntry entry(String key) throws ImageStoreException {
        return clients.source(DEER).find(key).orElseThrow();
    }

    static List<Fault> foreign() {
        return List.of(Fault.cutAfterHead(), Fault.htmlPage(), Fault.htmlPage().afterActing(), Fault.emptyBody());
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void aBatchIsLookedAtAndAskedForAgain(Fault fault) throws Exception {
        s3.inject(fault, When.operation("DeleteObjects").first(1));

        List<RemovalOutcome> outcomes = clients.remover(DEER, true).remove(List.of(entry(KEY)), key -> false);

        assertThat(outcomes).extracting(RemovalOutcome::result).containsExactly(Result.DELETED);
        assertThat(s3.exists("photos", KEY)).isFalse();
    }

    static List<String> halfMarkers() {
        return List.of("<VersionId>v</VersionId>", "<Key>deer/1.jpg</Key>");
    }

    @ParameterizedTest
    @MethodSource("halfMarkers")
    void aListOfVersionsThatNamesADeleteMarkerByHalfIsAskedForAgain(String half) throws Exception {
        s3.likeCeph().versioning("photos", Versioning.ENABLED);
        s3.inject(Fault.reset().afterActing(), When.operation("DeleteObjects").first(1));
        s3.inject(
                Fault.foreign(
                        "application/xml",
                        "<ListVersionsResult><Name>photos</Name><IsTruncated>false</IsTruncated><DeleteMarker>" + half
                                + "<IsLatest>true</IsLatest></DeleteMarker></ListVersionsResult>"),
                When.operation("ListObjectVersions").first(1));

        List<RemovalOutcome> outcomes = clients.remover(DEER, true).remove(List.of(entry(KEY)), key -> false);

        assertThat(outcomes).extracting(RemovalOutcome::result).containsExactly(Result.DELETED);
        assertThat(outcomes.get(0).deleteMarker()).isPresent();
        assertThat(s3.count("ListObjectVersions")).isEqualTo(2);
    }

    static List<Fault> inThePlaceOfTheAct() {
        return List.of(Fault.htmlPage(), Fault.emptyBody());
    }

    @ParameterizedTest
    @MethodSource("inThePlaceOfTheAct")
    void whatComesInThePlaceOfTheAnswerToASingleDeletionIsNoDeletion(Fault fault) throws Exception {
        s3.inject(fault, When.operation("DeleteObject"));

        List<RemovalOutcome> outcomes = clients.remover(DEER, true).remove(List.of(entry(ALONE)), key -> false);

        assertThat(outcomes).extracting(RemovalOutcome::result).containsExactly(Result.FAILED);
        assertThat(s3.exists("photos", ALONE)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void aMoveIsCarriedToItsEnd(Fault fault) throws Exception {
        s3.inject(fault, When.operation("CopyObject").first(1));

        List<RemovalOutcome> outcomes = clients.mover(DEER, new S3Location("photos", "away/"), 0, true)
                .remove(List.of(entry(KEY)), key -> false);

        assertThat(outcomes).extracting(RemovalOutcome::result).containsExactly(Result.MOVED);
        assertThat(s3.keys("photos")).contains("away/1.jpg").doesNotContain(KEY);
    }
}
