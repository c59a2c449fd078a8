package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonParser;
import io.github.labelverifier.label.Asked;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The fields that tell what a call asked for: in a header, of all calls; in an image's line, of its own. */
final class AskedFields {
    private @Nullable BigDecimal recordConfidence;
    private @Nullable BigDecimal recordLabels;

    /** Reads a field if it is one of these. */
    boolean read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "recordConfidence" -> recordConfidence = JsonFields.number(json);
            case "recordLabels" -> recordLabels = JsonFields.number(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What was asked for: what is told here, or what the whole report asked for; that the line has to tell, if null. */
    Asked toAsked(@Nullable Asked ofReport) throws IOException {
        if (ofReport != null && recordConfidence == null && recordLabels == null) {
            return ofReport;
        }
        try {
            return new Asked(
                    JsonFields.required("recordConfidence", recordConfidence).doubleValue(),
                    JsonFields.required("recordLabels", recordLabels).intValue());
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
