package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One line of a report, whichever it is: its fields, of which those that its type needs are asked for. Unknown fields are
 * passed over, so that later versions may add some.
 */
final class ReportLine {

    private static final Set<String> DECIDED = Set.of("verdict", "reasons", "score", "suggest", "because");
    private static final int NOWHERE = -1;

    /** What a line is about. */
    enum Type {
        HEADER,
        IMAGE,
        SUMMARY,
        /** An answer whose finding is to follow, or what a later version may add. */
        OTHER
    }

    private final AskedFields asked = new AskedFields();
    private final ImageFields image = new ImageFields(asked);
    private final HeaderFields header = new HeaderFields(asked);
    private final SummaryFields summary = new SummaryFields();
    private Type type = Type.OTHER;
    private int decidedFrom = NOWHERE;
    private int decidedTo = NOWHERE;
    private int decidedRuns;

    private ReportLine() {}

    /**
     * Reads one line.
     *
     * @throws IOException if it is not one JSON object of the expected shape
     */
    static ReportLine parse(byte[] bytes) throws IOException {
        try (JsonParser json = ReportJson.FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            ReportLine line = parseObject(json);
            if (json.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
            return line;
        }
    }

    /** Reads an object up to its end, wherever it stands. */
    static ReportLine parseObject(JsonParser json) throws IOException {
        ReportLine line = new ReportLine();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = Objects.requireNonNull(json.currentName());
            line.note(DECIDED.contains(field), json);
            json.nextToken();
            line.read(field, json);
        }
        return line;
    }

    /** Notes where a run of decided fields begins or ends. */
    private void note(boolean isDecided, JsonParser json) {
        boolean isInside = decidedFrom != NOWHERE && decidedTo == NOWHERE;
        if (isDecided == isInside) {
            return;
        }
        int here = (int) json.currentTokenLocation().getByteOffset();
        if (isDecided) {
            decidedFrom = here;
            decidedTo = NOWHERE;
            decidedRuns++;
        } else {
            decidedTo = here;
        }
    }

    /** Where the decided fields stand, if they stand together and others come after them. */
    Optional<DecidedFields> decided() {
        return decidedRuns == 1 && decidedTo != NOWHERE
                ? Optional.of(new DecidedFields(decidedFrom, decidedTo))
                : Optional.empty();
    }

    private void read(String field, JsonParser json) throws IOException {
        if (field.equals("type")) {
            type = typeOf(Objects.requireNonNullElse(JsonFields.string(json), ""));
        } else if (!image.read(field, json)
                && !asked.read(field, json)
                && !header.read(field, json)
                && !summary.read(field, json)) {
            json.skipChildren();
        }
    }

    private static Type typeOf(String name) {
        return switch (name) {
            case "header" -> Type.HEADER;
            case "image" -> Type.IMAGE;
            case "summary" -> Type.SUMMARY;
            default -> Type.OTHER;
        };
    }

    Type type() {
        return type;
    }

    /** The fields of the image that the line is about. */
    ImageFields image() {
        return image;
    }

    ReportHeader toHeader() throws IOException {
        return header.toHeader();
    }

    /**
     * The finding.
     *
     * @param ofReport what its call asked for, unless the line tells otherwise
     */
    Finding toFinding(Asked ofReport) throws IOException {
        return image.toFinding(ofReport);
    }

    /** The summary; empty if the line does not say that the report is complete. */
    Optional<ReportSummary> toSummary() throws IOException {
        return summary.isComplete() ? Optional.of(summary.toSummary()) : Optional.empty();
    }
}
