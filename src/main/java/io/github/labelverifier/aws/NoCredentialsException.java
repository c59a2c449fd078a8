package io.github.labelverifier.aws;

import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkClientException;

/** There are no credentials, or no longer: whatever is asked for will fail like that. */
final class NoCredentialsException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    /** How the text starts that tells of every provider that was tried, in some 3,000 characters. */
    private static final String ALL_PROVIDERS = "Unable to load credentials from any of the providers";

    /** What the SDK appends to the name of a profile that lacks something: all that it has read from the files. */
    private static final String DUMP = ": ProfileFile(";

    NoCredentialsException(RuntimeException cause) {
        super(builder().message(Redaction.ofCredentials(describe(cause))).cause(cause));
    }

    private static String describe(RuntimeException e) {
        String why = text(e);
        if (why.startsWith(ALL_PROVIDERS)) {
            return "there are no AWS credentials";
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        int dump = why.indexOf(DUMP);
        return "the AWS credentials cannot be loaded: " + (dump < 0 ? why : why.substring(0, dump))
                + (e.getCause() == null ? "" : " (" + text(root) + ")");
    }

    private static String text(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
                .strip();
    }
}
