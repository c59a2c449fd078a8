package io.github.labelverifier.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a request to {@link FakeS3} is about.
 *
 * @param operation its name at AWS
 * @param bucket the bucket, empty if there is none
 * @param key the key, empty for operations on the bucket
 * @param query the parameters of the query, decoded
 */
record S3Address(String operation, String bucket, String key, Map<String, String> query) {
    private static final String VIRTUAL_HOST = ".localhost";

    /** Reads path-style requests and those to {@code BUCKET.localhost}. The path is decoded once and otherwise left alone. */
    static S3Address of(HttpRequest request) {
        String path = request.rawPath().substring(1);
        Optional<String> host =
                request.header("Host").map(h -> h.replaceFirst(":\\d+$", "")).filter(h -> h.endsWith(VIRTUAL_HOST));
        String bucket;
        String key;
        if (host.isPresent()) {
            bucket = host.get().substring(0, host.get().length() - VIRTUAL_HOST.length());
            key = path;
        } else {
            int slash = path.indexOf('/');
            bucket = slash < 0 ? path : path.substring(0, slash);
            key = slash < 0 ? "" : path.substring(slash + 1);
        }
        bucket = HttpRequest.percentDecode(bucket);
        key = HttpRequest.percentDecode(key);
        Map<String, String> query = request.query();
        return new S3Address(operation(request, bucket, key, query), bucket, key, query);
    }

    private static String operation(HttpRequest request, String bucket, String key, Map<String, String> query) {
        if (bucket.isEmpty()) {
            return "ListBuckets";
        }
        return key.isEmpty() ? bucketOperation(request.method(), query) : objectOperation(request, query);
    }

    private static String bucketOperation(String method, Map<String, String> query) {
        return switch (method) {
            case "HEAD" -> "HeadBucket";
            case "GET" -> {
                for (String name : List.of("location", "versioning", "versions")) {
                    if (query.containsKey(name)) {
                        yield name.equals("versions") ? "ListObjectVersions" : "GetBucket" + capital(name);
                    }
                }
                yield "2".equals(query.get("list-type")) ? "ListObjectsV2" : "ListObjects";
            }
            case "PUT" -> query.containsKey("versioning") ? "PutBucketVersioning" : "CreateBucket";
            case "POST" -> query.containsKey("delete") ? "DeleteObjects" : "PostObject";
            case "DELETE" -> "DeleteBucket";
            default -> "Unknown";
        };
    }

    private static String objectOperation(HttpRequest request, Map<String, String> query) {
        boolean tagging = query.containsKey("tagging");
        return switch (request.method()) {
            case "HEAD" -> "HeadObject";
            case "GET" -> tagging ? "GetObjectTagging" : "GetObject";
            case "PUT" -> {
                if (tagging) {
                    yield "PutObjectTagging";
                }
                yield request.header("x-amz-copy-source").isPresent() ? "CopyObject" : "PutObject";
            }
            case "DELETE" -> "DeleteObject";
            default -> "Unknown";
        };
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
