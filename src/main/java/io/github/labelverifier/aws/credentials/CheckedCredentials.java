package io.github.labelverifier.aws.credentials;

import io.github.labelverifier.aws.error.NoCredentialsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials whose absence has an exception of its own, since it concerns all calls and not the one that met it.
 *
 * <p>The SDK keeps credentials until they are about to expire, and then asks for each request. What is about to expire is
 * kept here until it has, and a failure for a moment, so that hundreds of requests do not start hundreds of programs.
 */
public final class CheckedCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
    /** So long before they expire, the SDK lets go of credentials that a program gave. */
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(15);

    private static final Duration FAILURE_LIFE = Duration.ofSeconds(30);

    private final AwsCredentialsProvider provider;
    private final InstantSource clock;
    private Optional<Kept> kept = Optional.empty();

    private record Kept(Optional<AwsCredentials> credentials, Optional<RuntimeException> failure, Instant until) {}

    public CheckedCredentials(AwsCredentialsProvider provider) {
        this(provider, InstantSource.system());
    }

    public CheckedCredentials(AwsCredentialsProvider provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        Optional<Kept> before = kept();
        if (before.isPresent()) {
            return valueOf(before.get());
        }
        // One after the other: those who wait find what the first has got.
        synchronized (provider) {
            Optional<Kept> meanwhile = kept();
            return meanwhile.isPresent() ? valueOf(meanwhile.get()) : ask();
        }
    }

    private AwsCredentials ask() {
        try {
            AwsCredentials credentials = provider.resolveCredentials();
            Instant now = clock.instant();
            Optional<Instant> end = credentials.expirationTime();
            if (end.isPresent() && !end.get().isAfter(now)) {
                throw new IllegalStateException("those that were given expired at " + end.get());
            }
            if (end.isPresent() && end.get().isBefore(now.plus(LAST_MOMENTS))) {
                keep(new Kept(Optional.of(credentials), Optional.empty(), end.get()));
            }
            return credentials;
        } catch (RuntimeException e) {
            keep(new Kept(Optional.empty(), Optional.of(e), clock.instant().plus(FAILURE_LIFE)));
            // Of the SDK's own kinds for what a service says, of Java's for what a profile lacks.
            throw new NoCredentialsException(e);
        }
    }

    private static AwsCredentials valueOf(Kept kept) {
        if (kept.failure().isPresent()) {
            throw new NoCredentialsException(kept.failure().get());
        }
        return kept.credentials().orElseThrow();
    }

    private synchronized Optional<Kept> kept() {
        return kept.filter(k -> clock.instant().isBefore(k.until()));
    }

    private synchronized void keep(Kept what) {
        kept = Optional.of(what);
    }

    @Override
    public void close() {
        if (provider instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }
}
