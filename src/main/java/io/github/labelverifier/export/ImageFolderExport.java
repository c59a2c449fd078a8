package io.github.labelverifier.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The {@code metadata.jsonl} of a Hugging Face image folder, for the folder that holds all classes. Every line has the same
 * fields, since that tool takes the columns from the first ones.
 */
final class ImageFolderExport implements ImageExport {
    private final ExportedClasses classes;
    private final JsonLines lines;

    ImageFolderExport(OutputStream out, ExportedClasses classes) throws IOException {
        this.classes = classes;
        this.lines = new JsonLines(out);
    }

    @Override
    public boolean accept(ExportedImage image) throws IOException {
        Finding finding = image.finding();
        JsonGenerator json = lines.json();
        json.writeStartObject();
        json.writeStringField(
                "file_name", classes.pathOf(image.location(), finding.image().key()));
        json.writeStringField("label", ExportedClasses.nameOf(image.location()));
        json.writeStringField("verdict", finding.verdict().id());
        json.writeArrayFieldStart("labels");
        for (Label label :
                finding.detection().map(image.header().policy()::counting).orElse(List.of())) {
            json.writeString(label.name());
        }
        json.writeEndArray();
        Optional<Double> score = finding.contrast().map(Contrast::score);
        if (score.isPresent()) {
            json.writeNumberField("score", score.get());
        } else {
            json.writeNullField("score");
        }
        json.writeEndObject();
        lines.end();
        return true;
    }

    @Override
    public void finish() throws IOException {
        lines.finish();
    }

    @Override
    public void close() {}
}
