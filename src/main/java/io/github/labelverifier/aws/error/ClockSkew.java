package io.github.labelverifier.aws.error;

import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells a machine whose clock is wrong from one whose credentials are: signatures are good for minutes only. */
final class ClockSkew {
    static final String REMEDY =
            "the clock of this machine differs by minutes from that of AWS, which refuses its signatures for it: set the clock";

    private static final Set<String> CODES = Set.of("RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture");
    private static final Pattern MESSAGE =
            Pattern.compile("Signature (expired|not yet current)", Pattern.CASE_INSENSITIVE);

    private ClockSkew() {}

    static boolean isBehind(SdkException e) {
        return CODES.contains(AwsErrors.code(e))
                || (e instanceof AwsServiceException service
                        && service.awsErrorDetails() != null
                        && MESSAGE.matcher(
                                        String.valueOf(service.awsErrorDetails().errorMessage()))
                                .find());
    }
}
