package io.github.labelverifier.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The {@code aws-chunked} encoding, in which the SDK sends bodies with a checksum behind them. */
final class AwsChunked {
    private AwsChunked() {}

    /** The body as the object should have it. */
    static byte[] decode(HttpRequest request) {
        boolean chunked = request.header("x-amz-content-sha256")
                .filter(value -> value.startsWith("STREAMING-"))
                .isPresent();
        return chunked ? decode(request.body()) : request.body();
    }

    private static byte[] decode(byte[] encoded) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(encoded.length);
        int position = 0;
        while (true) {
            int lineEnd = position;
            while (encoded[lineEnd] != '\r') {
                lineEnd++;
            }
            String size =
                    new String(encoded, position, lineEnd - position, StandardCharsets.ISO_8859_1).split(";", 2)[0];
            int length = Integer.parseInt(size, 16);
            if (length == 0) {
                return content.toByteArray();
            }
            content.write(encoded, lineEnd + 2, length);
            position = lineEnd + 2 + length + 2;
        }
    }
}
