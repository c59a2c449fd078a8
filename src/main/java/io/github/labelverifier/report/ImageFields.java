package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Instances;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.label.Sent;
import io.github.labelverifier.label.UnusableAnswerException;
import io.github.labelverifier.verdict.Contrast;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The fields of an image: as it was listed, what was found, and what was answered for it. */
final class ImageFields {
    private final AskedFields ofCall;
    private @Nullable String key;
    private @Nullable BigDecimal size;
    private @Nullable String etag;
    private @Nullable String lastModified;
    private @Nullable String storageClass;
    private @Nullable String verdict;
    private List<String> reasons = List.of();
    private List<String> overlap = List.of();
    private @Nullable Double score;
    private @Nullable String suggest;
    private List<Contrast.LabelPoints> because = List.of();
    private @Nullable List<Label> labels;
    private @Nullable String model;
    private @Nullable Sent sent;
    private @Nullable PictureFacts picture;
    private @Nullable String message;

    ImageFields(AskedFields ofCall) {
        this.ofCall = ofCall;
    }

    /** Reads a field if it is one of these. */
    boolean read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "key" -> key = JsonFields.string(json);
            case "size" -> size = JsonFields.number(json);
            case "etag" -> etag = JsonFields.string(json);
            case "lastModified" -> lastModified = JsonFields.string(json);
            case "storageClass" -> storageClass = JsonFields.string(json);
            case "verdict" -> verdict = JsonFields.string(json);
            case "reasons" -> reasons = JsonFields.strings(json);
            case "overlap" -> overlap = JsonFields.strings(json);
            case "score" -> score = JsonFields.real(json);
            case "suggest" -> suggest = JsonFields.string(json);
            case "because" -> because = because(json);
            case "labels" -> labels = labels(json);
            case "model" -> model = JsonFields.string(json);
            case PictureJson.FIELD -> picture = PictureJson.read(json);
            case SentJson.FIELD -> sent = SentJson.read(json);
            case "message" -> message = JsonFields.string(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    String key() throws IOException {
        return JsonFields.required("key", key);
    }

    Finding toFinding(Asked ofReport) throws IOException {
        return new Finding(
                toImage(),
                toVerdict(JsonFields.required("verdict", verdict)),
                reasons.stream().map(Reason::parse).toList(),
                overlap,
                toDetection(ofReport),
                Optional.ofNullable(message),
                score == null
                        ? Optional.empty()
                        : Optional.of(new Contrast(score, Optional.ofNullable(suggest), because)),
                Optional.ofNullable(picture));
    }

    private static Verdict toVerdict(String id) throws IOException {
        try {
            return Verdict.valueOf(id.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IOException("the verdict '" + id + "' is not known", e);
        }
    }

    ImageEntry toImage() throws IOException {
        long bytes = JsonFields.required("size", size).longValue();
        if (bytes < 0) {
            throw new IOException("size is " + bytes);
        }
        return new ImageEntry(
                JsonFields.required("key", key),
                bytes,
                Objects.requireNonNullElse(etag, ""),
                JsonFields.instant("lastModified", lastModified),
                Optional.ofNullable(storageClass),
                Optional.empty());
    }

    Optional<Detection> toDetection(@Nullable Asked ofReport) throws IOException {
        if (labels == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Detection(
                    labels,
                    Objects.requireNonNullElse(model, ""),
                    ofCall.toAsked(ofReport),
                    Optional.ofNullable(sent)));
        } catch (UnusableAnswerException e) {
            throw new FieldException("the field 'labels' is no answer: " + e.getMessage());
        }
    }

    private static List<Contrast.LabelPoints> because(JsonParser json) throws IOException {
        JsonFields.startArray(json);
        List<Contrast.LabelPoints> because = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonFields.startObject(json);
            @Nullable String label = null;
            double here = 0;
            OptionalDouble there = OptionalDouble.empty();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = Objects.requireNonNull(json.currentName());
                json.nextToken();
                switch (field) {
                    case "label" -> label = JsonFields.string(json);
                    case "here" -> here = JsonFields.real(json);
                    case "there" -> there = OptionalDouble.of(JsonFields.real(json));
                    default -> json.skipChildren();
                }
            }
            because.add(new Contrast.LabelPoints(JsonFields.required("label", label), here, there));
        }
        return because;
    }

    private static List<Label> labels(JsonParser json) throws IOException {
        JsonFields.startArray(json);
        List<Label> labels = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            JsonFields.startObject(json);
            labels.add(label(json));
        }
        return labels;
    }

    /** A label, from behind the beginning of its object. */
    static Label label(JsonParser json) throws IOException {
        @Nullable String name = null;
        double confidence = 0;
        List<String> parents = List.of();
        List<String> aliases = List.of();
        @Nullable BigDecimal instances = null;
        double largest = 0;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = Objects.requireNonNull(json.currentName());
            json.nextToken();
            switch (field) {
                case "name" -> name = JsonFields.string(json);
                case "confidence" -> confidence = JsonFields.real(json);
                case "parents" -> parents = JsonFields.strings(json);
                case "aliases" -> aliases = JsonFields.strings(json);
                case "instances" -> instances = JsonFields.number(json);
                case "largest" -> largest = JsonFields.real(json);
                default -> json.skipChildren();
            }
        }
        try {
            return new Label(
                    JsonFields.required("name", name),
                    confidence,
                    parents,
                    aliases,
                    instances == null ? Optional.empty() : Optional.of(new Instances(instances.intValue(), largest)));
        } catch (UnusableAnswerException e) {
            throw new FieldException("the field 'labels' is no answer: " + e.getMessage());
        }
    }
}
