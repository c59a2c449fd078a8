package io.github.labelverifier.detector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.label.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of the protocol: JSON, with the field names of DetectLabels. Fields that are not known are passed over. */
final class DetectorLine {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int PROTOCOL = 1;

    private final String text;
    private @Nullable String type;
    private @Nullable Long protocol;
    private @Nullable String name;
    private @Nullable Long id;
    private @Nullable List<Label> labels;
    private @Nullable String model;
    private @Nullable String error;
    private boolean retry;

    private DetectorLine(String text) {
        this.text = text;
    }

    /**
     * Reads what the command wrote.
     *
     * @throws IOException if it is no such line; the message says why
     */
    static DetectorLine parse(String text) throws IOException {
        DetectorLine line = new DetectorLine(text);
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no JSON object");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                line.read(field, json);
            }
            if (json.nextToken() != null) {
                throw new IOException("something follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new IOException("it is no JSON", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        return line;
    }

    private void read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "type" -> type = text(json);
            case "protocol" -> protocol = number(json);
            case "name" -> name = text(json);
            case "id" -> id = number(json);
            case "Labels" -> labels = labels(json);
            case "LabelModelVersion" -> model = text(json);
            case "error" -> error = text(json);
            case "retry" -> retry = json.currentToken() == JsonToken.VALUE_TRUE;
            default -> json.skipChildren();
        }
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("the field '" + json.currentName() + "' is no text");
        }
        return json.getText();
    }

    private static long number(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IOException("the field '" + json.currentName() + "' is no whole number");
        }
        return json.getLongValue();
    }

    private interface Item<T> {
        T read(JsonParser json) throws IOException;
    }

    private static <T> List<T> list(JsonParser json, Item<T> item) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("the field '" + json.currentName() + "' is no list");
        }
        List<T> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("an element of a list is no object");
            }
            items.add(item.read(json));
        }
        return items;
    }

    private static List<Label> labels(JsonParser json) throws IOException {
        return list(json, DetectorLine::label);
    }

    private static Label label(JsonParser json) throws IOException {
        String name = "";
        double confidence = -1;
        List<String> parents = List.of();
        List<String> aliases = List.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "Name" -> name = text(json);
                case "Confidence" -> {
                    if (!json.currentToken().isNumeric()) {
                        throw new IOException("the field 'Confidence' is no number");
                    }
                    confidence = json.getDoubleValue();
                }
                case "Parents" -> parents = list(json, DetectorLine::name);
                case "Aliases" -> aliases = list(json, DetectorLine::name);
                default -> json.skipChildren();
            }
        }
        if (name.isBlank() || confidence < 0) {
            throw new IOException("a label has no 'Name' or no 'Confidence'");
        }
        return new Label(name, confidence, parents, aliases);
    }

    private static String name(JsonParser json) throws IOException {
        String name = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("Name")) {
                name = text(json);
            } else {
                json.skipChildren();
            }
        }
        return name;
    }

    /**
     * The name of the detector that says it is ready.
     *
     * @throws IOException if this is no such line
     */
    String readyName() throws IOException {
        if (!"ready".equals(type) || name == null || name.isBlank()) {
            throw new IOException("its first line must be {\"type\":\"ready\",\"protocol\":1,\"name\":\"...\"}");
        }
        if (protocol == null || protocol != PROTOCOL) {
            throw new IOException("it speaks protocol " + protocol + "; this program speaks " + PROTOCOL);
        }
        return name;
    }

    /** Which request it answers; empty if it answers none. */
    Optional<Long> id() {
        return Optional.ofNullable(id);
    }

    /** Why there are no labels, if there are none. */
    Optional<String> error() {
        return Optional.ofNullable(error);
    }

    /** Whether the same request may be answered another time. */
    boolean mayBeRetried() {
        return retry;
    }

    /**
     * The labels.
     *
     * @throws IOException if it has neither labels nor an error
     */
    List<Label> labels() throws IOException {
        if (labels == null) {
            throw new IOException("it has neither 'Labels' nor 'error'");
        }
        return labels;
    }

    /** The version of the labels; empty if it is not told. */
    String model() {
        return model == null ? "" : model;
    }

    /** The line, as it came. */
    String text() {
        return text;
    }

    /** Asks for an image. */
    static byte[] request(long id, Path picture, String key) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("id", id);
            json.writeStringField("path", picture.toString());
            json.writeStringField("key", key);
            json.writeEndObject();
        }
        line.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
        return line.toByteArray();
    }
}
