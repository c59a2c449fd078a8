package io.github.labelverifier.escape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.labelverifier.aws.AwsClients;
import io.github.labelverifier.aws.IsolatedAws;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageStoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is secret is neither shown nor written, whole or in part. */
class RedactionTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @RegisterExtension
    final IsolatedAws aws = new IsolatedAws();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Version\":1,\"AccessKeyId\":\"AKID\",\"SecretAccessKey\":\"" + SECRET,
                "{\"Version\":1,\"AccessKeyId\":\"AKID\",\"SecretAccessKey\":" + SECRET + "}",
                "{\"Version\":1,\"AccessKeyId\":\"AKID\",\"SecretAccessKey\":\"" + SECRET + "\",\"Expiration\":\""
                        + SECRET + "\"}",
                "{\"Version\":\"" + SECRET + "\"}",
                "SecretAccessKey=" + SECRET,
                SECRET
            })
    void anAnswerOfACredentialProcessThatCannotBeReadIsNotShown(String answer, @TempDir Path folder)
            throws IOException {
        aws.withoutCredentials();
        Path file = Files.writeString(folder.resolve("answer"), answer + "\n");
        aws.config("[profile p]", "region = us-east-1", "credential_process = cat " + file);
        AwsSettings settings =
                new AwsSettings(Optional.of("p"), Optional.empty(), Optional.empty(), false, Duration.ofSeconds(10), 4);

        ImageStoreException failure = catchThrowableOfType(
                ImageStoreException.class,
                () -> AwsClients.forFolder(settings, Map.of()).close());

        assertThat(failure.getMessage()).startsWith("the AWS credentials cannot be loaded: ");
        assertNoneOfIt(failure.getMessage());
        for (Throwable e = failure; e != null; e = e.getCause()) {
            assertNoneOfIt(Redaction.ofCredentials(e.toString()));
        }
    }

    private static void assertNoneOfIt(String text) {
        assertThat(text).doesNotContain("wJalr", "K7MDENG", "bPxRfi");
    }

    @Test
    void aPasswordInTheEndpointReachesNeitherReportsNorMessages() {
        URI endpoint = URI.create("https://user:pa55@store.example:9000/base");

        assertThat(IsolatedAws.settings(endpoint).endpoint()).contains(URI.create("https://store.example:9000/base"));
        assertThat(Redaction.of("cannot reach https://user:pa@55@store.example/photos/img@2x.jpg"))
                .isEqualTo("cannot reach https://***@store.example/photos/img@2x.jpg");
        assertThat(Redaction.ofUrl("htp:/user:pa/55@store.example")).isEqualTo("***@store.example");
    }

    @Test
    void aPasswordInAVariableIsNotShownEither() {
        ImageStoreException failure = catchThrowableOfType(
                ImageStoreException.class,
                () -> AwsClients.storageEndpoint(
                        IsolatedAws.settings(), Map.of("AWS_ENDPOINT_URL", "https://user:pa 55@store.example")));

        assertThat(failure)
                .hasMessage("AWS_ENDPOINT_URL is no http or https URL: ***@store.example")
                .hasNoCause();
    }

    @Test
    void whatIsNoSecretStaysAsItIs() {
        String text = "cannot list s3://photos/deer/: We encountered an internal error. Please try again.";

        assertThat(Redaction.ofCredentials(text)).isEqualTo(text);
        assertThat(Redaction.of("s3://photos/deer/a@b.jpg")).isEqualTo("s3://photos/deer/a@b.jpg");
    }
}
