package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The advice of a report's last line, written and read. Of what a later version advises, what is not known is left out. */
final class AdviceJson {
    static final String FIELD = "advice";

    private AdviceJson() {}

    static void write(JsonGenerator json, List<Advice> advice) throws IOException {
        json.writeArrayFieldStart(FIELD);
        for (Advice one : advice) {
            json.writeStartObject();
            json.writeStringField("kind", one.kind());
            if (one instanceof Advice.GenericLabel generic) {
                json.writeStringField("label", generic.label());
                json.writeNumberField("keptByItAlone", generic.keptByItAlone());
            } else if (one instanceof Advice.OtherRule other) {
                json.writeStringField("rule", other.rule());
                json.writeNumberField("wouldFlag", other.wouldFlag());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Advice> read(JsonParser json) throws IOException {
        JsonFields.startArray(json);
        List<Advice> advice = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonFields.startObject(json);
            one(json).ifPresent(advice::add);
        }
        return advice;
    }

    private static Optional<Advice> one(JsonParser json) throws IOException {
        @Nullable String kind = null;
        @Nullable String label = null;
        @Nullable String rule = null;
        @Nullable BigDecimal kept = null;
        @Nullable BigDecimal flagged = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = Objects.requireNonNull(json.currentName());
            json.nextToken();
            switch (field) {
                case "kind" -> kind = JsonFields.string(json);
                case "label" -> label = JsonFields.string(json);
                case "rule" -> rule = JsonFields.string(json);
                case "keptByItAlone" -> kept = JsonFields.number(json);
                case "wouldFlag" -> flagged = JsonFields.number(json);
                default -> json.skipChildren();
            }
        }
        return switch (JsonFields.required("kind", kind)) {
            case Advice.GenericLabel.KIND ->
                Optional.of(new Advice.GenericLabel(
                        JsonFields.required("label", label),
                        JsonFields.required("keptByItAlone", kept).longValue()));
            case Advice.OtherRule.KIND ->
                Optional.of(new Advice.OtherRule(
                        JsonFields.required("rule", rule),
                        JsonFields.required("wouldFlag", flagged).longValue()));
            default -> Optional.empty();
        };
    }
}
