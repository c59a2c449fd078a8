package io.github.labelverifier.e2e;

import static io.github.labelverifier.e2e.DeerPhotos.deer;
import static io.github.labelverifier.e2e.DeerPhotos.fog;
import static io.github.labelverifier.e2e.DeerPhotos.reportOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.RekognitionServer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.When;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the way at AWS: told in a line or two, before money is spent where that is possible, and nothing is removed. */
@EndToEnd
class TroubleIT {
    @RegisterExtension
    final DeerPhotos photos = new DeerPhotos();

    @TempDir
    Path folder = Path.of("");

    private Program yes(String... arguments) {
        return photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes").with(arguments);
    }

    private Program.Result expectError(Program program, String... parts) throws InterruptedException {
        int before = photos.keys().size();
        Program.Result result = photos.run(program);
        result.expectExit(1)
                .expectStdout("")
                .expectStderr("error: ")
                .expectStderr(parts)
                .expectBriefError();
        assertThat(photos.keys()).hasSize(before);
        assertThat(photos.s3().count("DeleteObjects")).isZero();
        return result;
    }

    private void expectFreeError(Program program, String... parts) throws InterruptedException {
        Program.Result result = expectError(program, parts);
        assertThat(photos.paid()).isZero();
        assertThat(result.directory().resolve(DeerPhotos.REPORT)).doesNotExist();
    }

    @Test
    void aPlaceToMoveToThatCannotBeIsFoundOutBeforeAnythingIsPaid(@TempDir Path folder) throws Exception {
        photos.withDeer();
        Path images = folder.resolve("images");
        photos.withDeerIn(images);
        Path file = Files.createFile(folder.resolve("file"));

        expectFreeError(
                photos.verify("s3://photos/deer", "-e", "deer/1.jpg", "--yes", "--move-to", "s3://photoz/out"),
                "there is no bucket photoz");
        expectFreeError(
                photos.verify(images.toString(), "-e", "1.jpg", "--yes", "--move-to", file + "/x"),
                "cannot move to " + file + "/x: " + file + " is not a folder");
    }

    @Test
    void aBucketThatIsNotThere() throws Exception {
        expectFreeError(photos.verify("s3://photoz/deer", "-e", "deer/1.jpg", "--yes"), "there is no bucket photoz");
    }

    @Test
    void aPrefixWithNothingBelowIt() throws Exception {
        photos.withDeer().with("/rooted/1.jpg", deer());

        expectFreeError(
                photos.verify("s3://photos/dear", "-e", "deer/1.jpg", "--yes"),
                "nothing was found at s3://photos/dear/");
        expectFreeError(
                photos.verify("s3://photos//deer/", "-e", "deer/1.jpg", "--yes"),
                "nothing was found at s3://photos//deer/",
                "begins with a slash",
                "did you mean s3://photos/deer/?");
        photos.run(photos.verify("s3://photos//rooted", "-e", "/rooted/1.jpg", "--dry-run"))
                .expectExit(0);
    }

    @Test
    void exemplarsThatAreNotThere() throws Exception {
        photos.withDeer();

        expectFreeError(yes("-e", "deer/11.jpg"), "there is no exemplar s3://photos/deer/11.jpg");
        expectFreeError(
                photos.verify("s3://photos/deer", "-e", "1.jpg", "--yes"),
                "there is no exemplar s3://photos/1.jpg",
                "give the full key, deer/1.jpg");
        expectFreeError(yes("-e", "/deer/2.jpg"), "there is no exemplar s3://photos//deer/2.jpg");
    }

    @Test
    void exemplarsThatCannotBeChecked() throws Exception {
        photos.withDeer().with("deer/0.jpg", fog());

        expectFreeError(yes("-e", "deer/notes.txt"), "the exemplar deer/notes.txt cannot be checked: not a picture");
        expectError(
                photos.verify("s3://photos/deer", "-e", "deer/0.jpg", "--yes"),
                "the reference is empty",
                "--min-confidence 85",
                "--reference-label");
        assertThat(photos.paid()).as("the exemplar alone").isEqualTo(1);

        photos.rekognition().inject(RekognitionServer.error("InvalidImageFormatException"), When.key("deer/2.jpg"));
        expectError(yes("-e", "deer/2.jpg"), "exemplar", "deer/2.jpg", "its content is of no known format");
        photos.rekognition().inject(RekognitionServer.error("InvalidS3ObjectException"), When.key("deer/6.png"));
        expectError(
                photos.verify("s3://photos/deer", "-e", "deer/6.png", "--yes", "--send", "reference"),
                "exemplar",
                "deer/6.png",
                "s3:GetObject");
        assertThat(photos.rekognition().keys()).doesNotContain("deer/3.jpg", "deer/4.jpg");
    }

    @Test
    void nobodyIsLoggedIn() throws Exception {
        photos.withDeer();
        Path home = Files.createDirectories(folder.resolve("home"));

        expectFreeError(yes().withoutCredentials(), "there are no AWS credentials", "aws configure");
        expectFreeError(yes("--profile", "nobody").home(home), "there is no AWS profile 'nobody'");
        expectFreeError(yes().home(home).env("AWS_PROFILE", "nobody"), "there is no AWS profile 'nobody'");
        assertThat(photos.requests()).isZero();
    }

