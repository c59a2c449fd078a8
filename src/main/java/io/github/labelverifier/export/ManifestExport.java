package io.github.labelverifier.export;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A manifest for image classification, a JSON object a line, as SageMaker, Ground Truth and Rekognition Custom Labels read
 * it. Each line has the time at which its report was begun, so that the same reports give the same bytes.
 */
final class ManifestExport implements ImageExport {
    // "Guidelines and quotas in Amazon Rekognition Custom Labels": images per dataset, size of a manifest.
    private static final long MOST_LINES = 250_000;
    private static final long MOST_BYTES = 1_000_000_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ExportedClasses classes;
    private final JsonLines lines;

    ManifestExport(OutputStream out, ExportedClasses classes) throws IOException {
        if (!classes.isOneBucket()) {
            throw new IllegalArgumentException("a manifest names images of one bucket, and these are not in one");
        }
        this.classes = classes;
        this.lines = new JsonLines(out);
    }

    @Override
    public boolean accept(ExportedImage image) throws IOException {
        JsonGenerator json = lines.json();
        json.writeStartObject();
        json.writeStringField(
                "source-ref", image.location().uriOf(image.finding().image().key()));
        json.writeNumberField("class", classes.indexOf(image.location()));
        json.writeObjectFieldStart("class-metadata");
        json.writeStringField("class-name", ExportedClasses.nameOf(image.location()));
        json.writeNumberField("confidence", 1);
        json.writeStringField("type", "groundtruth/image-classification");
        json.writeStringField("job-name", "label-verifier");
        json.writeStringField("human-annotated", image.byPerson() ? "yes" : "no");
        json.writeStringField("creation-date", time(image.header().startedAt()));
        json.writeEndObject();
        json.writeEndObject();
        lines.end();
        return true;
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (lines.count() > MOST_LINES) {
            warnings.add("the manifest has " + lines.count() + " lines: Custom Labels takes at most " + MOST_LINES);
        }
        if (lines.bytes() > MOST_BYTES) {
            warnings.add("the manifest has " + lines.bytes() + " bytes: Custom Labels takes at most " + MOST_BYTES);
        }
        return warnings;
    }

    @Override
    public void finish() throws IOException {
        lines.finish();
    }

    @Override
    public void close() {}
}
