package io.github.labelverifier.testing;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The credentials of all tests, and plain SDK clients for the stand-ins: they do not retry, so each call is one request. */
public final class TestAws {
    /** The access key id that programs and clients of the tests use. */
    public static final String ACCESS_KEY_ID = "AKIDLABELVERIFIER";

    /** Its secret, known to {@link S3Server}, which checks signatures. */
    public static final String SECRET_ACCESS_KEY = "label-verifier-test-secret";

    /** The region of the tests. */
    public static final String REGION = "us-east-1";

    private TestAws() {}

    /** The credentials as environment variables. */
    public static Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID, "AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    }

    /** The credentials for clients. */
    public static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
    }

    /** A client in {@link #REGION} with path style; to be closed. */
    public static S3Client s3(URI endpoint) {
        return s3(endpoint, REGION);
    }

    /** A client in that region with path style; to be closed. */
    public static S3Client s3(URI endpoint, String region) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .forcePathStyle(true)
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** A client in {@link #REGION}; to be closed. */
    public static RekognitionClient rekognition(URI endpoint) {
        return RekognitionClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(credentials())
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(300))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }
}
