package io.github.labelverifier.aws.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.labelverifier.aws.error.NoCredentialsException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** How often credentials are asked for. */
class CheckedCredentialsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> end = new AtomicReference<>(NOON);
    private final CheckedCredentials credentials = new CheckedCredentials(this::give, now::get);

    private AwsCredentials give() {
        return AwsSessionCredentials.builder()
                .accessKeyId("AKID" + asked.incrementAndGet())
                .secretAccessKey("secret")
                .sessionToken("token")
                .expirationTime(end.get())
                .build();
    }

    @Test
    void thoseThatAreAboutToExpireServeUntilTheyHave() {
        end.set(NOON.plusSeconds(10));

        for (int i = 0; i < 300; i++) {
            assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKID1");
        }
        now.set(NOON.plusSeconds(10));
        end.set(NOON.plusSeconds(3600));

        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKID2");
    }

    @Test
    void thoseThatHaveExpiredAreNoneAndAreNotAskedForByEveryRequest() {
        for (int i = 0; i < 300; i++) {
            assertThatThrownBy(credentials::resolveCredentials)
                    .isInstanceOf(NoCredentialsException.class)
                    .hasMessage("the AWS credentials cannot be loaded: those that were given expired at"
                            + " 2026-11-22T12:00:00Z");
        }
        assertThat(asked).hasValue(1);

        now.set(NOON.plusSeconds(31));
        end.set(NOON.plusSeconds(3600));
        assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("AKID2");
    }

    @Test
    void thoseThatLastAreLeftToTheSdk() {
        end.set(NOON.plusSeconds(3600));

        credentials.resolveCredentials();
        credentials.resolveCredentials();

        assertThat(asked).hasValue(2);
    }
}
