package io.github.labelverifier.aws.error;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Which permission the caller lacks. */
public final class DeniedAccess {
    /** How AWS's services put it, such as that kms:Decrypt is missing where s3:GetObject was asked for. */
    private static final Pattern MISSING = Pattern.compile("not authorized to perform:? ([\\w-]{1,40}:[\\w*]{1,80})");

    private DeniedAccess() {}

    /**
     * A refusal in words.
     *
     * @param needed the permission for what was done, which holds if the service names no other
     */
    static String why(SdkException e, Optional<String> needed) {
        return why(told(e), needed);
    }

    /**
     * A refusal in words.
     *
     * @param told what the service says
     */
    public static String why(String told, Optional<String> needed) {
        Optional<String> permission = named(told).or(() -> needed);
        String forbidden = told.contains("explicit deny") ? ", which a policy forbids" : "";
        return permission
                .map(name -> "access denied: it needs " + name + forbidden)
                .orElse("access denied");
    }

    /** The permission that the service names, if it names one. */
    public static Optional<String> named(SdkException e) {
        return named(told(e));
    }

    private static Optional<String> named(String told) {
        Matcher named = MISSING.matcher(told);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }

    private static String told(SdkException e) {
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? String.valueOf(service.awsErrorDetails().errorMessage())
                : "";
    }
}
