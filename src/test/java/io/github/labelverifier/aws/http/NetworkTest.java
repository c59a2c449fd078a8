package io.github.labelverifier.aws.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.aws.s3.S3ImageSourceContract;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.ProxyServer;
import io.github.labelverifier.testing.TlsServer;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How the clients get to their servers: through proxies, and trusting certificates. */
class NetworkTest {
    private static final URI SECURE = URI.create("https://s3.example.com");
    private static final S3Location DEER = new S3Location("photos", "deer/");

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    @TempDir
    private Path folder;

    private final FakeS3 s3 = FakeS3.start().createBucket("photos");
    private final TlsServer secure = TlsServer.before(s3.endpoint().getPort());
    private final ProxyServer proxy = ProxyServer.to(secure.port());

    NetworkTest() {
        s3.put("photos", "deer/1.jpg", "x");
    }

    @AfterEach
    void stop() {
        proxy.close();
        secure.close();
        s3.close();
    }

    private static List<String> list(URI endpoint, Map<String, String> environment) throws Exception {
        try (AwsClients clients = AwsClients.forBucket(IsolatedAws.settings(endpoint), environment, "photos")) {
            return S3ImageSourceContract.keys(clients.source(DEER));
        }
    }

    private static ImageStoreException failure(URI endpoint, Map<String, String> environment) {
        ImageStoreException failure =
                catchThrowableOfType(ImageStoreException.class, () -> list(endpoint, environment));
        assertThat(failure).isNotNull();
        return failure;
    }

    private Map<String, String> through(String httpsProxy) {
        return Map.of(
                "HTTPS_PROXY", httpsProxy, "AWS_CA_BUNDLE", secure.certificate().toString());
    }

    @Nested
    class Proxies {
        @Test
        void areAskedForATunnelToServersWithTls() throws Exception {
            assertThat(list(SECURE, through(proxy.address()))).containsExactly("deer/1.jpg");

            assertThat(proxy.requests()).isNotEmpty().containsOnly("CONNECT s3.example.com:443");
        }

        @Test
        void areHandedTheRequestsToOtherServers() throws Exception {
            try (ProxyServer plain = ProxyServer.to(s3.endpoint().getPort())) {
                assertThat(list(URI.create("http://s3.example.com"), Map.of("http_proxy", plain.address())))
                        .containsExactly("deer/1.jpg");

                assertThat(plain.requests()).first().isEqualTo("HEAD http://s3.example.com/photos");
            }
        }

        @Test
        void areTakenByTheSchemeOfTheServerAndNotOfTheProxy() throws Exception {
            assertThat(list(s3.endpoint(), Map.of("HTTPS_PROXY", proxy.address())))
                    .containsExactly("deer/1.jpg");
            assertThat(list(
                            secure.endpoint(),
                            Map.of(
                                    "HTTP_PROXY",
                                    proxy.address(),
                                    "AWS_CA_BUNDLE",
                                    secure.certificate().toString())))
                    .containsExactly("deer/1.jpg");

            assertThat(proxy.requests()).isEmpty();
        }

        @Test
        void mayBeReachedByTlsThemselves() throws Exception {
            try (TlsServer before = TlsServer.before(proxy.uri().getPort())) {
                Path both = folder.resolve("both.pem");
                Files.writeString(
                        both, Files.readString(secure.certificate()) + Files.readString(before.certificate()));

                assertThat(list(
                                SECURE,
                                Map.of("HTTPS_PROXY", before.endpoint().toString(), "AWS_CA_BUNDLE", both.toString())))
                        .containsExactly("deer/1.jpg");
            }
        }

        @Test
        void areToldWhoCallsIfTheyAsk() throws Exception {
            proxy.asking("user", "s3cret");

            assertThat(list(SECURE, through("user:s3cret@" + proxy.address()))).containsExactly("deer/1.jpg");
        }

        @Test
        void thatDoNotKnowTheCallerAreSaidToAskForAPasswordWhichIsNotPrinted() {
            proxy.asking("user", "another");

            ImageStoreException failure = failure(SECURE, through("user:s3cret@" + proxy.address()));

            assertThat(failure)
                    .hasMessage("the bucket photos cannot be reached: the proxy " + proxy.address()
                            + " wants another name and password: set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT");
        }

