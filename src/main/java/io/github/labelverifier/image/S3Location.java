package io.github.labelverifier.image;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All objects of a bucket whose key starts with a prefix.
 *
 * @param bucket the bucket's name
 * @param prefix what every key starts with, exactly; empty for the whole bucket
 */
public record S3Location(String bucket, String prefix) implements ImageLocation {
    /** How an S3 URI starts. */
    public static final String SCHEME = "s3://";

    /** The longest key of Amazon S3, in bytes of UTF-8 (Amazon S3 User Guide, "Naming objects"). */
    public static final int MAX_KEY_BYTES = 1024;

    // What DetectLabels accepts as S3Object.Bucket (Amazon Rekognition API reference); S3's own rules are narrower.
    private static final Pattern BUCKET = Pattern.compile("[0-9A-Za-z._-]{3,255}");

    public S3Location {
        requireBucket(bucket);
        requireKey(prefix);
    }

    /**
     * Splits {@code s3://bucket/key} by hand: URI parsers cut keys at {@code ?} and {@code #} and choke on spaces.
     *
     * @return the bucket, and what stands after its slash as it stands
     * @throws IllegalArgumentException if the text is no S3 URI; the message says what to write
     */
    public static S3Location split(String uri) {
        Optional<String> instead = S3Names.instead(uri);
        if (instead.isPresent()) {
            throw new IllegalArgumentException(instead.get());
        }
        if (!uri.startsWith(SCHEME)) {
            throw new IllegalArgumentException("not an S3 URI: write s3://BUCKET/PREFIX");
        }
        String rest = uri.substring(SCHEME.length());
        int slash = rest.indexOf('/');
        return slash < 0
                ? new S3Location(rest, "")
                : new S3Location(rest.substring(0, slash), rest.substring(slash + 1));
    }

    /** What to write instead of a text that names something in S3 in another way, such as an ARN; empty if it does not. */
    public static Optional<String> instead(String text) {
        return S3Names.instead(text);
    }

    /** The location whose prefix is a folder: {@code deer} becomes {@code deer/}, so that {@code deer-old/} is not in it. */
    @Override
    public S3Location asFolder() {
        return prefix.isEmpty() || prefix.endsWith("/") ? this : new S3Location(bucket, prefix + "/");
    }

    /** Whether the location is all of its bucket. */
    public boolean isWholeBucket() {
        return prefix.isEmpty();
    }

    @Override
    public String uri() {
        return SCHEME + bucket + "/" + prefix;
    }

    @Override
    public boolean contains(String key) {
        return key.startsWith(prefix);
    }

    @Override
    public String nameBelow(String key) {
        if (!contains(key)) {
            throw new IllegalArgumentException("the key " + key + " is not below " + uri());
        }
        return key.substring(prefix.length());
    }

    /** Whether an image can be at both this location and the other. */
    public boolean overlaps(S3Location other) {
        return bucket.equals(other.bucket) && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix));
    }

    @Override
    public String uriOf(String key) {
        return SCHEME + bucket + "/" + key;
    }

    private static void requireBucket(String bucket) {
        if (bucket.isEmpty()) {
            throw new IllegalArgumentException("the bucket is missing: write s3://BUCKET/PREFIX");
        }
        if (!BUCKET.matcher(bucket).matches()) {
            throw new IllegalArgumentException("no bucket can be called '" + bucket + "'");
        }
    }

    private static void requireKey(String key) {
        try {
            // A lone surrogate would be sent as '?', which is another key.
            int bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(java.nio.CharBuffer.wrap(key))
                    .remaining();
            if (bytes > MAX_KEY_BYTES) {
                throw new IllegalArgumentException(
                        "a key of S3 has at most " + MAX_KEY_BYTES + " bytes, this one has " + bytes);
            }
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the key is not valid Unicode", e);
        }
    }
}