    @Test
    void credentialsThatAreNotAcceptedBySimpleStorageService() throws Exception {
        photos.withDeer();

        photos.s3().requiringAccessKeyId("AKIDOTHER");
        expectFreeError(yes(), "credentials are not accepted", "AWS_ACCESS_KEY_ID");
        photos.s3().expireCredentials();
        expectFreeError(yes(), "credentials have expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ExpiredTokenException", "UnrecognizedClientException", "AccessDeniedException"})
    void callersWhomRekognitionTurnsAway(String error) throws Exception {
        photos.withDeer();
        String told = error.startsWith("Expired")
                ? "credentials have expired"
                : error.startsWith("Access") ? "rekognition:DetectLabels" : "credentials are not accepted";
        photos.rekognition().inject(RekognitionServer.error(error), When.always());

        expectError(yes(), told);
        assertThat(photos.paid()).isEqualTo(1);
    }

    @Test
    void credentialsThatExpireInTheMiddle() throws Exception {
        photos.withDeer();
        photos.rekognition()
                .inject(
                        RekognitionServer.error("ExpiredTokenException"),
                        When.always().from(4));

        Program.Result result = photos.run(yes("--concurrency", "1", "--format", "keys"));

        result.expectExit(1).expectStderr("error: ", "the credentials have expired", "--reuse report.jsonl");
        assertThat(result.stderrLines()).hasSize(2);
        assertThat(reportOf(result).isComplete()).isFalse();
        assertThat(reportOf(result).keys()).containsExactly("deer/1.jpg", "deer/2.jpg", "deer/3.jpg");
        assertThat(photos.keys()).hasSize(8);
        assertThat(photos.paid()).isEqualTo(4);
    }

    @Test
    void whatTheCallerMayNotDo() throws Exception {
        photos.withDeer();

        photos.s3().inject(FakeS3.error("AccessDenied"), When.operation("ListObjectsV2"));
        expectFreeError(yes(), "cannot list s3://photos/deer/", "access denied");
        photos.s3().inject(FakeS3.error("AccessDenied"), When.operation("HeadObject"));
        expectFreeError(yes(), "s3://photos/deer/1.jpg", "access denied");

        photos.s3().clearFaults().inject(FakeS3.error("AccessDenied"), When.operation("HeadBucket"));
        photos.run(photos.dryRun()).expectExit(0);
    }

    @Test
    void placesWhereNobodyAnswers() throws Exception {
        photos.withDeer();
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        String nowhere = "http://127.0.0.1:" + closed;

        expectFreeError(yes("--endpoint-url", nowhere), "photos cannot be reached", "refused");
        expectFreeError(
                yes().without("AWS_ENDPOINT_URL")
                        .env("AWS_ENDPOINT_URL_S3", photos.endpoint())
                        .env("AWS_ENDPOINT_URL_REKOGNITION", nowhere),
                "Rekognition cannot be reached",
                "refused");
    }

    @Test
    void profilesAreReadAsTheAwsCliReadsThem() throws Exception {
        photos.withDeer();
        photos.s3().requiringAccessKeyId("AKIDPROFILE");
        Files.createDirectory(folder.resolve(".aws"));
        Files.writeString(folder.resolve(".aws/config"), """
                [profile herd]
                region = us-east-1
                endpoint_url = %s
                """.formatted(photos.endpoint()));
        Files.writeString(folder.resolve(".aws/credentials"), """
                [herd]
                aws_access_key_id = AKIDPROFILE
                aws_secret_access_key = secret-of-the-profile
                """);

        photos.run(photos.dryRun("--profile", "herd").home(folder).without("AWS_ENDPOINT_URL", "AWS_REGION"))
                .expectExit(0);
        photos.run(photos.dryRun()
                        .withoutCredentials()
                        .env("AWS_PROFILE", "herd")
                        .home(folder)
                        .without("AWS_ENDPOINT_URL", "AWS_REGION"))
                .expectExit(0);
    }

    @Test
    void labelsMayHaveAnyName() throws Exception {
        photos.withDeer().with("deer/0.jpg", StubLabel.of("De\u0301er \u001b[1m;\"=", 99), StubLabel.of("Deer", 99));

        Program.Result result =
                photos.run(photos.verify("s3://photos/deer", "-e", "deer/0.jpg", "--dry-run", "--format", "csv"));

        result.expectExit(0).expectStderr("Reference  Deer, De\u0301er \\u001b[1m;\"=\n");
        assertThat(reportOf(result).header().get("reference"))
                .isEqualTo(Json.object("{\"r\":[{\"label\":\"Deer\",\"exemplars\":1},"
                                + "{\"label\":\"De\u0301er \\u001b[1m;\\\"=\",\"exemplars\":1}]}")
                        .get("r"));
    }
}
