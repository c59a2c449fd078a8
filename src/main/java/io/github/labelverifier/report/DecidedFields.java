package io.github.labelverifier.report;

import java.io.IOException;

/**
 * Where in a line of a report the fields stand that a judge decides: verdict, reasons, score, suggest and because, and
 * no others.
 *
 * @param from the place of the first byte of the first of them
 * @param to the place of the first byte of the field that comes after the last of them
 */
public record DecidedFields(int from, int to) {

    /** Refuses a line that cannot be the one that they were found in. */
    void requireIn(byte[] line) throws IOException {
        if (to >= line.length || line[from] != '"' || line[to] != '"') {
            throw changed();
        }
    }

    /** A line is not the one that it was when it was read before. */
    static IOException changed() {
        return new IOException("the report was changed while it was read");
    }
}
