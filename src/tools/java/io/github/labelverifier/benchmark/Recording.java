package io.github.labelverifier.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One recorded answer and the classes that the image truly shows.
 *
 * <p>A file has one a line: {@code {"image": "…", "class": "dog", "labels": [{"name": "Dog", "confidence": 98.1}]}}, where
 * {@code class} may be a list. A confidence of {@code null} was not recorded; it counts as 100.
 */
record Recording(String image, Set<String> classes, Detection answer) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double NOT_RECORDED = 100;

    /** Some services answer a little more. */
    private static final double FULL = 100;

    static List<Recording> read(Path file) throws IOException {
        List<Recording> recordings = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines.filter(text -> !text.isBlank())::iterator) {
                try (JsonParser json = JSON.createParser(line)) {
                    json.nextToken();
                    recordings.add(parse(json));
                }
            }
        }
        return recordings;
    }

    private static Recording parse(JsonParser json) throws IOException {
        String image = "";
        Set<String> classes = new TreeSet<>();
        List<Label> labels = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "image" -> image = json.getText();
                case "class" -> classes.addAll(strings(json));
                case "labels" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        labels.add(label(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
        return new Recording(image, classes, new Detection(labels, "", new Asked(55, 1000)));
    }

    private static Label label(JsonParser json) throws IOException {
        String name = "";
        double confidence = NOT_RECORDED;
        List<String> parents = List.of();
        List<String> aliases = List.of();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "name" -> name = json.getText();
                case "confidence" ->
                    confidence = json.currentToken() == JsonToken.VALUE_NULL
                            ? NOT_RECORDED
                            : Math.min(FULL, json.getDoubleValue());
                case "parents" -> parents = strings(json);
                case "aliases" -> aliases = strings(json);
                default -> json.skipChildren();
            }
        }
        return new Label(name, confidence, parents, aliases);
    }

    private static List<String> strings(JsonParser json) throws IOException {
        List<String> strings = new ArrayList<>();
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            strings.add(json.getText());
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                strings.add(json.getText());
            }
        }
        return strings;
    }
}
