package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Scoring;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of a report's first line. */
final class HeaderFields {
    private final AskedFields ofCalls;
    private @Nullable BigDecimal schema;
    private @Nullable String tool;
    private @Nullable String location;
    private @Nullable String region;
    private @Nullable String endpoint;
    private @Nullable Sending send;
    private @Nullable String detector;
    private List<String> exemplars = List.of();
    private List<ReferenceLabels.Entry> reference = List.of();
    private List<String> rejected = List.of();
    private List<String> ignored = List.of();
    private @Nullable BigDecimal minConfidence;
    private @Nullable BigDecimal maxLabels;
    private @Nullable String rule;
    private @Nullable String scoring;
    private @Nullable BigDecimal cut;
    private @Nullable BigDecimal doubt;
    private boolean flagDoubtful;
    private @Nullable String startedAt;
    private List<String> reusedReports = List.of();
    private final List<ImageFields> exemplarAnswers = new ArrayList<>();

    HeaderFields(AskedFields ofCalls) {
        this.ofCalls = ofCalls;
    }

    /** Reads a field if it is one of these. */
    boolean read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "schema" -> schema = JsonFields.number(json);
            case "tool" -> tool = JsonFields.string(json);
            case "location" -> location = JsonFields.string(json);
            case "region" -> region = JsonFields.string(json);
            case "endpoint" -> endpoint = JsonFields.string(json);
            case "send" -> send = sending(JsonFields.string(json));
            case "detector" -> detector = JsonFields.string(json);
            case "exemplars" -> exemplars = JsonFields.strings(json);
            case "reference" -> reference = reference(json);
            case "rejectedLabels" -> rejected = JsonFields.strings(json);
            case "ignoredLabels" -> ignored = JsonFields.strings(json);
            case "minConfidence" -> minConfidence = JsonFields.number(json);
            case "maxLabels" -> maxLabels = JsonFields.number(json);
            case "rule" -> rule = JsonFields.string(json);
            case "scoring" -> scoring = JsonFields.string(json);
            case "cut" -> cut = JsonFields.number(json);
            case "doubt" -> doubt = JsonFields.number(json);
            case "flagDoubtful" -> flagDoubtful = JsonFields.isTrue(json);
            case "startedAt" -> startedAt = JsonFields.string(json);
            case "exemplarAnswers" -> readAnswers(json);
            case "reused" -> {
                return readReused(json);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A later program may have more ways: they change nothing in what a report says. */
    private static @Nullable Sending sending(@Nullable String name) {
        return Stream.of(Sending.values())
                .filter(sending -> sending.id().equals(name))
                .findFirst()
                .orElse(null);
    }

    private void readAnswers(JsonParser json) throws IOException {
        JsonFields.startArray(json);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonFields.startObject(json);
            exemplarAnswers.add(ReportLine.parseObject(json).image());
        }
    }

    /** A list in a header; a summary has a number of this name. */
    private boolean readReused(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        reusedReports = JsonFields.strings(json);
        return true;
    }

    ReportHeader toHeader() throws IOException {
        int version = JsonFields.required("schema", schema).intValue();
        if (version != ReportHeader.SCHEMA) {
            throw new IOException("schema " + version + " is not known; this program reads " + ReportHeader.SCHEMA);
        }
        Asked asked = ofCalls.toAsked(null);
        List<ReportHeader.Answer> answers = new ArrayList<>();
        for (ImageFields answer : exemplarAnswers) {
            answers.add(new ReportHeader.Answer(
                    answer.toImage(), answer.toDetection(asked).orElseThrow(() -> FieldException.missing("labels"))));
        }
        return new ReportHeader(
                JsonFields.required("tool", tool),
                JsonFields.required("location", location),
                Optional.ofNullable(region),
                Optional.ofNullable(endpoint),
                exemplars,
                answers,
                reference,
                toPolicy(),
                asked,
                JsonFields.required("rule", rule),
                toContrastRule(),
                JsonFields.instant("startedAt", startedAt),
                reusedReports,
                new ReportHeader.Detecting(Optional.ofNullable(send), Optional.ofNullable(detector)));
    }

    private Optional<ContrastRule> toContrastRule() throws IOException {
        if (doubt == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ContrastRule(
                    Optional.ofNullable(scoring).flatMap(Scoring::named),
                    cut == null ? Double.NEGATIVE_INFINITY : cut.doubleValue(),
                    doubt.doubleValue(),
                    flagDoubtful));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Policy toPolicy() throws IOException {
        try {
            return new Policy(
                    JsonFields.required("minConfidence", minConfidence).doubleValue(),
                    JsonFields.required("maxLabels", maxLabels).intValue(),
                    rejected,
                    ignored);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<ReferenceLabels.Entry> reference(JsonParser json) throws IOException {
        JsonFields.startArray(json);
        List<ReferenceLabels.Entry> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonFields.startObject(json);
            @Nullable String label = null;
            int exemplars = 0;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                json.nextToken();
                if ("label".equals(field)) {
                    label = JsonFields.string(json);
                } else if ("exemplars".equals(field)) {
                    exemplars = JsonFields.number(json).intValue();
                } else {
                    json.skipChildren();
                }
            }
            entries.add(new ReferenceLabels.Entry(JsonFields.required("label", label), exemplars));
        }
        return entries;
    }
}
