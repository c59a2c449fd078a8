package io.github.labelverifier.aws.http;

import io.github.labelverifier.image.ImageStoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * Makes the clients by which the SDK fetches credentials (STS, SSO), so that these go by the same proxies and trust the
 * same certificates as all others. The SDK makes one of these itself and hands nothing over, so it looks at the process.
 */
public final class HttpService implements SdkHttpService {
    private static final int CONNECTIONS = 8;
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /** For the SDK. */
    public HttpService() {}

    /** Has the SDK use this, with a profile if one is named. */
    public static void install(Optional<String> profile) {
        System.setProperty("software.amazon.awssdk.http.service.impl", HttpService.class.getName());
        profile.ifPresent(name -> System.setProperty(ProfileFileSystemSetting.AWS_PROFILE.property(), name));
    }

    /** What the SDK makes one with. */
    private interface ClientBuilder extends SdkHttpClient.Builder<ClientBuilder> {}

    @Override
    public SdkHttpClient.Builder<?> createHttpClientBuilder() {
        ClientBuilder builder = HttpService::client;
        return builder;
    }

    private static SdkHttpClient client(AttributeMap defaults) {
        Map<String, String> environment = System.getenv();
        Optional<Profile> profile =
                ProfileFile.defaultProfileFile().profile(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow());
        try {
            return Network.of(environment, profile).client(CONNECTIONS, READ_TIMEOUT);
        } catch (ImageStoreException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
