package io.github.labelverifier.aws;

import io.github.labelverifier.aws.credentials.CheckedCredentials;
import io.github.labelverifier.aws.credentials.CredentialsChain;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/**
 * What is set, by the options, the environment and the files of the AWS CLI, in its order.
 *
 * @param environment the variables of the process
 * @param profile the profile that is asked for, or the default one if there is one
 */
record AwsConfiguration(
        AwsSettings settings, Map<String, String> environment, ProfileFile file, Optional<Profile> profile) {
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,63}");

    /**
     * Reads the files.
     *
     * @throws ImageStoreException if they cannot be read, or the profile does not exist
     */
    static AwsConfiguration read(AwsSettings settings, Map<String, String> environment) throws ImageStoreException {
        ProfileFile file = profileFile();
        return new AwsConfiguration(settings, environment, file, profile(settings, environment, file));
    }

    private static ProfileFile profileFile() throws ImageStoreException {
        try {
            return ProfileFile.defaultProfileFile();
        } catch (SdkClientException | IllegalArgumentException | IllegalStateException e) {
            throw new ImageStoreException(
                    Kind.CREDENTIALS, "the AWS configuration cannot be read: " + e.getMessage(), e);
        }
    }

    /** The profile that is asked for; a name that no file has is an error, for it would be passed over silently. */
    private static Optional<Profile> profile(AwsSettings settings, Map<String, String> environment, ProfileFile file)
            throws ImageStoreException {
        Optional<String> asked = settings.profile().or(() -> variable(environment, "AWS_PROFILE"));
        Optional<Profile> profile = file.profile(asked.orElse("default"));
        if (asked.isPresent() && profile.isEmpty()) {
            throw new ImageStoreException(
                    Kind.CREDENTIALS,
                    "there is no AWS profile '" + asked.get() + "': `aws configure list-profiles` lists them");
        }
        return profile;
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** The endpoints that are set. */
    AwsEndpoints endpoints() throws ImageStoreException {
        return AwsEndpoints.of(settings, environment, file, profile);
    }

    /** The credentials of where they are looked for; nobody is asked yet. */
    CheckedCredentials credentials() {
        // As with the AWS CLI, a profile that is named as an option goes before keys in the environment.
        return new CheckedCredentials(
                settings.profile().isPresent()
                        ? ProfileCredentialsProvider.create(settings.profile().get())
                        : CredentialsChain.of(environment, profile));
    }

    /**
     * The region that is set, if one is.
     *
     * @throws ImageStoreException if no region can be called so
     */
    Optional<Region> region() throws ImageStoreException {
        Optional<String> name = settings.region()
                .or(() -> variable(environment, "AWS_REGION"))
                .or(() -> variable(environment, "AWS_DEFAULT_REGION"))
                .or(() -> profile.flatMap(p -> p.property("region")));
        if (name.isPresent() && !REGION.matcher(name.get()).matches()) {
            throw new ImageStoreException(
                    Kind.OTHER, "no AWS region is called '" + name.get() + "': give one such as us-east-1");
        }
        return name.map(Region::of);
    }
}
