package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A field is not what it has to be; the message names it. */
final class FieldException extends IOException {
    private static final long serialVersionUID = 1L;

    FieldException(String message) {
        super(message);
    }

    /** About the field that a parser is at. */
    static FieldException of(JsonParser json, String what) {
        @Nullable JsonStreamContext context = json.getParsingContext();
        // What stands in a list has no name of its own.
        while (context != null && context.getCurrentName() == null) {
            context = context.getParent();
        }
        return new FieldException("the field '" + (context == null ? "" : context.getCurrentName()) + "' " + what);
    }

    /** About a field that is not there. */
    static FieldException missing(String field) {
        return new FieldException("the field '" + field + "' is missing");
    }
}
