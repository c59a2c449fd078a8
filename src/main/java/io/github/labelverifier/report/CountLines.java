package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Counts as JSON Lines, {@code {"type":"reason","name":"no-overlap","images":7}}. */
public final class CountLines {
    private CountLines() {}

    /** Writes a line for each count. The stream stays open. */
    public static void write(OutputStream out, String type, List<Frequencies.Count> counts) throws IOException {
        try (JsonGenerator json = ReportJson.generator(out)) {
            for (Frequencies.Count count : counts) {
                json.writeStartObject();
                json.writeStringField("type", type);
                json.writeStringField("name", count.name());
                json.writeNumberField("images", count.count());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }
    }
}
