package io.github.labelverifier.aws;

import io.github.labelverifier.aws.credentials.CheckedCredentials;
import io.github.labelverifier.aws.error.AnswerCheck;
import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.aws.error.NoCredentialsException;
import io.github.labelverifier.aws.http.BoundedHttpClient;
import io.github.labelverifier.aws.http.HttpService;
import io.github.labelverifier.aws.http.Network;
import io.github.labelverifier.aws.s3.CheckedS3Client;
import io.github.labelverifier.aws.s3.PlusSigns;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/** What all AWS clients have in common, such as credentials and regions, and how a client is made of it. */
record AwsAccess(
        AwsSettings settings,
        Optional<Profile> profile,
        CheckedCredentials credentials,
        AwsEndpoints endpoints,
        SdkHttpClient http)
        implements AutoCloseable {

    /** Connections for what goes on beside the calls to Rekognition: a listing, and looks at single objects. */
    private static final int S3_CONNECTIONS = 20;

    /**
     * Access as it is configured, by the proxies and with the certificates that are told; nobody is called.
     *
     * @throws ImageStoreException if something is configured wrongly
     */
    static AwsAccess open(AwsConfiguration configuration) throws ImageStoreException {
        AwsSettings settings = configuration.settings();
        AwsEndpoints endpoints = configuration.endpoints();
        HttpService.install(settings.profile());
        SdkHttpClient http = new BoundedHttpClient(
                Network.of(configuration.environment(), configuration.profile())
                        .client(settings.connections() + S3_CONNECTIONS, settings.readTimeout()),
                settings.readTimeout());
        return new AwsAccess(settings, configuration.profile(), configuration.credentials(), endpoints, http);
    }

    /** Access only to see what a client would say of itself. */
    static AwsAccess unconnected(AwsConfiguration configuration) throws ImageStoreException {
        return new AwsAccess(
                configuration.settings(),
                configuration.profile(),
                configuration.credentials(),
                configuration.endpoints(),
                Apache5HttpClient.create());
    }

    /**
     * Sees to it that there are credentials.
     *
     * @throws ImageStoreException if there are none
     */
    void requireCredentials() throws ImageStoreException {
        try {
            credentials.resolveCredentials();
        } catch (NoCredentialsException e) {
            throw new ImageStoreException(Kind.CREDENTIALS, AwsErrors.credentialsRemedy(e), e);
        }
    }

    S3Client s3(Region region, RetryStrategy retries) {
        Optional<URI> endpoint = endpoints.s3();
        boolean isAmazon = AwsEndpoints.isAmazon(endpoint);
        AtomicReference<S3Client> made = new AtomicReference<>();
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials)
                .region(region)
                .httpClient(http)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // Like the AWS CLI: other stores are seldom set up for bucket names in the host.
                .forcePathStyle(isPathStyle())
                .overrideConfiguration(client -> {
                    configure(client, retries);
                    if (settings.requesterPays()) {
                        client.putHeader("x-amz-request-payer", RequestPayer.REQUESTER.toString());
                    }
                    if (!isAmazon) {
                        client.addExecutionInterceptor(new PlusSigns(made::get));
                    }
                });
        endpoint.ifPresent(builder::endpointOverride);
        if (!isAmazon) {
            // Some of them want the MD5 that S3 used to ask for with DeleteObjects.
            builder.addPlugin(LegacyMd5Plugin.create());
        }
        made.set(new CheckedS3Client(builder.build()));
        return made.get();
    }

    RekognitionClient rekognition(Region region) {
        var builder = RekognitionClient.builder()
                .credentialsProvider(credentials)
                .region(region)
                .httpClient(http)
                .overrideConfiguration(client -> configure(client, AwsRetries.rekognition()));
        endpoints.rekognition().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /** A client to ask who the caller is, which costs nothing. */
    StsClient sts(Region region, ExecutionInterceptor listener) {
        StsClientBuilder builder = StsClient.builder()
                .credentialsProvider(credentials)
                .region(region)
                .httpClient(http)
                .overrideConfiguration(client -> {
                    configure(client, AwsRetries.twice());
                    client.addExecutionInterceptor(listener);
                });
        endpoints.sts().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    S3Presigner presigner(Region region, Optional<URI> endpoint) {
        var builder = S3Presigner.builder()
                .credentialsProvider(credentials)
                .region(region)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(isPathStyle())
                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private void configure(ClientOverrideConfiguration.Builder client, RetryStrategy retries) {
        client.retryStrategy(retries);
        client.addExecutionInterceptor(new AnswerCheck());
        // Else the SDK takes what the default profile says, such as an endpoint.
        profile.ifPresent(p -> client.defaultProfileName(p.name()));
    }

    private boolean isPathStyle() {
        return settings.pathStyle() || endpoints.s3().isPresent();
    }

    @Override
    public void close() {
        credentials.close();
        http.close();
    }
}
