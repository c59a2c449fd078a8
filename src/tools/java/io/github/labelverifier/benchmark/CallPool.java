package io.github.labelverifier.benchmark;

import io.github.labelverifier.testing.TestAws;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.rekognition.RekognitionClient;

/**
 * What one would write without a governor: so many threads, each making one call after another, and the SDK's retries.
 *
 * @param threads how many calls are in flight
 * @param retries what the SDK does about failures
 */
record CallPool(int threads, RetryStrategy retries) {
    private static final int ATTEMPTS = 20;

    /** One call at a time, as a script makes them. */
    static CallPool sequential() {
        return new CallPool(1, AwsRetryStrategy.standardRetryStrategy());
    }

    /** A pool that leaves the pace to the SDK. */
    static CallPool adaptive(int threads) {
        return new CallPool(
                threads,
                AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build());
    }

    /** Calls for so many images, and tells how many got no answer. */
    long run(URI endpoint, String bucket, int images) throws InterruptedException {
        AtomicLong lost = new AtomicLong();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (RekognitionClient client = RekognitionClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TestAws.REGION))
                .credentialsProvider(TestAws.credentials())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(threads)
                        .connectionAcquisitionTimeout(Duration.ofMinutes(5)))
                .overrideConfiguration(o -> o.retryStrategy(retries))
                .build()) {
            for (int i = 0; i < images; i++) {
                String key = String.format("images/%07d.jpg", i);
                pool.execute(() -> {
                    try {
                        client.detectLabels(request -> request.image(image ->
                                image.s3Object(object -> object.bucket(bucket).name(key))));
                    } catch (SdkException e) {
                        lost.incrementAndGet();
                    }
                });
            }
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.HOURS);
        } finally {
            pool.shutdownNow();
        }
        return lost.get();
    }
}
