package io.github.labelverifier.review;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.report.JsonFields;
import io.github.labelverifier.report.JsonLine;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lines of a review as JSON, and back. Unknown fields are passed over. */
final class ReviewJson {
    static final String HEADER = "review-header";
    static final String DECISION = "review";

    /** The decision of an image whose last one was taken back. */
    private static final String NONE = "none";

    private ReviewJson() {}

    static byte[] header(ReviewHeader header) throws IOException {
        return JsonLine.of(json -> {
            json.writeStringField("type", HEADER);
            json.writeNumberField("schema", ReviewHeader.SCHEMA);
            json.writeStringField("tool", header.tool());
            json.writeStringField("location", header.location());
            json.writeStringField("startedAt", header.startedAt().toString());
            if (header.sample().isPresent()) {
                json.writeObjectFieldStart("sample");
                json.writeNumberField("size", header.sample().get().size());
                json.writeNumberField("seed", header.sample().get().seed());
                json.writeEndObject();
            }
        });
    }

    /**
     * The line of a decision.
     *
     * @param decision empty if an earlier one is taken back
     */
    static byte[] decision(ImageEntry image, Optional<Decision> decision, Instant at) throws IOException {
        return JsonLine.of(json -> {
            json.writeStringField("type", DECISION);
            json.writeStringField("key", image.key());
            json.writeNumberField("size", image.size());
            json.writeStringField("etag", image.etag());
            json.writeStringField(
                    "decision", decision.map(made -> made.choice().id()).orElse(NONE));
            Optional<String> to = decision.flatMap(Decision::to);
            if (to.isPresent()) {
                json.writeStringField("to", to.get());
            }
            json.writeStringField("at", at.toString());
        });
    }

    /** One line, whichever it is. */
    static final class Line {
        private long schema;
        private long size = -1;
        private long seed;
        private @Nullable Line sample;
        private @Nullable String type;
        private @Nullable String tool;
        private @Nullable String location;
        private @Nullable String startedAt;
        private @Nullable String key;
        private @Nullable String etag;
        private @Nullable String decision;
        private @Nullable String to;
        private @Nullable String at;

        /**
         * Reads one line.
         *
         * @throws IOException if it is not one JSON object of the expected shape
         */
        static Line parse(byte[] bytes) throws IOException {
            Line line = new Line();
            JsonLine.read(bytes, line::read);
            return line;
        }

        private void read(String field, JsonParser json) throws IOException {
            switch (field) {
                case "type" -> type = JsonFields.string(json);
                case "schema" -> schema = number(json);
                case "size" -> size = number(json);
                case "seed" -> seed = number(json);
                case "tool" -> tool = JsonFields.string(json);
                case "location" -> location = JsonFields.string(json);
                case "startedAt" -> startedAt = JsonFields.string(json);
                case "key" -> key = JsonFields.string(json);
                case "etag" -> etag = JsonFields.string(json);
                case "decision" -> decision = JsonFields.string(json);
                case "to" -> to = JsonFields.string(json);
                case "at" -> at = JsonFields.string(json);
                case "sample" -> {
                    if (json.currentToken() == JsonToken.START_OBJECT) {
                        Line drawn = new Line();
                        JsonLine.readObject(json, drawn::read);
                        sample = drawn;
                    } else if (json.currentToken() != JsonToken.VALUE_NULL) {
                        throw new IOException("the field 'sample' is no object");
                    }
                }
                default -> json.skipChildren();
            }
        }

        private static long number(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                throw new IOException("the field '" + json.currentName() + "' is no whole number");
            }
            return json.getLongValue();
        }

        boolean isHeader() {
            return HEADER.equals(type);
        }

        boolean isDecision() {
            return DECISION.equals(type);
        }

        ReviewHeader toHeader() throws IOException {
            if (schema != ReviewHeader.SCHEMA) {
                throw new IOException("schema " + schema + " is not known");
            }
            Optional<ReviewSample> drawn = Optional.empty();
            if (sample != null) {
                if (sample.size < 1 || sample.size > Integer.MAX_VALUE) {
                    throw new IOException("the sample has no size");
                }
                drawn = Optional.of(new ReviewSample((int) sample.size, sample.seed));
            }
            return new ReviewHeader(
                    Objects.requireNonNullElse(tool, ""),
                    JsonFields.required("location", location),
                    JsonFields.instant("startedAt", startedAt),
                    drawn);
        }

        String key() throws IOException {
            return JsonFields.required("key", key);
        }

        /** Whether it is of an image of this content. */
        boolean isOf(ImageEntry image) {
            return image.key().equals(key) && image.etag().equals(etag) && image.size() == size;
        }

        /** What was decided; empty if an earlier decision was taken back. */
        Optional<Decision> toDecision() throws IOException {
            JsonFields.required("key", key);
            JsonFields.required("etag", etag);
            if (size < 0) {
                throw new IOException("the field 'size' is missing");
            }
            String name = JsonFields.required("decision", decision);
            if (name.equals(NONE)) {
                return Optional.empty();
            }
            Decision.Choice choice = Decision.Choice.of(name)
                    .orElseThrow(() -> new IOException("the decision '" + name + "' is not known"));
            Optional<String> place =
                    choice == Decision.Choice.MOVE ? Optional.of(JsonFields.required("to", to)) : Optional.empty();
            return Optional.of(new Decision(choice, place, JsonFields.instant("at", at)));
        }
    }
}
