package io.github.labelverifier.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it stood on the wire. The path and the query are kept raw, one char a byte, because an S3 key must be decoded exactly
 * once: no folding of {@code //}, no resolving of {@code ..}, no {@code +} for a space in a path.
 */
public final class HttpRequest {
    private final String method;
    private final String target;
    private final List<String> headers;
    private final byte[] body;

    /**
     * @param method the method
     * @param target the raw request target
     * @param headers names and values in turn, as they came
     * @param body the whole body, transfer encoding removed
     */
    HttpRequest(String method, String target, List<String> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /** The method, upper case as sent. */
    public String method() {
        return method;
    }

    /** The request target as it stood in the request line. */
    public String target() {
        return target;
    }

    /** The path in front of the query, still percent-encoded. */
    public String rawPath() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The parameters of the query, decoded; one without a value has the empty text. */
    public Map<String, String> query() {
        int question = target.indexOf('?');
        if (question < 0) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : target.substring(question + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.put(percentDecode(name.replace('+', ' ')), percentDecode(value.replace('+', ' ')));
        }
        return parameters;
    }

    /** The first header of that name, without regard to case. */
    public Optional<String> header(String name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return Optional.of(headers.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** All headers, names in lower case. */
    public Map<String, String> headers() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i += 2) {
            all.putIfAbsent(headers.get(i).toLowerCase(Locale.ROOT), headers.get(i + 1));
        }
        return all;
    }

    /** The whole body; not copied, not to be changed. */
    public byte[] body() {
        return body;
    }

    /** The access key id of the AWS signature, absent if the request is anonymous. */
    public Optional<String> accessKeyId() {
        return credentialScope().map(scope -> scope.get(0));
    }

    /** The region of the AWS signature, absent if the request is anonymous. */
    public Optional<String> signingRegion() {
        return credentialScope().filter(scope -> scope.size() > 2).map(scope -> scope.get(2));
    }

    /** {@code AKID/20261122/us-east-1/s3/aws4_request}, split; from the header or, for a presigned URL, from the query. */
    private Optional<List<String>> credentialScope() {
        Optional<String> authorization = header("Authorization");
        if (authorization.isPresent()) {
            String text = authorization.get();
            int from = text.indexOf("Credential=");
            if (from < 0) {
                return Optional.empty();
            }
            int to = text.indexOf(',', from);
            return Optional.of(List.of(text.substring(from + "Credential=".length(), to < 0 ? text.length() : to)
                    .split("/")));
        }
        return Optional.ofNullable(query().get("X-Amz-Credential")).map(scope -> List.of(scope.split("/")));
    }

    /** Decodes percent escapes into UTF-8 and leaves everything else, {@code +} included, as it stands. */
    static String percentDecode(String raw) {
        if (raw.indexOf('%') < 0 && isAscii(raw)) {
            return raw;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' && i + 2 < raw.length() && isHex(raw.charAt(i + 1)) && isHex(raw.charAt(i + 2))) {
                bytes.write(Character.digit(raw.charAt(i + 1), 16) * 16 + Character.digit(raw.charAt(i + 2), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean isHex(char c) {
        return Character.digit(c, 16) >= 0;
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(method + " " + target));
        headers().forEach((name, value) -> lines.add(name + ": " + value));
        return String.join("\n", lines);
    }
}
