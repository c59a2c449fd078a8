package io.github.labelverifier.aws.error;

import io.github.labelverifier.escape.Redaction;
import io.github.labelverifier.image.ImageStoreException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What the SDK's exceptions mean, in a word and in a sentence. */
public final class AwsErrors {
    private static final int MAX_MESSAGE = 300;

    /** Codes by which AWS's services refuse the caller rather than the request. */
    private static final Set<String> CREDENTIAL_CODES = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired",
            "UnrecognizedClientException");

    private static final Set<String> DENIED_CODES =
            Set.of("AccessDenied", "AccessDeniedException", "AllAccessDisabled", "Forbidden");

    private AwsErrors() {}

    /** The error's code as the service names it, or the kind of failure on the way to it. */
    public static String code(SdkException e) {
        if (e instanceof AwsServiceException service) {
            AwsErrorDetails details = service.awsErrorDetails();
            if (details != null && details.errorCode() != null) {
                return details.errorCode();
            }
            return "Http" + service.statusCode();
        }
        Optional<RouteException> closed = RouteException.behind(e);
        if (closed.isPresent()) {
            return closed.get().code();
        }
        if (isConnectionFailure(e)) {
            return "ConnectionFailed";
        }
        if (isTimeout(e)) {
            return "Timeout";
        }
        return BrokenAnswerException.isBehind(e) ? BrokenAnswerException.CODE : "ClientError";
    }

    /** The error in a sentence of bearable length, without request ids. */
    public static String message(SdkException e) {
        Optional<RouteException> closed = RouteException.behind(e);
        if (closed.isPresent()) {
            // Our own words: where they tell how a password is spelled, nothing is to be hidden.
            return bounded(closed.get().sentence());
        }
        String text = e.getMessage();
        if (e instanceof NoCredentialsException) {
            // Says it all; what is behind it may be of any length.
            text = e.getMessage();
        } else if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            String told = service.awsErrorDetails().errorMessage();
            text = told == null || told.isBlank() ? code(e) : told;
        } else if (BrokenAnswerException.isBehind(e) || OverdueCallException.isBehind(e)) {
            text = rootCause(e).getMessage();
        } else if (rootCause(e) instanceof IOException io) {
            text = describe(io);
        }
        return bounded(text == null ? code(e) : Redaction.of(text.strip()));
    }

    private static String bounded(String line) {
        return line.length() <= MAX_MESSAGE ? line : line.substring(0, MAX_MESSAGE) + "...";
    }

    private static String describe(IOException e) {
        if (e instanceof UnknownHostException) {
            return "unknown host " + e.getMessage();
        }
        if (e instanceof SocketTimeoutException) {
            return "no answer in time (" + e.getMessage() + ")";
        }
        return String.valueOf(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }

    public static Kind kind(SdkException e) {
        if (isCredentials(e)) {
            return Kind.CREDENTIALS;
        }
        if (isDenied(e)) {
            return Kind.DENIED;
        }
        return isNotFound(e) ? Kind.NOT_FOUND : Kind.OTHER;
    }

    /** Why something was not done, and what to do about it where the caller can. */
    public static String why(SdkException e) {
        return why(e, Optional.empty());
    }

    /**
     * The same, of something that needs a permission.
     *
     * @param needed such as {@code s3:GetObject}
     */
    public static String why(SdkException e, String needed) {
        return why(e, Optional.of(needed));
    }

    private static String why(SdkException e, Optional<String> needed) {
        if (isCredentials(e)) {
            return credentialsRemedy(e);
        }
        return isDenied(e) ? DeniedAccess.why(e, needed) : message(e);
    }

    /** Whether the caller is unknown or no longer known: nothing else will be answered either. */
    public static boolean isCredentials(SdkException e) {
        return e instanceof NoCredentialsException || isCredentials(code(e));
    }

    public static boolean isCredentials(String code) {
        return CREDENTIAL_CODES.contains(code);
    }

    /** Whether this refusal without a reason, as that of a HEAD, may mean the caller rather than the request. */
    public static boolean mayBeCredentials(SdkException e) {
        return status(e) == 400 || status(e) == 403;
    }

    public static boolean isDenied(SdkException e) {
        // An answer to HEAD has no body, and so no code of its own.
        return isDenied(code(e)) || (status(e) == 403 && !isCredentials(e));
    }

    public static boolean isDenied(String code) {
        return DENIED_CODES.contains(code);
    }

    public static boolean isNotFound(SdkException e) {
        return status(e) == 404;
    }

    public static int status(SdkException e) {
        return e instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    static boolean isTimeout(SdkException e) {
        return e instanceof ApiCallAttemptTimeoutException
                || e instanceof ApiCallTimeoutException
                || OverdueCallException.isBehind(e)
                || rootCause(e) instanceof SocketTimeoutException;
    }

    /** Whether no connection came about: nobody has seen the request. */
    public static boolean isConnectionFailure(SdkException e) {
        Throwable root = rootCause(e);
        return e instanceof SdkClientException
                && (root instanceof RouteException
                        || root instanceof ConnectException
                        || root instanceof UnknownHostException
                        // Of the HTTP client's own, a kind of SocketTimeoutException.
                        || root.getClass().getSimpleName().equals("ConnectTimeoutException"));
    }

    /** What to do about credentials that are missing or refused. */
    public static String credentialsRemedy(SdkException e) {
        if (e instanceof NoCredentialsException) {
            return message(e) + "; run `aws configure` or `aws sso login`, or set AWS_PROFILE";
        }
        if (ClockSkew.isBehind(e)) {
            return ClockSkew.REMEDY;
        }
        return code(e).contains("Expired")
                ? "the credentials have expired: renew them (aws sso login, or a new session token)"
                : "the credentials are not accepted: check --profile, AWS_PROFILE and AWS_ACCESS_KEY_ID";
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
