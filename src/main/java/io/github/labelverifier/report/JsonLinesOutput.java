package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.io.OutputStream;

/** Findings as JSON Lines, with the fields of the report. Each stands alone, so each says what its call asked for. */
public final class JsonLinesOutput implements FindingOutput {
    private final OutputStream out;
    private final JsonGenerator json;

    /** Writes UTF-8 to a stream, which stays open. */
    public JsonLinesOutput(OutputStream out) throws IOException {
        this.out = out;
        this.json = ReportJson.generator(out);
    }

    @Override
    public void accept(Finding finding) throws IOException {
        ReportJson.writeFinding(json, finding, null);
        json.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
        json.flush();
        out.flush();
    }
}
