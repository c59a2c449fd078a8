package io.github.labelverifier.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A DetectLabels request as it arrived.
 *
 * @param bucket the bucket, empty if the image came as bytes
 * @param name the object's raw key, or the SHA-256 in hex of the bytes that came instead
 * @param imageBytes how many bytes came, -1 for an object in S3
 * @param maxLabels MaxLabels, if given
 * @param minConfidence MinConfidence, if given
 * @param imageFormat {@code jpeg}, {@code png} or {@code other} by the first bytes, absent for an object in S3
 * @param features how many Features were asked for; some are paid for apart
 * @param arrivedNanos {@link System#nanoTime} at arrival
 */
public record DetectLabelsCall(
        String bucket,
        String name,
        int imageBytes,
        OptionalInt maxLabels,
        OptionalDouble minConfidence,
        Optional<String> imageFormat,
        int features,
        long arrivedNanos) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Whether the image came as bytes. */
    public boolean isBytes() {
        return imageBytes >= 0;
    }

    /** Reads the body of a request. */
    static DetectLabelsCall read(byte[] body) throws IOException {
        String bucket = "";
        String name = "";
        byte[] image = null;
        OptionalInt maxLabels = OptionalInt.empty();
        OptionalDouble minConfidence = OptionalDouble.empty();
        int features = 0;
        try (JsonParser json = JSON.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                switch (json.currentName()) {
                    case "Bucket" -> bucket = json.nextTextValue();
                    case "Name" -> name = json.nextTextValue();
                    case "Bytes" -> {
                        json.nextToken();
                        image = json.getBinaryValue();
                    }
                    case "MaxLabels" -> maxLabels = OptionalInt.of(json.nextIntValue(0));
                    case "MinConfidence" -> {
                        json.nextToken();
                        minConfidence = OptionalDouble.of(json.getDoubleValue());
                    }
                    case "Features" -> features = countFeatures(json);
                    default -> {}
                }
            }
        }
        return new DetectLabelsCall(
                bucket,
                image == null ? name : sha256(image),
                image == null ? -1 : image.length,
                maxLabels,
                minConfidence,
                Optional.ofNullable(image).map(DetectLabelsCall::formatOf),
                features,
                System.nanoTime());
    }

    private static int countFeatures(JsonParser json) throws IOException {
        json.nextToken();
        int count = 0;
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            count++;
        }
        return count;
    }

    static String formatOf(byte[] image) {
        if (image.length > 2 && (image[0] & 0xff) == 0xff && (image[1] & 0xff) == 0xd8) {
            return "jpeg";
        }
        boolean png =
                image.length > 3 && (image[0] & 0xff) == 0x89 && image[1] == 'P' && image[2] == 'N' && image[3] == 'G';
        return png ? "png" : "other";
    }

    /** The SHA-256 of some bytes in lower-case hex. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
