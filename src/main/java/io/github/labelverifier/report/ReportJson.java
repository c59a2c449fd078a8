package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.label.UnusableAnswerException;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lines of a report as JSON, and back. Unknown fields are passed over, so that later versions may add some. */
public final class ReportJson {
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Every line ends itself with a newline, so that nothing need come between two.
            .rootValueSeparator("")
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // Characters above U+FFFF as themselves, so that a key can be searched for in a report.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
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
            json.writeNumberField("cut", header.contrast().get().cut());
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

    /** Writes a finding; what its call asked for is left out where it is what the whole report asked for. */
    static void writeFinding(JsonGenerator json, Finding finding, @Nullable Asked ofReport) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "image");
        writeImage(json, finding.image());
        json.writeStringField("verdict", finding.verdict().id());
        writeStrings(
                json, "reasons", finding.reasons().stream().map(Reason::text).toList());
        if (finding.contrast().isPresent()) {
            writeContrast(json, finding.contrast().get());
        }
        if (finding.detection().isPresent()) {
            writeStrings(json, "overlap", finding.overlap());
            writeDetection(json, finding.detection().get(), ofReport);
        }
        if (finding.message().isPresent()) {
            json.writeStringField("message", finding.message().get());
        }
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
        json.writeStringField("finishedAt", summary.finishedAt().toString());
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
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("model", detection.model());
        if (!detection.asked().equals(ofReport)) {
            json.writeNumberField("recordConfidence", detection.asked().minConfidence());
            json.writeNumberField("recordLabels", detection.asked().maxLabels());
        }
    }

    private static void writeStrings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** A field is not what it has to be; the message names it. */
    static final class FieldException extends IOException {
        private static final long serialVersionUID = 1L;

        private FieldException(String message) {
            super(message);
        }

        private static FieldException of(JsonParser json, String what) {
            @Nullable JsonStreamContext context = json.getParsingContext();
            // What stands in a list has no name of its own.
            while (context != null && context.getCurrentName() == null) {
                context = context.getParent();
            }
            return new FieldException("the field '" + (context == null ? "" : context.getCurrentName()) + "' " + what);
        }
    }

    /** One line of a report, whichever it is: its fields, of which those that its type needs are asked for. */
    public static final class Line {
        private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
        private static final int MOST_DECIMALS = 400;

        private String type = "";
        private @Nullable String tool;
        private @Nullable String location;
        private @Nullable String region;
        private @Nullable String endpoint;
        private @Nullable String rule;
        private @Nullable String startedAt;
        private @Nullable String finishedAt;
        private @Nullable String key;
        private @Nullable String etag;
        private @Nullable String lastModified;
        private @Nullable String storageClass;
        private @Nullable String verdict;
        private @Nullable String message;
        private @Nullable String model;
        private @Nullable List<Label> labels;
        private List<String> exemplars = List.of();
        private List<String> reusedReports = List.of();
        private List<String> rejected = List.of();
        private List<String> ignored = List.of();
        private List<String> reasons = List.of();
        private List<String> overlap = List.of();
        private List<ReferenceLabels.Entry> reference = List.of();
        private final List<Line> exemplarAnswers = new ArrayList<>();
        private @Nullable BigDecimal schema;
        private @Nullable BigDecimal size;
        private @Nullable BigDecimal minConfidence;
        private @Nullable BigDecimal maxLabels;
        private @Nullable BigDecimal recordConfidence;
        private @Nullable BigDecimal recordLabels;
        private @Nullable BigDecimal keep;
        private @Nullable BigDecimal flag;
        private @Nullable BigDecimal skip;
        private @Nullable BigDecimal error;
        private @Nullable BigDecimal bytesFlagged;
        private Map<String, Long> skipped = Map.of();
        private @Nullable BigDecimal calls;
        private @Nullable BigDecimal reused;
        private @Nullable BigDecimal duplicates;
        private @Nullable BigDecimal throttled;
        private @Nullable BigDecimal cost;
        private @Nullable BigDecimal cut;
        private @Nullable BigDecimal doubt;
        private @Nullable Double score;
        private @Nullable String suggest;
        private List<Contrast.LabelPoints> because = List.of();
        private boolean flagDoubtful;
        private boolean complete;

        /**
         * Reads one line.
         *
         * @throws IOException if it is not one JSON object of the expected shape
         */
        public static Line parse(byte[] bytes, int offset, int length) throws IOException {
            try (JsonParser json = FACTORY.createParser(bytes, offset, length)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw new IOException("not a JSON object");
                }
                Line line = parseObject(json);
                if (json.nextToken() != null) {
                    throw new IOException("more than one JSON value");
                }
                return line;
            }
        }

        private static Line parseObject(JsonParser json) throws IOException {
            Line line = new Line();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                line.read(Objects.requireNonNull(field), json);
            }
            return line;
        }

        private void read(String field, JsonParser json) throws IOException {
            switch (field) {
                case "type" -> type = Objects.requireNonNullElse(string(json), "");
                case "tool" -> tool = string(json);
                case "location" -> location = string(json);
                case "region" -> region = string(json);
                case "endpoint" -> endpoint = string(json);
                case "rule" -> rule = string(json);
                case "startedAt" -> startedAt = string(json);
                case "finishedAt" -> finishedAt = string(json);
                case "key" -> key = string(json);
                case "etag" -> etag = string(json);
                case "lastModified" -> lastModified = string(json);
                case "storageClass" -> storageClass = string(json);
                case "verdict" -> verdict = string(json);
                case "message" -> message = string(json);
                case "model" -> model = string(json);
                case "labels" -> labels = labels(json);
                case "exemplars" -> exemplars = strings(json);
                case "rejectedLabels" -> rejected = strings(json);
                case "ignoredLabels" -> ignored = strings(json);
                case "reasons" -> reasons = strings(json);
                case "overlap" -> overlap = strings(json);
                case "reference" -> reference = reference(json);
                case "exemplarAnswers" -> {
                    startArray(json);
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        startObject(json);
                        exemplarAnswers.add(parseObject(json));
                    }
                }
                case "skipped" -> skipped = counts(json);
                case "suggest" -> suggest = string(json);
                case "because" -> because = because(json);
                case "flagDoubtful" -> flagDoubtful = json.currentToken() == JsonToken.VALUE_TRUE;
                case "complete" -> complete = json.currentToken() == JsonToken.VALUE_TRUE;
                default -> readNumber(field, json);
            }
        }

        private void readNumber(String field, JsonParser json) throws IOException {
            switch (field) {
                case "cut" -> cut = number(json);
                case "doubt" -> doubt = number(json);
                case "score" -> score = real(json);
                case "schema" -> schema = number(json);
                case "size" -> size = number(json);
                case "minConfidence" -> minConfidence = number(json);
                case "maxLabels" -> maxLabels = number(json);
                case "recordConfidence" -> recordConfidence = number(json);
                case "recordLabels" -> recordLabels = number(json);
                case "keep" -> keep = number(json);
                case "flag" -> flag = number(json);
                case "skip" -> skip = number(json);
                case "error" -> error = number(json);
                case "bytesFlagged" -> bytesFlagged = number(json);
                case "calls" -> calls = number(json);
                case "reused" -> readReused(json);
                case "duplicates" -> duplicates = number(json);
                case "throttled" -> throttled = number(json);
                case "estimatedCostUsd" -> cost = number(json);
                default -> json.skipChildren();
            }
        }

        /** A number in a summary, a list in a header. */
        private void readReused(JsonParser json) throws IOException {
            if (json.currentToken() == JsonToken.START_ARRAY) {
                reusedReports = strings(json);
            } else {
                reused = number(json);
            }
        }

        String type() {
            return type;
        }

        boolean isComplete() {
            return complete;
        }

        public String key() throws IOException {
            return required("key", key);
        }

        ReportHeader toHeader() throws IOException {
            int version = required("schema", schema).intValue();
            if (version != ReportHeader.SCHEMA) {
                throw new IOException("schema " + version + " is not known; this program reads " + ReportHeader.SCHEMA);
            }
            Asked asked = asked(null);
            List<ReportHeader.Answer> answers = new ArrayList<>();
            for (Line answer : exemplarAnswers) {
                answers.add(new ReportHeader.Answer(
                        answer.toImage(), answer.toDetection(asked).orElseThrow(() -> missing("labels"))));
            }
            return new ReportHeader(
                    required("tool", tool),
                    required("location", location),
                    Optional.ofNullable(region),
                    Optional.ofNullable(endpoint),
                    exemplars,
                    answers,
                    reference,
                    toPolicy(),
                    asked,
                    required("rule", rule),
                    toContrastRule(),
                    instant("startedAt", startedAt),
                    reusedReports);
        }

        private Optional<ContrastRule> toContrastRule() throws IOException {
            if (cut == null || doubt == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(new ContrastRule(cut.doubleValue(), doubt.doubleValue(), flagDoubtful));
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private Policy toPolicy() throws IOException {
            try {
                return new Policy(
                        required("minConfidence", minConfidence).doubleValue(),
                        required("maxLabels", maxLabels).intValue(),
                        rejected,
                        ignored);
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private Asked asked(@Nullable Asked ofReport) throws IOException {
            if (ofReport != null && recordConfidence == null && recordLabels == null) {
                return ofReport;
            }
            try {
                return new Asked(
                        required("recordConfidence", recordConfidence).doubleValue(),
                        required("recordLabels", recordLabels).intValue());
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        Finding toFinding(Asked ofReport) throws IOException {
            return new Finding(
                    toImage(),
                    toVerdict(required("verdict", verdict)),
                    reasons.stream().map(Reason::parse).toList(),
                    overlap,
                    toDetection(ofReport),
                    Optional.ofNullable(message),
                    score == null
                            ? Optional.empty()
                            : Optional.of(new Contrast(score, Optional.ofNullable(suggest), because)));
        }

        private static Verdict toVerdict(String id) throws IOException {
            try {
                return Verdict.valueOf(id.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new IOException("the verdict '" + id + "' is not known", e);
            }
        }

        ImageEntry toImage() throws IOException {
            long bytes = required("size", size).longValue();
            if (bytes < 0) {
                throw new IOException("size is " + bytes);
            }
            return new ImageEntry(
                    required("key", key),
                    bytes,
                    Objects.requireNonNullElse(etag, ""),
                    instant("lastModified", lastModified),
                    Optional.ofNullable(storageClass),
                    Optional.empty());
        }

        Optional<Detection> toDetection(@Nullable Asked ofReport) throws IOException {
            if (labels == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Detection(labels, Objects.requireNonNullElse(model, ""), asked(ofReport)));
            } catch (UnusableAnswerException e) {
                throw new FieldException("the field 'labels' is no answer: " + e.getMessage());
            }
        }

        ReportSummary toSummary() throws IOException {
            Counts counts = new Counts(
                    required("keep", keep).longValue(),
                    required("flag", flag).longValue(),
                    required("skip", skip).longValue(),
                    required("error", error).longValue(),
                    required("bytesFlagged", bytesFlagged).longValue());
            return new ReportSummary(
                    counts,
                    skipped,
                    required("calls", calls).longValue(),
                    required("reused", reused).longValue(),
                    duplicates == null ? 0 : duplicates.longValue(),
                    required("throttled", throttled).longValue(),
                    required("estimatedCostUsd", cost),
                    instant("finishedAt", finishedAt));
        }

        private static <T> T required(String field, @Nullable T value) throws IOException {
            if (value == null) {
                throw missing(field);
            }
            return value;
        }

        private static IOException missing(String field) {
            return new FieldException("the field '" + field + "' is missing");
        }

        private static Instant instant(String field, @Nullable String value) throws IOException {
            try {
                return Instant.parse(required(field, value));
            } catch (DateTimeException e) {
                throw new IOException("the field '" + field + "' is no time: " + value, e);
            }
        }

        private static @Nullable String string(JsonParser json) throws IOException {
            return switch (json.currentToken()) {
                case VALUE_STRING -> json.getText();
                case VALUE_NULL -> null;
                default -> throw FieldException.of(json, "is no text");
            };
        }

        private static BigDecimal number(JsonParser json) throws IOException {
            requireNumber(json);
            BigDecimal value = json.getDecimalValue();
            // Beyond a long a count would come out as another; and 1e999999999 written out is a gigabyte.
            if (value.abs().compareTo(LARGEST) > 0 || value.scale() > MOST_DECIMALS) {
                throw FieldException.of(json, "is out of range");
            }
            return value;
        }

        private static double real(JsonParser json) throws IOException {
            requireNumber(json);
            return json.getDoubleValue();
        }

        private static void requireNumber(JsonParser json) throws IOException {
            if (!json.currentToken().isNumeric()) {
                throw FieldException.of(json, "is no number");
            }
        }

        private static void startArray(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw FieldException.of(json, "is no list");
            }
        }

        private static void startObject(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw FieldException.of(json, "is no list of objects");
            }
        }

        private static Map<String, Long> counts(JsonParser json) throws IOException {
            startObject(json);
            Map<String, Long> counts = new TreeMap<>();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String why = Objects.requireNonNull(json.currentName());
                json.nextToken();
                counts.put(why, number(json).longValue());
            }
            return counts;
        }

        private static List<String> strings(JsonParser json) throws IOException {
            startArray(json);
            List<String> strings = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                String string = string(json);
                if (string != null) {
                    strings.add(string);
                }
            }
            return strings;
        }

        private static List<ReferenceLabels.Entry> reference(JsonParser json) throws IOException {
            startArray(json);
            List<ReferenceLabels.Entry> entries = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                startObject(json);
                @Nullable String label = null;
                int exemplars = 0;
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String field = json.currentName();
                    json.nextToken();
                    if ("label".equals(field)) {
                        label = string(json);
                    } else if ("exemplars".equals(field)) {
                        exemplars = number(json).intValue();
                    } else {
                        json.skipChildren();
                    }
                }
                entries.add(new ReferenceLabels.Entry(required("label", label), exemplars));
            }
            return entries;
        }

        private static List<Contrast.LabelPoints> because(JsonParser json) throws IOException {
            startArray(json);
            List<Contrast.LabelPoints> because = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                startObject(json);
                @Nullable String label = null;
                double here = 0;
                OptionalDouble there = OptionalDouble.empty();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String field = Objects.requireNonNull(json.currentName());
                    json.nextToken();
                    switch (field) {
                        case "label" -> label = string(json);
                        case "here" -> here = real(json);
                        case "there" -> there = OptionalDouble.of(real(json));
                        default -> json.skipChildren();
                    }
                }
                because.add(new Contrast.LabelPoints(required("label", label), here, there));
            }
            return because;
        }

        private static List<Label> labels(JsonParser json) throws IOException {
            startArray(json);
            List<Label> labels = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                startObject(json);
                labels.add(label(json));
            }
            return labels;
        }

        private static Label label(JsonParser json) throws IOException {
            @Nullable String name = null;
            double confidence = 0;
            List<String> parents = List.of();
            List<String> aliases = List.of();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = Objects.requireNonNull(json.currentName());
                json.nextToken();
                switch (field) {
                    case "name" -> name = string(json);
                    case "confidence" -> confidence = real(json);
                    case "parents" -> parents = strings(json);
                    case "aliases" -> aliases = strings(json);
                    default -> json.skipChildren();
                }
            }
            try {
                return new Label(required("name", name), confidence, parents, aliases);
            } catch (UnusableAnswerException e) {
                throw new FieldException("the field 'labels' is no answer: " + e.getMessage());
            }
        }
    }
}
