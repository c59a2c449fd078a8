package io.github.labelverifier.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What s3proxy does for the tests that use it, and how it refuses. */
class S3ServerPeer {
    private static S3Server server;

    @BeforeAll
    static void start() {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatIsPutIsListedReadAndDeleted() {
        server.createBucket("photos");

        String etag = server.put("photos", "deer/1.jpg", "content");
        server.put("photos", "fox/1.jpg", new byte[] {1, 2, 3});

        assertThat(etag).isEqualTo(StubObject.md5("content".getBytes(StandardCharsets.UTF_8)));
        assertThat(server.keys("photos")).containsExactly("deer/1.jpg", "fox/1.jpg");
        assertThat(server.keys("photos", "fox/")).containsExactly("fox/1.jpg");
        assertThat(server.get("photos", "deer/1.jpg")).asString().isEqualTo("content");
        assertThat(server.etag("photos", "deer/1.jpg")).isEqualTo(etag);
        server.delete("photos", "deer/1.jpg");
        assertThat(server.exists("photos", "deer/1.jpg")).isFalse();
        assertThat(server.exists("photos", "fox/1.jpg")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b+c%20d.jpg", "line\nfeed.jpg", "bidi\u202egpj.jpg", "\ud83e\udd8c é \"<&>.jpg", "-x@", "dir/"
            })
    void anOddKeyStaysWhatItIs(String key) {
        String bucket = "odd-" + Integer.toHexString(key.hashCode());
        server.createBucket(bucket).put(bucket, key, "content");

        assertThat(server.keys(bucket)).containsExactly(key);
        server.delete(bucket, key);
        assertThat(server.keys(bucket)).isEmpty();
    }

    @Test
    void aWrongSecretIsRefused() {
        try (S3Client stranger = S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(server.client().serviceClientConfiguration().region())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestAws.ACCESS_KEY_ID, "another secret")))
                .forcePathStyle(true)
                .build()) {
            assertThatThrownBy(stranger::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void anonymousCallersMayBeLetIn() throws IOException {
        try (S3Server open = S3Server.startAnonymous()) {
            open.createBucket("photos").put("photos", "a.jpg", "content");
            String request = "GET /photos/a.jpg HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            assertThat(RawHttp.exchange(open.endpoint(), request))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("content");
        }
    }

    @Test
    void aStoreOnDiskOutlivesItsServer(@TempDir Path folder) {
        try (S3Server first = S3Server.startOnDisk(folder)) {
            first.createBucket("photos").put("photos", "deer/1.jpg", "content");
        }
        try (S3Server second = S3Server.startOnDisk(folder)) {
            assertThat(second.keys("photos")).isEqualTo(List.of("deer/1.jpg"));
        }
    }
}
