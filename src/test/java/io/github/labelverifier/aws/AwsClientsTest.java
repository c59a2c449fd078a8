package io.github.labelverifier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.labelverifier.aws.s3.S3ImageSourceContract;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.S3Exchange;
import io.github.labelverifier.testing.S3Server;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TestAws;
import io.github.labelverifier.testing.When;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the clients are found their credentials, region and endpoints, and what is said when one is missing. */
class AwsClientsTest {
    private static final S3Location DEER = new S3Location("photos", "deer/");
    private static final Asked ASKED = new Asked(55, 50);

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    private final FakeAws server = FakeAws.start();
    private final FakeS3 s3 = server.s3().createBucket("photos");

    @AfterEach
    void stop() {
        server.close();
    }

    /** Settings to be told one by one. */
    private record Told(
            Optional<String> profile,
            Optional<String> region,
            Optional<URI> endpoint,
            Map<String, String> environment) {
        static Told nothing() {
            return new Told(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        }

        Told profile(String name) {
            return new Told(Optional.of(name), region, endpoint, environment);
        }

        Told region(String name) {
            return new Told(profile, Optional.of(name), endpoint, environment);
        }

        Told endpoint(URI uri) {
            return new Told(profile, region, Optional.of(uri), environment);
        }

        Told environment(String... namesAndValues) {
            Map<String, String> variables = new java.util.HashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                variables.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            return new Told(profile, region, endpoint, variables);
        }

        AwsSettings settings() {
            return new AwsSettings(profile, region, endpoint, false, Duration.ofSeconds(10), 4);
        }

        AwsClients forFolder() throws ImageStoreException {
            return AwsClients.forFolder(settings(), environment);
        }

        AwsClients forBucket() throws ImageStoreException {
            return AwsClients.forBucket(settings(), environment, "photos");
        }
    }

    private Told atServer() {
        return Told.nothing().endpoint(server.endpoint());
    }

    private static ImageStoreException failureOf(ThrowingCallable act) {
        ImageStoreException failure = catchThrowableOfType(ImageStoreException.class, act);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static List<String> list(AwsClients clients) throws Exception {
        return S3ImageSourceContract.keys(clients.source(DEER));
    }

    /** The access key ids by which the server was called. */
    private List<String> callers() {
        return s3.exchanges().stream()
                .map(exchange -> exchange.header("Authorization").orElse("nobody"))
                .map(text -> text.replaceFirst(".*Credential=([^/]*)/.*", "$1"))
                .distinct()
                .toList();
    }

    private static URI nobodyThere() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @Nested
    class Credentials {
        @Test
        void comeFromTheEnvironmentUnlessAProfileIsNamed() throws Exception {
            aws.config(
                    "[default]",
                    "aws_access_key_id = AKIDDEFAULT",
                    "aws_secret_access_key = secret",
                    "[profile other]",
                    "aws_access_key_id = AKIDOTHER",
                    "aws_secret_access_key = secret");

            try (AwsClients clients = atServer().forBucket()) {
                list(clients);
            }
            assertThat(callers()).containsExactly(TestAws.ACCESS_KEY_ID);

            s3.forgetExchanges();
            try (AwsClients clients = atServer().profile("other").forBucket()) {
                list(clients);
            }
            assertThat(callers()).containsExactly("AKIDOTHER");
        }

        @Test
        void comeFromTheProfileOfTheVariableWhereTheEnvironmentHasNone() throws Exception {
            aws.config("[profile other]", "aws_access_key_id = AKIDOTHER", "aws_secret_access_key = secret");
            aws.withoutCredentials();

            try (AwsClients clients =
                    atServer().environment("AWS_PROFILE", "other").forBucket()) {
                list(clients);
            }

            assertThat(callers()).containsExactly("AKIDOTHER");
        }

        @Test
        void comeFromTheDefaultProfileLast() throws Exception {
            aws.config("[default]", "aws_access_key_id = AKIDDEFAULT", "aws_secret_access_key = secret");
            aws.withoutCredentials();

            try (AwsClients clients = atServer().environment("AWS_PROFILE", "").forBucket()) {
                list(clients);
            }

            assertThat(callers()).containsExactly("AKIDDEFAULT");
        }

        @Test
        void ofAProfileThatNoFileHasAreMissedByItsName() throws Exception {
            aws.config("[profile deer]", "region = eu-west-1");

            ImageStoreException byOption =
                    failureOf(() -> atServer().profile("dear").forBucket());
            ImageStoreException byVariable = failureOf(
                    () -> atServer().environment("AWS_PROFILE", "dear").forBucket());

            assertThat(byOption.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(byOption).hasMessage("there is no AWS profile 'dear': `aws configure list-profiles` lists them");
            assertThat(byVariable).hasMessage(byOption.getMessage());
            assertThat(s3.exchanges()).isEmpty();
        }

        @Test
        void thatAreNowhereAreMissedInOneShortLine() {
            aws.withoutCredentials();

            ImageStoreException failure = failureOf(() -> atServer().forBucket());

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure)
                    .hasMessage("there are no AWS credentials; run `aws configure` or `aws sso login`, or set"
                            + " AWS_PROFILE");
            assertThat(s3.exchanges()).isEmpty();
        }

        @Test
        void thatTheNamedProfileLacksAreMissedInOneShortLine() throws Exception {
            aws.config("[profile deer]", "region = eu-west-1", "[profile secretive]", "aws_session_token = TOKEN");

            ImageStoreException failure =
                    failureOf(() -> atServer().profile("deer").forBucket());

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure.getMessage())
                    .startsWith("the AWS credentials cannot be loaded: ")
                    .contains("deer")
                    .doesNotContain("secretive")
                    .doesNotContain("\n")
                    .hasSizeLessThan(250)
                    .endsWith("; run `aws configure` or `aws sso login`, or set AWS_PROFILE");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "role_arn = arn:aws:iam::123456789012:role/r | profile 'deer'",
                    "sso_start_url = https://example.com/start | sso",
                    "credential_process = label-verifier-no-such-program | label-verifier-no-such-program"
                })
        void thatAProfileMakesWrongAreAnErrorAndNoBug(String line, String hint) throws Exception {
            aws.config("[profile deer]", line);

            ImageStoreException failure =
                    failureOf(() -> atServer().profile("deer").forBucket());

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure.getMessage())
                    .startsWith("the AWS credentials cannot be loaded: ")
                    .contains(hint)
                    .hasSizeLessThan(450);
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void thatTheDefaultProfileCannotGetAreMissedByWhatItSays() throws Exception {
            aws.withoutCredentials();
            aws.config("[default]", "credential_process = sh -c 'echo the vault is locked >&2; exit 3'");

            ImageStoreException failure = failureOf(() -> atServer().forBucket());

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure.getMessage())
                    .startsWith("the AWS credentials cannot be loaded: ")
                    .contains("the vault is locked")
                    .doesNotContain("\n");
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void thatAProgramGivesTooLateAreAskedForOnce(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder)
                throws Exception {
            aws.withoutCredentials();
            java.nio.file.Path runs = folder.resolve("runs");
            aws.config(
                    "[default]",
                    "credential_process = sh -c 'echo run >> " + runs
                            + "; echo \"{\\\"Version\\\": 1, \\\"AccessKeyId\\\":"
                            + " \\\"AKID\\\", \\\"SecretAccessKey\\\": \\\"s\\\", \\\"SessionToken\\\": \\\"t\\\","
                            + " \\\"Expiration\\\": \\\"2020-01-01T00:00:00Z\\\"}\"'");

            ImageStoreException failure = failureOf(() -> atServer().forBucket());

            assertThat(failure.getMessage())
                    .startsWith("the AWS credentials cannot be loaded: ")
                    .contains("expired at 2020-01-01T00:00:00Z");
            assertThat(runs).hasContent("run");
        }

        @Test
        void inAFileThatCannotBeReadAreAnErrorThatNamesTheLine() throws Exception {
            aws.config("[default", "nonsense");

            ImageStoreException failure = failureOf(() -> atServer().forBucket());

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure.getMessage())
                    .startsWith("the AWS configuration cannot be read: ")
                    .contains("line 1");
        }

