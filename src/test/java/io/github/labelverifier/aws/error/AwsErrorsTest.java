package io.github.labelverifier.aws.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageStoreException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** The word and the sentence for what the SDK throws. */
class AwsErrorsTest {

    /** Stands for the HTTP client's exception of this name, which the program does not see but by it. */
    private static final class ConnectTimeoutException extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        ConnectTimeoutException(String message) {
            super(message);
        }
    }

    private static SdkException client(Throwable cause) {
        return SdkClientException.create("Unable to execute HTTP request: " + cause.getMessage(), cause);
    }

    private static SdkException service(int status, String code, String message) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    @Test
    void anUnknownHostIsAConnectionThatFailed() {
        SdkException e = client(new IOException("wrapped", new UnknownHostException("rekognition.us-esat-1")));

        assertThat(AwsErrors.code(e)).isEqualTo("ConnectionFailed");
        assertThat(AwsErrors.message(e)).isEqualTo("unknown host rekognition.us-esat-1");
        assertThat(AwsErrors.isConnectionFailure(e)).isTrue();
    }

    @Test
    void aConnectionThatNobodyAcceptsInTimeIsOneThatFailedAndNoAnswerThatIsLate() {
        SdkException e = client(new ConnectTimeoutException("Connect timed out"));

        assertThat(AwsErrors.code(e)).isEqualTo("ConnectionFailed");
        assertThat(AwsErrors.isConnectionFailure(e)).isTrue();
    }

    @Test
    void aRefusedConnectionIsOneThatFailed() {
        assertThat(AwsErrors.code(client(new ConnectException("Connection refused"))))
                .isEqualTo("ConnectionFailed");
    }

    @Test
    void anAnswerThatIsLateIsATimeout() {
        SdkException e = client(new SocketTimeoutException("Read timed out"));

        assertThat(AwsErrors.code(e)).isEqualTo("Timeout");
        assertThat(AwsErrors.message(e)).isEqualTo("no answer in time (Read timed out)");
        assertThat(AwsErrors.isConnectionFailure(e)).isFalse();
        assertThat(AwsErrors.code(ApiCallTimeoutException.create(1000))).isEqualTo("Timeout");
    }

    @Test
    void anErrorWithoutAnyTextStillHasOne() {
        assertThat(AwsErrors.message(client(new IOException()))).isEqualTo("IOException");
        SdkException bare = AwsServiceException.builder().statusCode(418).build();
        assertThat(AwsErrors.code(bare)).isEqualTo("Http418");
        assertThat(AwsErrors.message(service(400, "SomeException", " "))).isEqualTo("SomeException");
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, DENIED",
        "400, AccessDeniedException, DENIED",
        "403, SomethingElse, DENIED",
        "403, InvalidAccessKeyId, CREDENTIALS",
        "403, RequestTimeTooSkewed, CREDENTIALS",
        "400, ExpiredToken, CREDENTIALS",
        "400, UnrecognizedClientException, CREDENTIALS",
        "404, NoSuchBucket, NOT_FOUND",
        "404, NoSuchKey, NOT_FOUND",
        "500, InternalError, OTHER",
        "400, InvalidArgument, OTHER"
    })
    void aServicesErrorIsOfAKind(int status, String code, Kind kind) {
        assertThat(AwsErrors.kind(service(status, code, "text"))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AccessDenied | Access Denied | access denied: it needs s3:GetObject",
                "AccessDenied | User: arn:aws:iam::1:user/me is not authorized to perform: kms:Decrypt on resource: key because"
                        + " no identity-based policy allows the kms:Decrypt action | access denied: it needs kms:Decrypt",
                "AccessDenied | User: me is not authorized to perform: s3:GetObject on resource: x with an explicit deny in"
                        + " a resource-based policy | access denied: it needs s3:GetObject, which a policy forbids",
                "InvalidSignatureException | Signature expired: 20261122T161000Z is now earlier than 20261122T162000Z |"
                        + " the clock of this machine differs by minutes from that of AWS, which refuses its signatures for"
                        + " it: set the clock",
                "RequestTimeTooSkewed | The difference between the request time and the current time is too large. | the clock"
                        + " of this machine differs by minutes from that of AWS, which refuses its signatures for it: set"
                        + " the clock",
                "RequestExpired | Request has expired. | the clock of this machine differs by minutes from that of AWS,"
                        + " which refuses its signatures for it: set the clock",
                "ExpiredToken | The provided token has expired. | the credentials have expired: renew them (aws sso login,"
                        + " or a new session token)"
            })
    void aRefusalSaysWhatIsMissing(String code, String message, String why) {
        assertThat(AwsErrors.why(service(403, code, message), "s3:GetObject")).isEqualTo(why);
    }

    @Test
    void aLongMessageIsCutAndAShortOneIsNot() {
        assertThat(AwsErrors.message(service(400, "E", "x".repeat(300)))).hasSize(300);
        assertThat(AwsErrors.message(service(400, "E", "x".repeat(301))))
                .hasSize(303)
                .endsWith("x...");
    }

    @Test
    void credentialsThatAreMissingSayWhatIsBehindIt() {
        RuntimeException process = new IllegalStateException(
                "Failed to refresh process-based credentials.", new IOException("exit value 127"));

        assertThat(new NoCredentialsException(process))
                .hasMessageStartingWith("the AWS credentials cannot be loaded: Failed to refresh process-based"
                        + " credentials. (exit value 127)");
    }
}
