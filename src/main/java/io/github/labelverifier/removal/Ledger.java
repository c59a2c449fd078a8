package io.github.labelverifier.removal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.report.ReportHeader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The record of a removal, beside the report: what was about to be removed, before it is, and what became of it, after.
 * Every line is on the disk when the method that wrote it returns.
 */
public final class Ledger implements Closeable {
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .rootValueSeparator("")
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final FileChannel file;
    private final Clock clock;

    private Ledger(FileChannel file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Where the ledger of a report is. */
    public static Path pathFor(Path report) {
        return report.resolveSibling(report.getFileName() + ".removed.jsonl");
    }

    /**
     * Begins the ledger of a report.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the report has one
     */
    public static Ledger create(Path report, ReportHeader header, Clock clock) throws IOException {
        FileChannel file = FileChannel.open(pathFor(report), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Ledger ledger = new Ledger(file, clock);
        ledger.write(json -> {
            json.writeStartObject();
            json.writeStringField("type", "ledger");
            json.writeNumberField("schema", ReportHeader.SCHEMA);
            json.writeStringField("tool", header.tool());
            json.writeStringField("location", header.location());
            json.writeStringField("reportStartedAt", header.startedAt().toString());
            json.writeEndObject();
            json.writeRaw('\n');
        });
        return ledger;
    }

    /** Records that these images are about to be removed. */
    public void intend(List<ImageEntry> batch) throws IOException {
        write(json -> {
            json.writeStartObject();
            json.writeStringField("type", "intent");
            json.writeStringField("action", "delete");
            json.writeArrayFieldStart("keys");
            for (ImageEntry image : batch) {
                json.writeString(image.key());
            }
            json.writeEndArray();
            json.writeStringField("at", now());
            json.writeEndObject();
            json.writeRaw('\n');
        });
    }

    /** Records what became of them. */
    public void record(List<RemovalOutcome> outcomes) throws IOException {
        write(json -> {
            for (RemovalOutcome outcome : outcomes) {
                json.writeStartObject();
                json.writeStringField("type", "removal");
                json.writeStringField("key", outcome.key());
                json.writeStringField("action", "delete");
                json.writeStringField("outcome", outcome.result().id());
                if (outcome.versionId().isPresent()) {
                    json.writeStringField("deleteMarker", outcome.versionId().get());
                }
                if (outcome.message().isPresent()) {
                    json.writeStringField("message", outcome.message().get());
                }
                json.writeStringField("at", now());
                json.writeEndObject();
                json.writeRaw('\n');
            }
        });
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    @FunctionalInterface
    private interface Lines {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private void write(Lines lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            lines.writeTo(json);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
