package io.github.labelverifier.aws;

import io.github.labelverifier.aws.error.NoCredentialsException;
import io.github.labelverifier.aws.error.OverdueCallException;
import io.github.labelverifier.aws.error.RouteException;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** Which failed requests the clients repeat by themselves, and how often. */
public final class AwsRetries {
    private static final int S3_ATTEMPTS = 6;
    private static final int REKOGNITION_ATTEMPTS = 4;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);

    private AwsRetries() {}

    /** Those of looks and listings, which change nothing. */
    public static RetryStrategy s3() {
        return StandardRetryStrategy.builder()
                .maxAttempts(S3_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, MAX_BACKOFF))
                // Besides what the SDK repeats by itself, which is no answer that breaks off in the middle.
                .retryOnException(AwsRetries::isBrokenOff)
                .build();
    }

    /** One more attempt, for a person who waits for the answer. */
    static RetryStrategy twice() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(2)
                .build();
    }

    /** Repeats what can pass by itself, but no throttled call: the governor decides when that one is made again. */
    public static RetryStrategy rekognition() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .circuitBreakerEnabled(false)
                .maxAttempts(REKOGNITION_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, MAX_BACKOFF))
                .retryOnException(e -> isBrokenOff(e) || isServersFault(e))
                .build();
    }

    /** A connection that nobody accepts or that breaks, an answer that is cut off, cannot be read or does not come. */
    private static boolean isBrokenOff(Throwable e) {
        return e instanceof SdkClientException
                && !(e instanceof NoCredentialsException)
                && RouteException.behind(e).isEmpty()
                && !OverdueCallException.isBehind(e)
                && !(e instanceof AbortedException);
    }

    private static boolean isServersFault(Throwable e) {
        return e instanceof SdkServiceException service
                && !service.isThrottlingException()
                && (service.statusCode() >= 500 || RetryUtils.isClockSkewException(service));
    }
}
