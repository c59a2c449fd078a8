package io.github.labelverifier.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

/** All labels that the Rekognition stand-in sees in an image; a request gets the best of them that its limits let through. */
public final class StubAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<StubLabel> labels;
    private final String model;
    private volatile Rendered last = new Rendered(-1, -1, new byte[0]);

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Rendered(int maxLabels, double minConfidence, byte[] json) {}

    private StubAnswer(List<StubLabel> labels, String model) {
        this.labels = labels.stream()
                .sorted(Comparator.comparingDouble(StubLabel::confidence).reversed())
                .toList();
        this.model = model;
    }

    /** An answer of label model 3.0. */
    public static StubAnswer of(StubLabel... labels) {
        return of(List.of(labels));
    }

    /** An answer of label model 3.0. */
    public static StubAnswer of(List<StubLabel> labels) {
        return new StubAnswer(labels, "3.0");
    }

    /** The same from another label model. */
    public StubAnswer model(String version) {
        return new StubAnswer(labels, version);
    }

    /** The labels, best first. */
    public List<StubLabel> labels() {
        return labels;
    }

    /** The version of the label model. */
    public String model() {
        return model;
    }

    /** The body of the response; the last one is kept, because most runs ask with one pair of limits and one answer for many images. */
    byte[] json(int maxLabels, double minConfidence) {
        Rendered rendered = last;
        if (rendered.maxLabels() != maxLabels || rendered.minConfidence() != minConfidence) {
            rendered = new Rendered(maxLabels, minConfidence, render(maxLabels, minConfidence));
            last = rendered;
        }
        return rendered.json();
    }

    private byte[] render(int maxLabels, double minConfidence) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("LabelModelVersion", model);
            json.writeArrayFieldStart("Labels");
            for (StubLabel label : labels.stream()
                    .filter(l -> l.confidence() >= minConfidence)
                    .limit(maxLabels)
                    .toList()) {
                write(json, label);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, StubLabel label) throws IOException {
        json.writeStartObject();
        writeNames(json, "Aliases", label.aliases());
        writeNames(json, "Categories", label.categories());
        json.writeNumberField("Confidence", (float) label.confidence());
        json.writeArrayFieldStart("Instances");
        for (double width : label.boxes()) {
            json.writeStartObject();
            json.writeObjectFieldStart("BoundingBox");
            json.writeNumberField("Width", (float) width);
            json.writeNumberField("Height", (float) width);
            json.writeNumberField("Left", 0);
            json.writeNumberField("Top", 0);
            json.writeEndObject();
            json.writeNumberField("Confidence", (float) label.confidence());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("Name", label.name());
        writeNames(json, "Parents", label.parents());
        json.writeEndObject();
    }

    private static void writeNames(JsonGenerator json, String field, List<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names) {
            json.writeStartObject();
            json.writeStringField("Name", name);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
