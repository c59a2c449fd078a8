package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;

/** One line of a file that stands beside a report, as a JSON object: made as a whole, and read field by field. */
public final class JsonLine {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator("")
            // Characters above U+FFFF as themselves, so that a key can be searched for.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            // Field names come from outside: a global cache of them would only grow.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonLine() {}

    /** Writes the fields of an object. */
    @FunctionalInterface
    public interface Fields {
        /** Writes all of them. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Takes the fields of an object. */
    @FunctionalInterface
    public interface FieldReader {
        /** Reads the value of one field, which the parser is at, or passes over it. */
        void read(String field, JsonParser json) throws IOException;
    }

    /** The bytes of a line, its newline included. */
    public static byte[] of(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a line.
     *
     * @throws IOException if it is not one JSON object, or as the reader throws it
     */
    public static void read(byte[] line, FieldReader reader) throws IOException {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            readObject(json, reader);
            if (json.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
        }
    }

    /** Reads the object that a parser is at, to its end. */
    public static void readObject(JsonParser json, FieldReader reader) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = Objects.requireNonNull(json.currentName());
            json.nextToken();
            reader.read(field, json);
        }
    }
}
