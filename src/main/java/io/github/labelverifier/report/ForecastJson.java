package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;

/**
 * What a run would do, as one line of JSON.
 *
 * @param images that are listed
 * @param bytes of those that would be checked
 * @param skip images that are not worth a call
 * @param error images that were asked for by name and are not there
 * @param reused images whose labels are recorded
 * @param sameContent images of the content of another one
 * @param calls that would be paid for
 * @param estimatedCostUsd what they would cost
 */
public record ForecastJson(
        long images,
        long bytes,
        long skip,
        long error,
        long reused,
        long sameContent,
        long calls,
        BigDecimal estimatedCostUsd) {

    /** Writes the line, in UTF-8; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator json = ReportJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "count");
            json.writeNumberField("images", images);
            json.writeNumberField("bytes", bytes);
            json.writeNumberField("skip", skip);
            json.writeNumberField("error", error);
            json.writeNumberField("reused", reused);
            json.writeNumberField("sameContent", sameContent);
            json.writeNumberField("calls", calls);
            json.writeNumberField("estimatedCostUsd", estimatedCostUsd);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }
}
