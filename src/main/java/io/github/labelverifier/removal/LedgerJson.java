package io.github.labelverifier.removal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.MovedImage;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RestoreOutcome;
import io.github.labelverifier.report.JsonFields;
import io.github.labelverifier.report.JsonLine;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines of a ledger as JSON, and back. Unknown fields are passed over. */
final class LedgerJson {
    static final String HEADER = "ledger";
    static final String INTENT = "intent";
    static final String REMOVAL = "removal";
    static final String RESTORE = "restore";

    private LedgerJson() {}

    static byte[] header(LedgerHeader header) throws IOException {
        return JsonLine.of(json -> {
            json.writeStringField("type", HEADER);
            json.writeNumberField("schema", LedgerHeader.SCHEMA);
            json.writeStringField("tool", header.tool());
            json.writeStringField("location", header.location());
            json.writeStringField("endpoint", header.endpoint().orElse(null));
            json.writeStringField("reportStartedAt", header.reportStartedAt().toString());
        });
    }

    static byte[] intent(RemovalAction action, List<ImageEntry> batch, Predicate<String> begun, Instant at)
            throws IOException {
        return JsonLine.of(json -> {
            json.writeStringField("type", INTENT);
            writeAction(json, action);
            json.writeArrayFieldStart("images");
            for (ImageEntry image : batch) {
                json.writeStartObject();
                writeImage(json, image);
                if (begun.test(image.key())) {
                    json.writeBooleanField("again", true);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("at", at.toString());
        });
    }

    static byte[] removal(RemovalAction action, ImageEntry image, RemovalOutcome outcome, Instant at)
            throws IOException {
        return JsonLine.of(json -> {
            json.writeStringField("type", REMOVAL);
            writeImage(json, image);
            writeAction(json, action);
            json.writeStringField("outcome", outcome.result().id());
            writeIfPresent(json, "deleteMarker", outcome.deleteMarker());
            writeIfPresent(json, "destination", outcome.moved().map(MovedImage::uri));
            writeIfPresent(json, "destinationEtag", outcome.moved().map(MovedImage::etag));
            writeIfPresent(json, "message", outcome.message());
            json.writeStringField("at", at.toString());
        });
    }

    static byte[] restore(RestoreOutcome outcome, Instant at) throws IOException {
        return JsonLine.of(json -> {
            json.writeStringField("type", RESTORE);
            json.writeStringField("key", outcome.key());
            json.writeStringField("outcome", outcome.result().id());
            writeIfPresent(json, "message", outcome.message());
            json.writeStringField("at", at.toString());
        });
    }

    private static void writeImage(JsonGenerator json, ImageEntry image) throws IOException {
        json.writeStringField("key", image.key());
        json.writeNumberField("size", image.size());
        json.writeStringField("etag", image.etag());
        writeIfPresent(json, "storageClass", image.storageClass());
    }

    private static void writeAction(JsonGenerator json, RemovalAction action) throws IOException {
        json.writeStringField("action", action.id());
        writeIfPresent(json, "to", action.destination());
        if (action.isNumbered()) {
            json.writeNumberField("number", action.number());
        }
    }

    private static void writeIfPresent(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        }
    }

    /** One line, whichever it is. */
    static final class Line {
        private final List<Line> images = new ArrayList<>();
        private long schema;
        private long size;
        private long number;
        private @Nullable String type;
        private @Nullable String tool;
        private @Nullable String location;
        private @Nullable String endpoint;
        private @Nullable String reportStartedAt;
        private @Nullable String key;
        private @Nullable String etag;
        private @Nullable String storageClass;
        private @Nullable String action;
        private @Nullable String to;
        private @Nullable String outcome;
        private @Nullable String deleteMarker;
        private @Nullable String destination;
        private @Nullable String destinationEtag;
        private @Nullable String at;
        private boolean again;

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
                case "schema" -> schema = json.getLongValue();
                case "number" -> number = json.getLongValue();
                case "size" -> size = json.getLongValue();
                case "tool" -> tool = JsonFields.string(json);
                case "location" -> location = JsonFields.string(json);
                case "endpoint" -> endpoint = JsonFields.string(json);
                case "reportStartedAt" -> reportStartedAt = JsonFields.string(json);
                case "key" -> key = JsonFields.string(json);
                case "etag" -> etag = JsonFields.string(json);
                case "storageClass" -> storageClass = JsonFields.string(json);
                case "action" -> action = JsonFields.string(json);
                case "to" -> to = JsonFields.string(json);
                case "outcome" -> outcome = JsonFields.string(json);
                case "deleteMarker" -> deleteMarker = JsonFields.string(json);
                case "destination" -> destination = JsonFields.string(json);
                case "at" -> at = JsonFields.string(json);
                case "again" -> again = json.getBooleanValue();
                case "destinationEtag" -> destinationEtag = JsonFields.string(json);
                case "images" -> {
                    if (json.currentToken() != JsonToken.START_ARRAY) {
                        throw new IOException("the field 'images' is no list");
                    }
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        if (json.currentToken() != JsonToken.START_OBJECT) {
                            throw new IOException("the field 'images' is no list of objects");
                        }
                        Line image = new Line();
                        JsonLine.readObject(json, image::read);
                        images.add(image);
                    }
                }
                default -> json.skipChildren();
            }
        }

        String type() {
            return Objects.requireNonNullElse(type, "");
        }

        String key() throws IOException {
            return JsonFields.required("key", key);
        }

        LedgerHeader toHeader() throws IOException {
            if (schema != LedgerHeader.SCHEMA) {
                throw new IOException("schema " + schema + " is not known");
            }
            return new LedgerHeader(
                    JsonFields.required("tool", tool),
                    JsonFields.required("location", location),
                    Optional.ofNullable(endpoint),
                    Instant.parse(JsonFields.required("reportStartedAt", reportStartedAt)));
        }

        RemovalAction toAction() throws IOException {
            return switch (JsonFields.required("action", action)) {
                case "delete" -> RemovalAction.DELETE;
                case "move" -> {
                    if (number < 0 || number > RemovalAction.MOST) {
                        throw new IOException("the number " + number + " is none that is added to a name");
                    }
                    yield new RemovalAction(Optional.of(JsonFields.required("to", to)), (int) number);
                }
                default -> throw new IOException("the action '" + action + "' is not known");
            };
        }

        /** The images of an intent, and since when their removal is under way. */
        List<BegunImage> toBegun() throws IOException {
            Optional<Instant> since = time();
            List<BegunImage> begun = new ArrayList<>();
            for (Line image : images) {
                begun.add(new BegunImage(image.toImage(), image.again ? Optional.empty() : since));
            }
            return begun;
        }

        private Optional<Instant> time() {
            try {
                return Optional.ofNullable(at).map(Instant::parse);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        /** The images of an intent. */
        List<ImageEntry> toImages() throws IOException {
            List<ImageEntry> entries = new ArrayList<>();
            for (Line image : images) {
                entries.add(image.toImage());
            }
            return entries;
        }

        ImageEntry toImage() throws IOException {
            return new ImageEntry(
                    key(),
                    Math.max(0, size),
                    Objects.requireNonNullElse(etag, ""),
                    Instant.EPOCH,
                    Optional.ofNullable(storageClass),
                    Optional.empty());
        }

        RemovalOutcome.Result toResult() throws IOException {
            return RemovalOutcome.Result.of(JsonFields.required("outcome", outcome))
                    .orElseThrow(() -> new IOException("the outcome '" + outcome + "' is not known"));
        }

        boolean isRestored() {
            return RestoreOutcome.Result.RESTORED.id().equals(outcome);
        }

        Optional<String> deleteMarker() {
            return Optional.ofNullable(deleteMarker);
        }

        Optional<MovedImage> toMoved() {
            return Optional.ofNullable(destination)
                    .map(uri -> new MovedImage(uri, Objects.requireNonNullElse(destinationEtag, "")));
        }
    }
}
