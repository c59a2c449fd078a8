package io.github.labelverifier.aws.credentials;

import io.github.labelverifier.aws.error.NoCredentialsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Looks for credentials where the SDK does, in its order. If there are none, it says what the last place said that
 * somebody has set up; the SDK names all of them.
 */
public final class CredentialsChain implements AwsCredentialsProvider, SdkAutoCloseable {
    private static final Set<String> OF_A_PROFILE = Set.of(
            "aws_access_key_id",
            "aws_secret_access_key",
            "credential_process",
            "credential_source",
            "login_session",
            "role_arn",
            "sso_account_id",
            "sso_session",
            "sso_start_url",
            "web_identity_token_file");

    private final List<Place> places;
    private volatile @Nullable Place found;

    /**
     * A place where credentials may be.
     *
     * @param isSetUp whether somebody meant them to be there
     */
    record Place(AwsCredentialsProvider provider, boolean isSetUp) {}

    CredentialsChain(List<Place> places) {
        this.places = List.copyOf(places);
    }

    /** The places of a process with these variables and this profile, by name if there is none. */
    public static CredentialsChain of(Map<String, String> environment, Optional<Profile> profile) {
        String name = profile.map(Profile::name).orElse("default");
        boolean ofProfile =
                profile.stream().flatMap(p -> p.properties().keySet().stream()).anyMatch(OF_A_PROFILE::contains);
        return new CredentialsChain(List.of(
                new Place(
                        SystemPropertyCredentialsProvider.create(),
                        Stream.of("aws.accessKeyId", "aws.secretAccessKey")
                                .anyMatch(property -> System.getProperty(property) != null)),
                new Place(
                        EnvironmentVariableCredentialsProvider.create(),
                        isAnySet(environment, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")),
                new Place(
                        WebIdentityTokenFileCredentialsProvider.create(),
                        isAnySet(environment, "AWS_WEB_IDENTITY_TOKEN_FILE")),
                new Place(ProfileCredentialsProvider.create(name), ofProfile),
                new Place(
                        ContainerCredentialsProvider.create(),
                        isAnySet(
                                environment,
                                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI")),
                // Every machine is asked, whether it is one of Amazon's or not.
                new Place(
                        InstanceProfileCredentialsProvider.builder()
                                .profileName(name)
                                .build(),
                        false)));
    }

    private static boolean isAnySet(Map<String, String> environment, String... names) {
        return Stream.of(names)
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    }

    @Override
    public AwsCredentials resolveCredentials() {
        Place known = found;
        if (known != null) {
            return known.provider().resolveCredentials();
        }
        RuntimeException failure = SdkClientException.create(NoCredentialsException.NOWHERE);
        for (Place place : places) {
            try {
                AwsCredentials credentials = place.provider().resolveCredentials();
                found = place;
                return credentials;
            } catch (RuntimeException e) {
                failure = place.isSetUp() ? e : failure;
            }
        }
        throw failure;
    }

    @Override
    public void close() {
        for (Place place : places) {
            if (place.provider() instanceof SdkAutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
