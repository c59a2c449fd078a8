package io.github.labelverifier.aws.http;

import io.github.labelverifier.image.ImageStoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.profiles.Profile;

/**
 * The way to AWS's servers: by which proxy, and which certificates are trusted.
 *
 * @param proxies by which proxy each server is called
 * @param certificates what is trusted besides what Java trusts
 */
public record Network(ProxySettings proxies, Optional<TrustedCertificates> certificates) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /**
     * The way that the environment and the profile tell.
     *
     * @throws ImageStoreException if what they tell is wrong
     */
    public static Network of(Map<String, String> environment, Optional<Profile> profile) throws ImageStoreException {
        ProxySettings proxies = ProxySettings.of(environment);
        Optional<TrustedCertificates.Bundle> bundle = bundle(environment, profile);
        return new Network(
                proxies, bundle.isPresent() ? Optional.of(TrustedCertificates.read(bundle.get())) : Optional.empty());
    }

    /**
     * The same in words, without passwords: such as {@code no proxy; Java's certificates}.
     *
     * @throws ImageStoreException if a proxy is none
     */
    public static String inWords(Map<String, String> environment, Optional<Profile> profile)
            throws ImageStoreException {
        return ProxySettings.of(environment).inWords() + "; Java's certificates"
                + bundle(environment, profile)
                        .map(bundle -> ", and those of " + bundle.file() + " (" + bundle.setBy() + ")")
                        .orElse("");
    }

    private static Optional<TrustedCertificates.Bundle> bundle(
            Map<String, String> environment, Optional<Profile> profile) {
        return Optional.ofNullable(environment.get("AWS_CA_BUNDLE"))
                .filter(file -> !file.isBlank())
                .map(file -> new TrustedCertificates.Bundle("AWS_CA_BUNDLE", file))
                .or(() -> profile.flatMap(p -> p.property("ca_bundle"))
                        .filter(file -> !file.isBlank())
                        .map(file -> new TrustedCertificates.Bundle("ca_bundle of the AWS profile", file)));
    }

    /**
     * A client for all servers.
     *
     * @param connections how many may be open to all servers of one kind
     * @param readTimeout how long an answer may keep silent
     */
    public SdkHttpClient client(int connections, Duration readTimeout) {
        return new RoutedHttpClient(proxies, proxy -> client(connections, readTimeout, proxy));
    }

    private SdkHttpClient client(int connections, Duration readTimeout, Optional<ProxyAddress> proxy) {
        Apache5HttpClient.Builder client = Apache5HttpClient.builder()
                .maxConnections(connections)
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(readTimeout)
                // Threads wait for the governor, not for connections: there is one for each.
                .connectionAcquisitionTimeout(readTimeout)
                .proxyConfiguration(configuration(proxy));
        certificates.ifPresent(client::tlsTrustManagersProvider);
        return client.build();
    }

    private static ProxyConfiguration configuration(Optional<ProxyAddress> proxy) {
        // What the SDK finds by itself, it takes for servers of every kind.
        ProxyConfiguration.Builder builder = ProxyConfiguration.builder()
                .useEnvironmentVariableValues(false)
                .useSystemPropertyValues(proxy.isEmpty());
        proxy.ifPresent(address -> {
            builder.endpoint(address.uri());
            address.login().ifPresent(login -> builder.username(login.user()).password(login.password()));
        });
        return builder.build();
    }
}
