package io.github.labelverifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.testing.FakeAws;
import io.github.labelverifier.testing.HttpReply;
import io.github.labelverifier.testing.HttpStandIn;
import io.github.labelverifier.testing.Program;
import io.github.labelverifier.testing.ProxyServer;
import io.github.labelverifier.testing.StubLabel;
import io.github.labelverifier.testing.TlsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that has a proxy in it which looks into TLS, as companies have them. */
@EndToEnd
class CompanyNetworkIT {
    private static final String ROLE = """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>AKIDROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
            <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/s
            </Arn><AssumedRoleId>id:s</AssumedRoleId></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>""";

    @TempDir
    Path home = Path.of("");

    private final FakeAws aws = FakeAws.start();
    private final TlsServer secure = TlsServer.before(aws.endpoint().getPort());
    private final HttpStandIn sts = HttpStandIn.start("sts", 0, request -> HttpReply.of(200, "text/xml", ROLE));
    private final TlsServer secureSts = TlsServer.before(sts.endpoint().getPort());
    private final ProxyServer proxy = ProxyServer.to(secure.port()).leading("sts.example.com", secureSts.port());

    @AfterEach
    void stop() {
        proxy.close();
        secureSts.close();
        sts.close();
        secure.close();
        aws.close();
    }

    @Test
    void everyServerIsReachedThroughItAlsoTheOneThatGivesCredentials() throws Exception {
        aws.s3().createBucket("photos").requiringAccessKeyId("AKIDROLE");
        aws.s3().put("photos", "deer/1.jpg", "one");
        aws.s3().put("photos", "deer/2.jpg", "two");
        aws.rekognition().answerOthers(StubLabel.of("Deer", 99));
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/config"), """
                [profile work]
                role_arn = arn:aws:iam::123456789012:role/r
                source_profile = base
                ca_bundle = %s
                [profile base]
                aws_access_key_id = AKIDBASE
                aws_secret_access_key = secret
                """.formatted(secure.certificate()));

        Program.of("verify", "s3://photos/deer", "-e", "deer/1.jpg", "--dry-run", "--profile", "work")
                .home(home)
                .withoutCredentials()
                .env("AWS_ENDPOINT_URL_S3", "https://s3.example.com")
                .env("AWS_ENDPOINT_URL_REKOGNITION", "https://rekognition.example.com")
                .env("AWS_ENDPOINT_URL_STS", "https://sts.example.com")
                .env("HTTPS_PROXY", proxy.address())
                .env("HTTP_PROXY", "http://127.0.0.1:1")
                .env("NO_PROXY", "localhost, .internal")
                .run()
                .expectExit(0);

        assertThat(proxy.requests())
                .contains(
                        "CONNECT sts.example.com:443",
                        "CONNECT s3.example.com:443",
                        "CONNECT rekognition.example.com:443");
    }
}