        @Test
        void thatNobodyKnowsAreSaidToBeWrongAlthoughAHeadHasNoReason() {
            s3.requiringAccessKeyId("AKIDSOMEBODYELSE");

            ImageStoreException failure = failureOf(() -> atServer().forBucket());

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure)
                    .hasMessage(
                            "the bucket photos cannot be reached: the credentials are not accepted: check --profile,"
                                    + " AWS_PROFILE and AWS_ACCESS_KEY_ID");
        }

        @Test
        void thatHaveExpiredAreSaidToHave() {
            s3.expireCredentials();

            ImageStoreException failure = failureOf(() -> atServer().forBucket());

            assertThat(failure.kind()).isEqualTo(Kind.CREDENTIALS);
            assertThat(failure)
                    .hasMessage("the bucket photos cannot be reached: the credentials have expired: renew them (aws sso"
                            + " login, or a new session token)");
        }

        @Test
        @DisabledOnOs(OS.WINDOWS)
        void mayComeFromAProgramThatTheProfileNames() throws Exception {
            aws.config(
                    "[profile process]",
                    "credential_process = echo '{\"Version\": 1, \"AccessKeyId\": \"AKIDPROCESS\","
                            + " \"SecretAccessKey\": \"secret\"}'");

            try (AwsClients clients = atServer().profile("process").forBucket()) {
                list(clients);
            }

            assertThat(callers()).containsExactly("AKIDPROCESS");
        }
    }

    @Nested
    class Regions {
        @Test
        void areTakenFromTheOptionThenTheVariablesThenTheProfile() throws Exception {
            aws.config(
                    "[default]",
                    "region = eu-central-1",
                    "[profile other]",
                    "region = ap-south-1",
                    "aws_access_key_id = AKID",
                    "aws_secret_access_key = secret");
            Told both = Told.nothing().environment("AWS_REGION", "us-west-2", "AWS_DEFAULT_REGION", "eu-west-2");

            assertThat(regionOf(both.region("sa-east-1"))).isEqualTo("sa-east-1");
            assertThat(regionOf(both)).isEqualTo("us-west-2");
            assertThat(regionOf(both.profile("other"))).isEqualTo("us-west-2");
            assertThat(regionOf(Told.nothing().environment("AWS_DEFAULT_REGION", "eu-west-2")))
                    .isEqualTo("eu-west-2");
            assertThat(regionOf(Told.nothing().environment("AWS_REGION", " ", "AWS_DEFAULT_REGION", "eu-west-2")))
                    .isEqualTo("eu-west-2");
            assertThat(regionOf(Told.nothing().environment("AWS_REGION", ""))).isEqualTo("eu-central-1");
            assertThat(regionOf(Told.nothing().profile("other"))).isEqualTo("ap-south-1");
            assertThat(regionOf(Told.nothing().environment("AWS_PROFILE", "other")))
                    .isEqualTo("ap-south-1");
        }

        private String regionOf(Told told) throws ImageStoreException {
            try (AwsClients clients = told.forFolder()) {
                return clients.region();
            }
        }

        @Test
        void ofABucketAreItsOwnIfNoneIsTold() throws Exception {
            s3.createBucket("photos", "eu-west-1");
            s3.put("photos", "deer/1.jpg", "x");

            try (AwsClients clients = atServer().forBucket()) {
                assertThat(clients.region()).isEqualTo("eu-west-1");
                assertThat(list(clients)).containsExactly("deer/1.jpg");
            }
        }

        @Test
        void thatDifferAreSaidWithTheRemedyWhereObjectsAreToBeSentByReference() {
            s3.createBucket("photos", "eu-west-1");
            AwsSettings settings = atServer().region("us-east-1").settings().sending(Sending.REFERENCE);

            ImageStoreException failure = failureOf(() -> AwsClients.forBucket(settings, Map.of(), "photos"));

            assertThat(failure)
                    .hasMessage("the bucket photos is in eu-west-1 and not in us-east-1, so Rekognition cannot read it:"
                            + " add --region eu-west-1, or leave out --send reference");
            assertThat(server.rekognition().requests()).isZero();
            assertThat(s3.exchanges()).extracting(S3Exchange::operation).containsExactly("HeadBucket");
        }

        @Test
        void withoutRekognitionAreSaidBeforeAnythingIsListed() throws Exception {
            ImageStoreException failure = failureOf(() -> Told.nothing()
                    .region("mars-north-1")
                    .environment("AWS_ENDPOINT_URL_S3", server.endpoint().toString())
                    .forBucket());

            assertThat(failure)
                    .hasMessage(
                            "there is no Amazon Rekognition in mars-north-1: add --region with one that has it, such"
                                    + " as --region us-east-1, to which the images are sent then");
            assertThat(s3.count("ListObjectsV2")).isZero();
        }

        @Test
        void thatAgreeAreFine() throws Exception {
            s3.createBucket("photos", "eu-west-1");

            try (AwsClients clients =
                    atServer().environment("AWS_REGION", "eu-west-1").forBucket()) {
                assertThat(clients.region()).isEqualTo("eu-west-1");
            }
        }

        @Test
        void areMissedForAFolderWhenNobodyTellsOne() {
            ImageStoreException failure = failureOf(() -> Told.nothing().forFolder());

            assertThat(failure)
                    .hasMessage("no AWS region is set: add --region, such as --region us-east-1, or set AWS_REGION");
        }

        @Test
        void matterLittleToAStoreThatIsNotAmazons() throws Exception {
            assertThat(regionOf(atServer())).isEqualTo("us-east-1");
            assertThat(regionOf(atServer().region("eu-west-1"))).isEqualTo("eu-west-1");

            try (S3Server proxy = S3Server.start().createBucket("photos");
                    AwsClients told = Told.nothing()
                            .endpoint(proxy.endpoint())
                            .region("eu-west-1")
                            .forBucket();
                    AwsClients untold =
                            Told.nothing().endpoint(proxy.endpoint()).forBucket()) {
                // It does not say where a bucket is.
                assertThat(told.region()).isEqualTo("eu-west-1");
                assertThat(untold.region()).isEqualTo("us-east-1");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"us east 1", "us-east-1/", "US-EAST-1", "us-east-1.example.com"})
        void thatNothingIsCalledAreSaidToBeNone(String name) {
            ImageStoreException failure =
                    failureOf(() -> Told.nothing().region(name).forFolder());

            assertThat(failure).hasMessage("no AWS region is called '" + name + "': give one such as us-east-1");
        }
    }

    @Nested
    class Sent {
        private Optional<String> remarkOf(AwsSettings settings, String bucket) throws Exception {
            try (AwsClients clients = AwsClients.forBucket(settings, Map.of(), bucket)) {
                assertThat(clients.sending())
                        .isEqualTo(clients.remark().isPresent() ? Sending.BYTES : Sending.REFERENCE);
                return clients.remark();
            }
        }

        /** With a store at another endpoint, and Rekognition where it always is. */
        private AwsSettings elsewhere() {
            return Told.nothing().region("us-east-1").settings().storageAt(server.endpoint());
        }

        @Test
        void byReferenceAreObjectsThatRekognitionCanRead() throws Exception {
            assertThat(remarkOf(atServer().settings(), "photos")).isEmpty();
        }

        @Test
        void byTheirBytesAreObjectsOfAnotherRegion() throws Exception {
            s3.createBucket("photos", "eu-west-1");

            assertThat(remarkOf(atServer().region("us-east-1").settings(), "photos"))
                    .contains("Note: the bucket photos is in eu-west-1 and not in us-east-1, so Rekognition cannot read"
                            + " it: images are fetched, and sent from here (to spare that, add --region eu-west-1)");
        }

        @Test
        void byTheirBytesAreObjectsOfAnotherStore() throws Exception {
            assertThat(remarkOf(elsewhere(), "photos"))
                    .contains(
                            "Note: the bucket photos is at " + server.endpoint().getAuthority()
                                    + ", so Rekognition cannot read it: images are fetched, and sent from here");
        }

        @Test
        void byTheirBytesAreObjectsForWhichTheRequesterPays() throws Exception {
            assertThat(remarkOf(atServer().settings().requesterPaying(), "photos"))
                    .contains("Note: requests to the bucket photos are to be paid for, so Rekognition cannot read it:"
                            + " images are fetched, and sent from here");
        }

        @Test
        void byTheirBytesAreObjectsOfAnAccessPoint() throws Exception {
            s3.alias("deer-abcdefghijklmnopqrstuvwxyz0123-s3alias", "photos");

            assertThat(remarkOf(atServer().settings(), "deer-abcdefghijklmnopqrstuvwxyz0123-s3alias"))
                    .hasValueSatisfying(remark -> assertThat(remark).contains("is the alias of an access point"));
        }

        @Test
        void byTheirBytesAreAnyObjectsIfThatIsAsked() throws Exception {
            try (AwsClients clients =
                    AwsClients.forBucket(atServer().settings().sending(Sending.BYTES), Map.of(), "photos")) {
                assertThat(clients.sending()).isEqualTo(Sending.BYTES);
                assertThat(clients.remark()).isEmpty();
            }
        }

        @Test
        void inARegionThatMustBeToldWhereTheStoreIsNotAmazons() {
            AwsSettings untold = Told.nothing().settings().storageAt(server.endpoint());

            assertThat(failureOf(() -> AwsClients.forBucket(untold, Map.of(), "photos")))
                    .hasMessageContaining("no AWS region is set");
        }
    }

    @Nested
    class Buckets {
        @Test
        void thatDoNotExistAreSaidNotTo() {
            ImageStoreException failure =
                    failureOf(() -> AwsClients.forBucket(IsolatedAws.settings(server.endpoint()), Map.of(), "fotos"));

            assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(failure).hasMessage("there is no bucket fotos");
        }

        @Test
        void thatMayNotBeListedMayStillBeReadFrom() throws Exception {
            s3.put("photos", "deer/1.jpg", "x");
            s3.inject(FakeS3.error("AccessDenied"), When.operation("HeadBucket"));
            s3.inject(FakeS3.error("AccessDenied"), When.operation("ListObjectsV2"));

            try (AwsClients clients = atServer().region("us-east-1").forBucket()) {
                assertThat(clients.source(DEER).find("deer/1.jpg")).isPresent();
            }
        }

        @Test
        void onAServerThatIsNotThereCannotBeReached() throws Exception {
            URI endpoint = nobodyThere();

            ImageStoreException failure =
                    failureOf(() -> Told.nothing().endpoint(endpoint).forBucket());

            assertThat(failure.kind()).isEqualTo(Kind.OTHER);
            assertThat(failure.getMessage())
                    .startsWith("the bucket photos cannot be reached: ")
                    .contains(String.valueOf(endpoint.getPort()))
                    .contains("refused");
        }

        @Test
        void onAServerThatIsOutOfOrderCannotBeReached() {
            s3.inject(FakeS3.error("InternalError"), When.operation("HeadBucket"));

            ImageStoreException failure = failureOf(() -> atServer().forBucket());

            assertThat(failure.getMessage()).startsWith("the bucket photos cannot be reached: ");
            assertThat(s3.count("HeadBucket")).isEqualTo(6);
            assertThat(s3.count("ListObjectsV2")).isZero();
        }
    }

    @Nested
    class Endpoints {
        private final String url = server.endpoint().toString();
        private final String wrong = "http://127.0.0.1:1";

        @Test
        void ofTheOptionServeBothServicesAndGoBeforeTheVariables() throws Exception {
            assertBothAreAsked(atServer().environment("AWS_ENDPOINT_URL", wrong, "AWS_ENDPOINT_URL_S3", wrong));
        }

        @Test
        void ofTheCommonVariableServeBothServices() throws Exception {
            assertBothAreAsked(Told.nothing().environment("AWS_ENDPOINT_URL", url));
        }

        @Test
        void ofTheServicesVariablesGoBeforeTheCommonOne() throws Exception {
            assertBothAreAsked(Told.nothing()
                    .environment(
                            "AWS_ENDPOINT_URL", wrong,
                            "AWS_ENDPOINT_URL_S3", url,
                            "AWS_ENDPOINT_URL_REKOGNITION", url));
        }

        @Test
        void ofTheProfileAreTakenIfNoVariableSaysOtherwise() throws Exception {
            aws.config("[default]", "endpoint_url = " + url);
            assertBothAreAsked(Told.nothing());
            assertBothAreAsked(Told.nothing().environment("AWS_ENDPOINT_URL", ""));

            aws.config("[default]", "endpoint_url = " + wrong);
            assertBothAreAsked(Told.nothing().environment("AWS_ENDPOINT_URL", url));
        }

        @Test
        void ofTheProfilesServicesGoBeforeItsCommonOne() throws Exception {
            aws.config(
                    "[default]",
                    "endpoint_url = " + wrong,
                    "services = local",
                    "[services local]",
                    "s3 =",
                    "  endpoint_url = " + url,
                    "rekognition =",
                    "  endpoint_url = " + url);

            assertBothAreAsked(Told.nothing());
        }

        private void assertBothAreAsked(Told told) throws Exception {
            s3.put("photos", "deer/1.jpg", "x");
            server.rekognition().answerOthers(StubLabel.of("Deer", 99));
            long calls = server.rekognition().requests();
            ImageEntry image = new ImageEntry("deer/1.jpg", 1, s3.etag("photos", "deer/1.jpg"), Instant.EPOCH);

            try (AwsClients clients = told.forBucket()) {
                assertThat(list(clients)).containsExactly("deer/1.jpg");
                assertThat(clients.detector(DEER, ASKED).detect(image).labels()).hasSize(1);
                assertThat(clients.endpoint()).contains(url);
            }
            assertThat(server.rekognition().requests()).isEqualTo(calls + 1);
        }

        @Test
        void ofTheDefaultProfileAreNotThoseOfAnother() throws Exception {
            aws.config(
                    "[default]",
                    "endpoint_url = " + wrong,
                    "[profile other]",
                    "region = us-east-1",
                    "aws_access_key_id = AKID",
                    "aws_secret_access_key = secret");

            try (AwsClients clients = Told.nothing().profile("other").forFolder()) {
                assertThat(clients.endpoint()).isEmpty();
                // Amazon's own S3 needs no look before a deletion; that a client is made for it shows in its requests.
                assertThat(clients.remover(DEER, false).remove(List.of(), key -> false))
                        .isEmpty();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"localhost:9000", "127.0.0.1:9000", "ftp://example.com", "http://", "http://a b"})
        void thatAreNoUrlAreSaidToBeNoneByTheNameOfTheVariable(String value) {
            ImageStoreException failure = failureOf(() ->
                    Told.nothing().environment("AWS_ENDPOINT_URL_S3", value).forBucket());

            assertThat(failure).hasMessage("AWS_ENDPOINT_URL_S3 is no http or https URL: " + value);
        }

        @Test
        void ofTheProfileThatAreNoUrlAreSaidToBeNone() throws Exception {
            aws.config("[default]", "endpoint_url = localhost:9000");

            ImageStoreException failure = failureOf(() -> Told.nothing().forBucket());

            assertThat(failure).hasMessage("endpoint_url of the AWS profile is no http or https URL: localhost:9000");
        }

        @Test
        void namedByAHostAreCalledWithTheBucketInThePath() throws Exception {
            s3.put("photos", "deer/1.jpg", "x");

            try (AwsClients clients =
                    Told.nothing().endpoint(s3.namedEndpoint()).forBucket()) {
                assertThat(list(clients)).containsExactly("deer/1.jpg");
            }

            assertThat(s3.exchanges())
                    .extracting(exchange -> exchange.header("Host").orElse(""))
                    .containsOnly(s3.namedEndpoint().getAuthority());
        }

        @Test
        void thatAreNotAmazonsGetTheChecksumThatTheyKnow() throws Exception {
            s3.put("photos", "deer/1.jpg", "x");
            s3.requiringContentMd5();
            ImageEntry image = new ImageEntry("deer/1.jpg", 1, s3.etag("photos", "deer/1.jpg"), Instant.EPOCH);

            try (AwsClients clients = atServer().forBucket()) {
                assertThat(clients.remover(DEER, false).remove(List.of(image), key -> false))
                        .containsExactly(RemovalOutcome.of("deer/1.jpg", Result.DELETED));
            }

            assertThat(s3.exchanges("DeleteObjects"))
                    .singleElement()
                    .satisfies(exchange -> assertThat(exchange.headers()).containsKey("content-md5"));
        }

        @Test
        void thatAreNotAmazonsHaveEveryObjectLookedAtBeforeItIsDeleted() throws Exception {
            s3.put("photos", "deer/1.jpg", "x");
            s3.ignoringConditions();
            ImageEntry judged = new ImageEntry("deer/1.jpg", 1, "another", Instant.EPOCH);

            try (AwsClients clients = atServer().forBucket()) {
                assertThat(clients.remover(DEER, false).remove(List.of(judged), key -> false))
                        .extracting(RemovalOutcome::result)
                        .containsExactly(Result.CHANGED);
            }

            assertThat(s3.keys("photos")).containsExactly("deer/1.jpg");
        }

        @Test
        void thatTheSdkFindsByItselfAreNotTakenForAmazonEither() throws Exception {
            System.setProperty("aws.endpointUrlS3", url);
            try (AwsClients clients = Told.nothing().region("us-east-1").forBucket()) {
                s3.put("photos", "deer/1.jpg", "x");
                s3.ignoringConditions();
                ImageEntry judged = new ImageEntry("deer/1.jpg", 1, "another", Instant.EPOCH);

                assertThat(clients.remover(DEER, false).remove(List.of(judged), key -> false))
                        .extracting(RemovalOutcome::result)
                        .containsExactly(Result.CHANGED);
            } finally {
                System.clearProperty("aws.endpointUrlS3");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "https://s3.us-east-1.amazonaws.com, true",
            "https://S3.US-EAST-1.AMAZONAWS.COM, true",
            "https://bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com, true",
            "https://s3.cn-north-1.amazonaws.com.cn, true",
            "http://127.0.0.1:9000, false",
            "https://minio.example.com, false",
            "https://amazonaws.com.example.com, false",
            "https://notamazonaws.com, false"
        })
        void areAmazonsByTheirName(URI endpoint, boolean amazons) {
            assertThat(AwsEndpoints.isAmazon(Optional.of(endpoint))).isEqualTo(amazons);
        }
    }
}
