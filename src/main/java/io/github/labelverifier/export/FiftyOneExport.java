package io.github.labelverifier.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The {@code labels.json} of a FiftyOne image classification dataset. An image is known there by its path without the
 * suffix, so of {@code 7.jpg} and {@code 7.png} only the first can be told of; the others are counted.
 */
final class FiftyOneExport implements ImageExport {
    private final ExportedClasses classes;
    private final JsonGenerator json;
    private final KeySet names = new KeySet();
    private long doubles;

    FiftyOneExport(OutputStream out, ExportedClasses classes) throws IOException {
        this.classes = classes;
        this.json = JsonLines.FACTORY.createGenerator(out);
        json.writeStartObject();
        json.writeArrayFieldStart("classes");
        for (String name : classes.names()) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("labels");
    }

    @Override
    public boolean accept(ExportedImage image) throws IOException {
        Finding finding = image.finding();
        String name =
                withoutSuffix(classes.pathOf(image.location(), finding.image().key()));
        if (!names.add(name)) {
            doubles++;
            return false;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("label", classes.indexOf(image.location()));
        Optional<Double> confidence = confidence(image);
        if (confidence.isPresent()) {
            json.writeNumberField("confidence", confidence.get());
        }
        json.writeObjectFieldStart("attributes");
        json.writeStringField("verdict", finding.verdict().id());
        json.writeEndObject();
        json.writeEndObject();
        return true;
    }

    /** That of the best label that the image shares with the reference, 0 to 1. */
    private static Optional<Double> confidence(ExportedImage image) {
        List<Label> labels = image.finding()
                .detection()
                .map(image.header().policy()::counting)
                .orElse(List.of());
        return labels.stream()
                .filter(label -> image.finding().overlap().contains(label.name()))
                .map(label -> label.confidence() / 100)
                .findFirst();
    }

    private static String withoutSuffix(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
    }

    @Override
    public List<String> warnings() {
        return doubles == 0
                ? List.of()
                : List.of(
                        doubles + (doubles == 1 ? " image is" : " images are")
                                + " left out: FiftyOne knows images by their name without the suffix, and another has the same");
    }

    @Override
    public void finish() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    @Override
    public void close() throws IOException {
        names.close();
    }
}
