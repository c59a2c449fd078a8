package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a line may hold, in reports and in what stands beside them. Each reads the value that a parser is at, and
 * fails naming the field.
 */
public final class JsonFields {
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int MOST_DECIMALS = 400;

    private JsonFields() {}

    /** The value of a field that must be there. */
    public static <T> T required(String field, @Nullable T value) throws IOException {
        if (value == null) {
            throw FieldException.missing(field);
        }
        return value;
    }

    /** The time of a field that must be there. */
    public static Instant instant(String field, @Nullable String value) throws IOException {
        try {
            return Times.parse(required(field, value));
        } catch (DateTimeException e) {
            throw new IOException("the field '" + field + "' is no time: " + value, e);
        }
    }

    /** A text, or null where that is the value. */
    public static @Nullable String string(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw FieldException.of(json, "is no text");
        };
    }

    static BigDecimal number(JsonParser json) throws IOException {
        requireNumber(json);
        BigDecimal value = json.getDecimalValue();
        // Beyond a long a count would come out as another; and 1e999999999 written out is a gigabyte.
        if (value.abs().compareTo(LARGEST) > 0 || value.scale() > MOST_DECIMALS) {
            throw FieldException.of(json, "is out of range");
        }
        return value;
    }

    static double real(JsonParser json) throws IOException {
        requireNumber(json);
        return json.getDoubleValue();
    }

    private static void requireNumber(JsonParser json) throws IOException {
        if (!json.currentToken().isNumeric()) {
            throw FieldException.of(json, "is no number");
        }
    }

    static boolean isTrue(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    static void startArray(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw FieldException.of(json, "is no list");
        }
    }

    static void startObject(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw FieldException.of(json, "is no list of objects");
        }
    }

    static Map<String, Long> counts(JsonParser json) throws IOException {
        startObject(json);
        Map<String, Long> counts = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String why = Objects.requireNonNull(json.currentName());
            json.nextToken();
            counts.put(why, number(json).longValue());
        }
        return counts;
    }

    static List<String> strings(JsonParser json) throws IOException {
        return strings(json, Integer.MAX_VALUE);
    }

    /** So many texts at most. */
    static List<String> strings(JsonParser json, int most) throws IOException {
        startArray(json);
        List<String> strings = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String string = string(json);
            if (strings.size() == most) {
                throw FieldException.of(json, "has more than " + most);
            }
            if (string != null) {
                strings.add(string);
            }
        }
        return strings;
    }
}
