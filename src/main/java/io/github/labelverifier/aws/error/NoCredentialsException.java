package io.github.labelverifier.aws.error;

import io.github.labelverifier.escape.Redaction;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkClientException;

/** There are no credentials, or they are not valid any more: every further request would fail in the same way. */
public final class NoCredentialsException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    /** What is behind it if nobody has set up any. */
    public static final String NOWHERE = "there are no AWS credentials";

    /** What a program or a service says may be of any length. */
    private static final int MAX_REASON = 300;

    /** What the SDK appends to the name of a profile that lacks something: all that it has read from the files. */
    private static final String DUMP = ": ProfileFile(";

    public NoCredentialsException(RuntimeException cause) {
        super(builder().message(Redaction.ofCredentials(describe(cause))).cause(cause));
    }

    private static String describe(RuntimeException e) {
        String why = text(e);
        if (why.equals(NOWHERE)) {
            return why;
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
        String line = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "...";
    }
}
