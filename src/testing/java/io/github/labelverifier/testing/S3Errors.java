package io.github.labelverifier.testing;

/** The errors of S3 and how they are written. */
final class S3Errors {
    private S3Errors() {}

    static Fault of(String code) {
        return switch (code) {
            case "AccessDenied" -> Fault.error(403, code, "Access Denied");
            case "InvalidAccessKeyId" ->
                Fault.error(403, code, "The AWS Access Key Id you provided does not exist in our records.");
            case "SignatureDoesNotMatch" ->
                Fault.error(
                        403, code, "The request signature we calculated does not match the signature you provided.");
            case "InvalidObjectState" ->
                Fault.error(403, code, "The operation is not valid for the object's storage class");
            case "NoSuchKey" -> Fault.error(404, code, "The specified key does not exist.");
            case "NoSuchBucket" -> Fault.error(404, code, "The specified bucket does not exist");
            case "NoSuchVersion" -> Fault.error(404, code, "The specified version does not exist.");
            case "MethodNotAllowed" ->
                Fault.error(405, code, "The specified method is not allowed against this resource.");
            case "PreconditionFailed" ->
                Fault.error(412, code, "At least one of the pre-conditions you specified did not hold");
            case "ConditionalRequestConflict" ->
                Fault.error(409, code, "The conditional request cannot succeed due to a conflicting operation.");
            case "PermanentRedirect" ->
                Fault.error(
                        301,
                        code,
                        "The bucket you are attempting to access must be addressed using the specified endpoint.");
            case "InternalError" -> Fault.error(500, code, "We encountered an internal error. Please try again.");
            case "SlowDown" -> Fault.error(503, code, "Please reduce your request rate.");
            case "ServiceUnavailable" -> Fault.error(503, code, "Service is unable to handle request.");
            case "NotImplemented" ->
                Fault.error(501, code, "A header you provided implies functionality that is not implemented");
            case "ExpiredToken" -> Fault.error(400, code, "The provided token has expired.");
            case "MalformedXML" ->
                Fault.error(
                        400,
                        code,
                        "The XML you provided was not well-formed or did not validate against our published schema");
            default -> Fault.error(400, code, code);
        };
    }

    /** The answer to a HEAD has no body, so no code either: clients see the status alone. */
    static HttpReply reply(Fault error, S3Address address, HttpRequest request, boolean withId) {
        HttpReply reply = request.method().equals("HEAD")
                ? HttpReply.of(error.status())
                : HttpReply.of(error.status(), "application/xml", body(error, address));
        return withId ? reply.header("x-amz-request-id", "0000000000000000") : reply;
    }

    private static String body(Fault error, S3Address address) {
        S3Xml xml = S3Xml.plainDocument("Error").element("Code", error.code()).element("Message", error.message());
        if (!address.key().isEmpty()) {
            xml.element("Key", address.key());
        }
        xml.element("BucketName", address.bucket()).element("RequestId", "0000000000000000");
        return xml.finish();
    }
}
