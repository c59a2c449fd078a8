package io.github.labelverifier.aws.s3;

import io.github.labelverifier.aws.error.AwsErrors;
import io.github.labelverifier.aws.error.DeniedAccess;
import io.github.labelverifier.image.RemovalOutcome;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;

/**
 * What came back for one object that was to be deleted or copied.
 *
 * @param deleteMarker the version that hides it now; empty if none does
 * @param why the error, for people
 * @param unknownCaller whether it is refused because the store does not know the caller, or not any more: so is all else
 */
record StoreAnswer(Meaning meaning, Optional<String> deleteMarker, String why, boolean unknownCaller) {

    private StoreAnswer(Meaning meaning, Optional<String> deleteMarker, String why) {
        this(meaning, deleteMarker, why, false);
    }

    /** What follows from an answer. */
    enum Meaning {
        /** It was done. */
        DONE,
        /** Nobody has seen the request: ask again. */
        UNSENT,
        /** The store had no time for it: ask again. */
        BUSY,
        /** Nobody can tell whether it was done: look, and ask again if it was not. */
        LOST,
        /** It was not done, most likely since the condition did not hold: look why. */
        UNMET,
        /** It was not done, and will not be. */
        FAILED,
        /** The caller may not do it. */
        REFUSED
    }

    private static final String DELETION = "s3:DeleteObject";

    private static final Set<String> BUSY_CODES = Set.of(
            "SlowDown",
            "ServiceUnavailable",
            "503",
            "RequestLimitExceeded",
            "Throttling",
            "ThrottlingException",
            "TooManyRequests",
            "TooManyRequestsException");

    private static final Set<String> LOST_CODES = Set.of(
            "InternalError",
            "InternalServerError",
            "500",
            "RequestTimeout",
            "OperationAborted",
            "ConditionalRequestConflict",
            "ServiceException");

    static StoreAnswer done(@Nullable String deleteMarker) {
        return new StoreAnswer(Meaning.DONE, Optional.ofNullable(deleteMarker), "");
    }

    /** The answer was silent on it. */
    static StoreAnswer unmentioned() {
        return new StoreAnswer(Meaning.LOST, Optional.empty(), "the store's answer leaves it out");
    }

    /** The answer to a deletion of one object. */
    static StoreAnswer ofDeletion(DeleteObjectResponse response) {
        int status = response.sdkHttpResponse().statusCode();
        if (status != HttpURLConnection.HTTP_NO_CONTENT) {
            // Such as the empty answer of whoever stands between: a deletion is answered by this status alone.
            return new StoreAnswer(
                    Meaning.LOST,
                    Optional.empty(),
                    "what came, with status " + status + ", is no answer to a deletion");
        }
        return done(Boolean.TRUE.equals(response.deleteMarker()) ? response.versionId() : null);
    }

    /** An error of one object within an answer. */
    static StoreAnswer error(@Nullable String code, @Nullable String message) {
        String name = code == null ? "no reason given" : code;
        String why = AwsErrors.isDenied(name)
                ? DeniedAccess.why(String.valueOf(message), Optional.of(DELETION))
                : String.valueOf(message);
        return new StoreAnswer(meaningOf(name), Optional.empty(), message == null ? name : name + ": " + why);
    }

    /** By which code a store says that a condition does not hold is its own affair: what nobody knows is looked at. */
    private static Meaning meaningOf(String code) {
        if (BUSY_CODES.contains(code)) {
            return Meaning.BUSY;
        }
        if (LOST_CODES.contains(code)) {
            return Meaning.LOST;
        }
        return AwsErrors.isDenied(code) || AwsErrors.isCredentials(code) ? Meaning.REFUSED : Meaning.UNMET;
    }

    /** Whether it is the form of the request that the store does not take, such as a condition in it. */
    static boolean isRefusalOfForm(SdkException e) {
        int status = AwsErrors.status(e);
        return (status == 400 || status == 405 || status == 501) && meaningOf(AwsErrors.code(e)) == Meaning.UNMET;
    }

    /** What the failure of a whole deletion means for each object in it. */
    static StoreAnswer failure(SdkException e) {
        return failure(e, DELETION);
    }

    /**
     * What a failure of another request means.
     *
     * @param needed the permissions that it takes
     */
    static StoreAnswer failure(SdkException e, String needed) {
        int status = AwsErrors.status(e);
        boolean refused = isRefusal(status);
        String why = refused ? AwsErrors.code(e) + ": " + AwsErrors.why(e, needed) : AwsErrors.why(e);
        return new StoreAnswer(meaningOf(e), Optional.empty(), why, AwsErrors.isCredentials(e));
    }

    private static Meaning meaningOf(SdkException e) {
        if (AwsErrors.isConnectionFailure(e)) {
            return Meaning.UNSENT;
        }
        int status = AwsErrors.status(e);
        if (status == 503 || status == 429) {
            return Meaning.BUSY;
        }
        if (AwsErrors.isCredentials(e) || AwsErrors.isDenied(e)) {
            return Meaning.REFUSED;
        }
        Meaning named = meaningOf(AwsErrors.code(e));
        if (named != Meaning.UNMET) {
            return named;
        }
        if (status == 412 || (status == 404 && !AwsErrors.code(e).equals("NoSuchBucket"))) {
            return Meaning.UNMET;
        }
        // An answer that was cut off, could not be read or never came says nothing about the deed.
        return isRefusal(status) && status != 408 && status != 409 ? Meaning.FAILED : Meaning.LOST;
    }

    /** Whether a store that answers so has not acted: it redirects, refuses, or does not know the request. */
    private static boolean isRefusal(int status) {
        return (status >= 300 && status < 500) || status == 501;
    }

    /** Whether it says what became of the object, if no request before has done anything. */
    boolean isFinal() {
        return meaning == Meaning.REFUSED || meaning == Meaning.FAILED;
    }

    /** What became of an object of which {@link #isFinal()} says so. */
    RemovalOutcome outcome(String key) {
        if (unknownCaller) {
            return RemovalOutcome.untried(key, why, true);
        }
        return meaning == Meaning.REFUSED
                ? RemovalOutcome.refused(key, why)
                : RemovalOutcome.of(key, RemovalOutcome.Result.FAILED, why);
    }
}
