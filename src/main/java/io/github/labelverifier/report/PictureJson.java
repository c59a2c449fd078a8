package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.image.PictureFacts;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was seen in the pixels of an image, as the object {@code picture} of its line. */
final class PictureJson {
    static final String FIELD = "picture";

    private PictureJson() {}

    static void write(JsonGenerator json, PictureFacts picture) throws IOException {
        json.writeObjectFieldStart(FIELD);
        json.writeStringField("format", picture.format());
        json.writeNumberField("width", picture.width());
        json.writeNumberField("height", picture.height());
        json.writeStringField("phash", picture.phash());
        json.writeArrayFieldStart("notes");
        for (String note : picture.notes()) {
            json.writeString(note);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Reads the object that a parser is at. */
    static PictureFacts read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw FieldException.of(json, "is no object");
        }
        @Nullable String format = null;
        @Nullable String phash = null;
        BigDecimal width = BigDecimal.ZERO;
        BigDecimal height = BigDecimal.ZERO;
        List<String> notes = List.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = Objects.requireNonNull(json.currentName());
            json.nextToken();
            switch (field) {
                case "format" -> format = JsonFields.string(json);
                case "width" -> width = JsonFields.number(json);
                case "height" -> height = JsonFields.number(json);
                case "phash" -> phash = JsonFields.string(json);
                case "notes" -> notes = JsonFields.strings(json);
                default -> json.skipChildren();
            }
        }
        try {
            return new PictureFacts(
                    JsonFields.required("format", format),
                    width.intValueExact(),
                    height.intValueExact(),
                    JsonFields.required("phash", phash),
                    notes);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new FieldException("the field '" + FIELD + "' has a value that it cannot have: " + e.getMessage());
        }
    }
}
