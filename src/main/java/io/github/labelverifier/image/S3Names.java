package io.github.labelverifier.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The other ways in which people name buckets and what is in them, and what to write here instead. */
final class S3Names {
    private static final Pattern BUCKET_ARN = Pattern.compile("arn:[a-z-]+:s3:::([^/*]+)(/[^*]*)?(\\*)?");
    private static final Pattern OTHER_SCHEME = Pattern.compile("(?i:s3[an]?)://(.+)");
    private static final Pattern HOST =
            Pattern.compile("https?://([^/]+)\\.s3[.-](?:[a-z0-9.-]+\\.)?amazonaws\\.com(?:\\.cn)?(/[^?#]*)?.*");
    private static final Pattern PATH =
            Pattern.compile("https?://s3[.-](?:[a-z0-9.-]+\\.)?amazonaws\\.com(?:\\.cn)?/([^/?#]+)(/[^?#]*)?.*");

    private S3Names() {}

    /** What to write instead, if the text names something in S3 in another way. */
    static Optional<String> instead(String text) {
        if (text.startsWith(S3Location.SCHEME)) {
            return text.startsWith(S3Location.SCHEME + "arn:")
                    ? instead(text.substring(S3Location.SCHEME.length()))
                    : Optional.empty();
        }
        if (text.startsWith("arn:")) {
            return Optional.of(insteadOfArn(text));
        }
        Matcher scheme = OTHER_SCHEME.matcher(text);
        if (scheme.matches()) {
            return Optional.of("not an S3 URI: write " + S3Location.SCHEME + scheme.group(1));
        }
        for (Pattern pattern : new Pattern[] {PATH, HOST}) {
            Matcher url = pattern.matcher(text);
            if (url.matches()) {
                return Optional.of("it is the address of a bucket: write " + uri(url));
            }
        }
        return Optional.empty();
    }

    private static String insteadOfArn(String arn) {
        Matcher bucket = BUCKET_ARN.matcher(arn);
        if (bucket.matches()) {
            return "it is the ARN of a bucket: write " + uri(bucket);
        }
        if (arn.toLowerCase(Locale.ROOT).contains("accesspoint")) {
            return "it is an access point, by which Rekognition reads nothing: write s3://BUCKET/PREFIX with the name of"
                    + " the bucket behind it";
        }
        return "it is an ARN: write s3://BUCKET/PREFIX";
    }

    private static String uri(Matcher named) {
        String key = named.group(2) == null ? "/" : named.group(2);
        return S3Location.SCHEME + named.group(1) + key;
    }
}
