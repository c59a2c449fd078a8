package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.label.Sent;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was sent in the place of an image, as the object {@code sent} of its line. */
final class SentJson {
    static final String FIELD = "sent";

    private SentJson() {}

    static void write(JsonGenerator json, Sent sent) throws IOException {
        json.writeObjectFieldStart(FIELD);
        json.writeStringField("as", sent.as());
        json.writeNumberField("width", sent.width());
        json.writeNumberField("height", sent.height());
        json.writeStringField("from", sent.from());
        json.writeEndObject();
    }

    /** Reads the object that a parser is at. */
    static Sent read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw FieldException.of(json, "is no object");
        }
        @Nullable String as = null;
        @Nullable String from = null;
        BigDecimal width = BigDecimal.ZERO;
        BigDecimal height = BigDecimal.ZERO;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = Objects.requireNonNull(json.currentName());
            json.nextToken();
            switch (field) {
                case "as" -> as = JsonFields.string(json);
                case "width" -> width = JsonFields.number(json);
                case "height" -> height = JsonFields.number(json);
                case "from" -> from = JsonFields.string(json);
                default -> json.skipChildren();
            }
        }
        try {
            return new Sent(
                    JsonFields.required("as", as),
                    width.intValueExact(),
                    height.intValueExact(),
                    JsonFields.required("from", from));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new FieldException("the field '" + FIELD + "' has a value that it cannot have: " + e.getMessage());
        }
    }
}