        @Test
        void thatRefuseAreNotAskedAgainAndAgain() {
            ImageStoreException failure =
                    failure(SECURE, through(proxy.refusing().address()));

            assertThat(failure)
                    .hasMessage("the bucket photos cannot be reached: the proxy " + proxy.address()
                            + " refuses to connect to s3.example.com (403): have it allowed, or name the host in"
                            + " NO_PROXY");
            assertThat(proxy.refusals()).isEqualTo(1);
        }

        @Test
        void thatAreNotThereAreNamed() {
            proxy.close();

            assertThat(failure(SECURE, through("user:s3cret@" + proxy.address()))
                            .getMessage())
                    .contains(proxy.address())
                    .contains("refused")
                    .doesNotContain("s3cret");
        }

        @Test
        void thatAreNoneAreAnErrorBeforeAnythingIsAsked() {
            assertThat(failure(s3.endpoint(), Map.of("HTTP_PROXY", "http://:80")))
                    .hasMessage("HTTP_PROXY is no HTTP proxy: write it as http://HOST:PORT");
            assertThat(s3.exchanges()).isEmpty();
        }
    }

    @Nested
    class Certificates {
        @Test
        void ofTheVariableAreTrusted() throws Exception {
            assertThat(list(
                            secure.endpoint(),
                            Map.of("AWS_CA_BUNDLE", secure.certificate().toString())))
                    .containsExactly("deer/1.jpg");
        }

        @Test
        void ofTheProfileAreTrustedUnlessTheVariableNamesOthers() throws Exception {
            aws.config("[default]", "ca_bundle = " + secure.certificate());
            assertThat(list(secure.endpoint(), Map.of("AWS_CA_BUNDLE", ""))).containsExactly("deer/1.jpg");

            aws.config("[default]", "ca_bundle = /nowhere");
            assertThat(list(
                            secure.endpoint(),
                            Map.of("AWS_CA_BUNDLE", secure.certificate().toString())))
                    .containsExactly("deer/1.jpg");
        }

        @Test
        void areNotLookedForInAFileOfAnySize() throws Exception {
            Path endless = folder.resolve("endless.pem");
            try (RandomAccessFile file = new RandomAccessFile(endless.toFile(), "rw")) {
                file.setLength(17 << 20);
            }

            assertThat(failure(secure.endpoint(), Map.of("AWS_CA_BUNDLE", endless.toString())))
                    .hasMessage("cannot read " + endless + ", which is set by AWS_CA_BUNDLE: it has more than 16 MiB,"
                            + " as no file of certificates has");
        }

        @Test
        void thatNobodyTrustsAreSaidToBeNotTrustedAtOnce() {
            ImageStoreException failure = failure(secure.endpoint(), Map.of());

            assertThat(failure)
                    .hasMessage("the bucket photos cannot be reached: the certificate of 127.0.0.1 is not trusted: set"
                            + " AWS_CA_BUNDLE to a PEM file with that of its authority");
        }

        @Test
        void ofAnotherHostAreSaidToBe() {
            try (ProxyServer any = ProxyServer.to(secure.port())) {
                ImageStoreException failure = failure(
                        URI.create("https://s3.example.org"),
                        Map.of(
                                "HTTPS_PROXY",
                                any.address(),
                                "AWS_CA_BUNDLE",
                                secure.certificate().toString()));

                assertThat(failure)
                        .hasMessage("the bucket photos cannot be reached: the certificate of s3.example.org is not"
                                + " trusted: it is for another host");
                assertThat(any.requests()).hasSizeLessThan(3);
            }
        }

        @Test
        void inNoFileOrInNoneOfTheRightFormatAreAnErrorThatNamesIt() throws Exception {
            Path wrong = Files.writeString(folder.resolve("wrong.pem"), "no certificate");
            Path broken = Files.writeString(
                    folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

            assertThat(failure(secure.endpoint(), Map.of("AWS_CA_BUNDLE", "/nowhere/ca.pem")))
                    .hasMessage("cannot read /nowhere/ca.pem, which is set by AWS_CA_BUNDLE: no such file, or no"
                            + " permission to read it");
            for (Path file : List.of(wrong, broken)) {
                assertThat(failure(secure.endpoint(), Map.of("AWS_CA_BUNDLE", file.toString())))
                        .hasMessage("cannot read " + file + ", which is set by AWS_CA_BUNDLE: it is no file of"
                                + " certificates in the format PEM");
            }
            assertThat(failure(secure.endpoint(), Map.of("AWS_CA_BUNDLE", folder.toString())))
                    .hasMessageEndingWith(": it is a folder");
        }
    }
}
