package io.github.labelverifier.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request to {@link FakeS3} with what it was answered.
 *
 * @param operation its name at AWS, such as {@code ListObjectsV2}
 * @param method the HTTP method
 * @param bucket the bucket, empty if there is none
 * @param keys the key; for DeleteObjects, all of them
 * @param query the parameters of the query, decoded
 * @param headers the headers, names in lower case
 * @param status the status of the answer as the server would have it delivered; 0 if a fault kept it from acting and answering
 */
public record S3Exchange(
        String operation,
        String method,
        String bucket,
        List<String> keys,
        Map<String, String> query,
        Map<String, String> headers,
        int status) {
    /** Copies what it is given. */
    public S3Exchange {
        keys = List.copyOf(keys);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The key of an operation on one object. */
    public String key() {
        return keys.get(0);
    }

    /** A header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
