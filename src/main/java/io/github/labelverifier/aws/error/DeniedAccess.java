package io.github.labelverifier.aws.error;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Which permission the caller lacks. */
final class DeniedAccess {
    /** How AWS's services put it, such as that kms:Decrypt is missing where s3:GetObject was asked for. */
    private static final Pattern MISSING = Pattern.compile("not authorized to perform:? ([\\w-]{1,40}:[\\w*]{1,80})");

    private DeniedAccess() {}

    /**
     * A refusal in words.
     *
     * @param needed the permission for what was done, which holds if the service names no other
     */
    static String why(SdkException e, Optional<String> needed) {
        String told = e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? String.valueOf(service.awsErrorDetails().errorMessage())
                : "";
        Matcher named = MISSING.matcher(told);
        Optional<String> permission = named.find() ? Optional.of(named.group(1)) : needed;
        String forbidden = told.contains("explicit deny") ? ", which a policy forbids" : "";
        return permission
                .map(name -> "access denied: it needs " + name + forbidden)
                .orElse("access denied");
    }
}
