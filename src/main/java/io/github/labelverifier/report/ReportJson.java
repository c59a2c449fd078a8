package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the lines of a report as JSON. {@link ReportLine} reads them again. */
final class ReportJson {
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Every line ends itself with a newline, so that nothing need come between two.
            .rootValueSeparator("")
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // Characters above U+FFFF as themselves, so that a key can be searched for in a report.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            // The same numbers as those of Java itself, in half the time.
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            // Label names and field names come from outside: a global cache of them would only grow.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(20).build())
            .build();

    private ReportJson() {}

    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    static void writeHeader(JsonGenerator json, ReportHeader header) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "header");
        json.writeNumberField("schema", ReportHeader.SCHEMA);
        json.writeStringField("tool", header.tool());
        json.writeStringField("location", header.location());
        json.writeStringField("region", header.region().orElse(null));
        json.writeStringField("endpoint", header.endpoint().orElse(null));
        if (header.detecting().sending().isPresent()) {
            json.writeStringField("send", header.detecting().sending().get().id());
        }
        if (header.detecting().detector().isPresent()) {
            json.writeStringField("detector", header.detecting().detector().get());
        }
        writeStrings(json, "exemplars", header.exemplars());
        json.writeArrayFieldStart("reference");
        for (ReferenceLabels.Entry entry : header.reference()) {
            json.writeStartObject();
            json.writeStringField("label", entry.label());
            json.writeNumberField("exemplars", entry.exemplars());
            json.writeEndObject();
        }
        json.writeEndArray();
        writeStrings(json, "rejectedLabels", header.policy().rejected());
        writeStrings(json, "ignoredLabels", header.policy().ignored());
        json.writeNumberField("minConfidence", header.policy().minConfidence());
        json.writeNumberField("maxLabels", header.policy().maxLabels());
        json.writeNumberField("recordConfidence", header.asked().minConfidence());
        json.writeNumberField("recordLabels", header.asked().maxLabels());
        json.writeStringField("rule", header.rule());
        if (header.contrast().isPresent()) {
            if (header.contrast().get().scoring().isPresent()) {
                json.writeStringField(
                        "scoring", header.contrast().get().scoring().get().id());
            }
            if (header.contrast().get().isCutting()) {
                json.writeNumberField("cut", header.contrast().get().cut());
            }
            json.writeNumberField("doubt", header.contrast().get().doubt());
            json.writeBooleanField("flagDoubtful", header.contrast().get().flagDoubtful());
        }
        json.writeStringField("startedAt", header.startedAt().toString());
        if (!header.reused().isEmpty()) {
            writeStrings(json, "reused", header.reused());
        }
        json.writeArrayFieldStart("exemplarAnswers");
        for (ReportHeader.Answer answer : header.exemplarAnswers()) {
            json.writeStartObject();
            writeImage(json, answer.image());
            writeDetection(json, answer.detection(), header.asked());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Begins the line of a finding, up to what is decided of it. */
    static void beginFinding(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "image");
        writeImage(json, finding.image());
    }

    /** Ends the line of a finding; what its call asked for is left out where it is what the whole report asked for. */
    static void endFinding(JsonGenerator json, Finding finding, @Nullable Asked ofReport) throws IOException {
        if (finding.detection().isPresent()) {
            writeStrings(json, "overlap", finding.overlap());
            writeDetection(json, finding.detection().get(), ofReport);
        }
        if (finding.picture().isPresent()) {
            PictureJson.write(json, finding.picture().get());
        }
        if (finding.message().isPresent()) {
            json.writeStringField("message", finding.message().get());
        }
        json.writeEndObject();
    }

    /** Writes a finding from its beginning to its end. */
    static void writeFinding(JsonGenerator json, Finding finding, @Nullable Asked ofReport) throws IOException {
        beginFinding(json, finding);
        writeDecision(json, finding.decision());
        endFinding(json, finding, ofReport);
    }

    /** Writes what is decided of an image, between its other fields. */
    static void writeDecision(JsonGenerator json, Decision decision) throws IOException {
        json.writeStringField("verdict", decision.verdict().id());
        writeStrings(
                json, "reasons", decision.reasons().stream().map(Reason::text).toList());
        if (decision.contrast().isPresent()) {
            writeContrast(json, decision.contrast().get());
        }
    }

    /** Writes what a judge says of an image, as an object of its own. */
    static void writeDecided(JsonGenerator json, Decision decision) throws IOException {
        json.writeStartObject();
        writeDecision(json, decision);
        json.writeEndObject();
    }

    private static void writeContrast(JsonGenerator json, Contrast contrast) throws IOException {
        json.writeNumberField("score", contrast.score());
        if (contrast.suggest().isPresent()) {
            json.writeStringField("suggest", contrast.suggest().get());
        }
        if (contrast.because().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("because");
        for (Contrast.LabelPoints label : contrast.because()) {
            json.writeStartObject();
            json.writeStringField("label", label.label());
            json.writeNumberField("here", label.here());
            if (label.there().isPresent()) {
                json.writeNumberField("there", label.there().getAsDouble());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Writes an answer whose finding is to follow. */
    static void writeAnswer(JsonGenerator json, ImageEntry image, Detection detection) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "answer");
        writeImage(json, image);
        writeDetection(json, detection, null);
        json.writeEndObject();
    }

    static void writeSummary(JsonGenerator json, ReportSummary summary) throws IOException {
        Counts counts = summary.counts();
        json.writeStartObject();
        json.writeStringField("type", "summary");
        json.writeBooleanField("complete", true);
        json.writeNumberField("images", counts.images());
        json.writeNumberField("keep", counts.keep());
        json.writeNumberField("flag", counts.flag());
        json.writeNumberField("skip", counts.skip());
        json.writeNumberField("error", counts.error());
        json.writeNumberField("bytesFlagged", counts.bytesFlagged());
        json.writeObjectFieldStart("skipped");
        for (Map.Entry<String, Long> why : summary.skipped().entrySet()) {
            json.writeNumberField(why.getKey(), why.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("calls", summary.calls());
        json.writeNumberField("reused", summary.reused());
        json.writeNumberField("duplicates", summary.duplicates());
        json.writeNumberField("throttled", summary.throttled());
        json.writeNumberField("estimatedCostUsd", summary.estimatedCostUsd());
        if (summary.pace().isPresent()) {
            json.writeNumberField(
                    "pace", BigDecimal.valueOf(summary.pace().getAsDouble()).setScale(2, RoundingMode.HALF_UP));
        }
        if (summary.changedMeanwhile().isPresent()) {
            writeStrings(json, "changedMeanwhile", summary.changedMeanwhile().get());
        }
        json.writeStringField("finishedAt", summary.finishedAt().toString());
        AdviceJson.write(json, summary.advice());
        json.writeEndObject();
    }

    private static void writeImage(JsonGenerator json, ImageEntry image) throws IOException {
        json.writeStringField("key", image.key());
        json.writeNumberField("size", image.size());
        json.writeStringField("etag", image.etag());
        json.writeStringField("lastModified", image.lastModified().toString());
        if (image.storageClass().isPresent()) {
            json.writeStringField("storageClass", image.storageClass().get());
        }
    }

    private static void writeDetection(JsonGenerator json, Detection detection, @Nullable Asked ofReport)
            throws IOException {
        json.writeArrayFieldStart("labels");
        for (Label label : detection.labels()) {
            json.writeStartObject();
            json.writeStringField("name", label.name());
            json.writeNumberField("confidence", label.confidence());
            writeStrings(json, "parents", label.parents());
            if (!label.aliases().isEmpty()) {
                writeStrings(json, "aliases", label.aliases());
            }
            if (label.instances().isPresent()) {
                json.writeNumberField("instances", label.instances().get().count());
                json.writeNumberField("largest", label.instances().get().largest());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("model", detection.model());
        if (detection.sent().isPresent()) {
            SentJson.write(json, detection.sent().get());
        }
        if (!detection.asked().equals(ofReport)) {
            json.writeNumberField("recordConfidence", detection.asked().minConfidence());
            json.writeNumberField("recordLabels", detection.asked().maxLabels());
        }
    }

    private static void writeStrings(JsonGenerator json, String field, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
