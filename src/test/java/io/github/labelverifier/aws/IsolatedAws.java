package io.github.labelverifier.aws;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.testing.TestAws;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps the SDK away from the AWS configuration of whoever runs the tests: it has the credentials of {@link TestAws}, no
 * profiles and no machine role, unless a test says otherwise.
 *
 * <p>The SDK reads the variables of the process, which a test cannot set, but system properties go before them.
 */
public final class IsolatedAws implements BeforeEachCallback, AfterEachCallback {
    private final Map<String, Optional<String>> before = new HashMap<>();
    private Path folder = Path.of("");

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("isolated-aws");
        property("aws.accessKeyId", TestAws.ACCESS_KEY_ID);
        property("aws.secretAccessKey", TestAws.SECRET_ACCESS_KEY);
        property("aws.profile", "default");
        property("aws.configFile", folder.resolve("config").toString());
        property("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        property("aws.disableEc2Metadata", "true");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        before.forEach((name, value) ->
                value.ifPresentOrElse(text -> System.setProperty(name, text), () -> System.clearProperty(name)));
        before.clear();
        Files.deleteIfExists(folder.resolve("config"));
        Files.deleteIfExists(folder);
    }

    private void property(String name, String value) {
        before.putIfAbsent(name, Optional.ofNullable(System.getProperty(name)));
        System.setProperty(name, value);
    }

    /** Writes the AWS configuration file. */
    public void config(String... lines) throws IOException {
        Files.write(folder.resolve("config"), java.util.List.of(lines));
    }

    /** Takes the credentials away that are not in a profile. */
    public void withoutCredentials() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    /** Nothing told but the credentials. */
    public static AwsSettings settings() {
        return new AwsSettings(Optional.empty(), Optional.empty(), Optional.empty(), false, Duration.ofSeconds(10), 4);
    }

    /** The settings of {@code --endpoint-url}. */
    public static AwsSettings settings(URI endpoint) {
        return new AwsSettings(
                Optional.empty(), Optional.empty(), Optional.of(endpoint), false, Duration.ofSeconds(10), 4);
    }
}
