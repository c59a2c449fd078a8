package io.github.labelverifier.report;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A list of keys or URIs. Ended by newlines it is text for people, in which odd characters are escaped; ended by NUL it is
 * exact.
 */
public final class ListOutput implements FindingOutput {
    private final OutputStream out;
    private final Function<Finding, String> name;
    private final boolean exact;
    private long escaped;

    private ListOutput(OutputStream out, Function<Finding, String> name, boolean exact) {
        this.out = out;
        this.name = name;
        this.exact = exact;
    }

    /** The keys, ended by NUL if they shall be exact. */
    public static ListOutput ofKeys(OutputStream out, boolean exact) {
        return new ListOutput(out, finding -> finding.image().key(), exact);
    }

    /** The URIs, ended by NUL if they shall be exact. */
    public static ListOutput ofUris(OutputStream out, ImageLocation location, boolean exact) {
        return new ListOutput(out, finding -> location.uriOf(finding.image().key()), exact);
    }

    @Override
    public void accept(Finding finding) throws IOException {
        String text = name.apply(finding);
        String line = exact ? text : PlainText.escape(text);
        escaped += line.equals(text) ? 0 : 1;
        out.write((line + (exact ? '\0' : '\n')).getBytes(StandardCharsets.UTF_8));
    }

    /** How many of the entries are not what they stand for, because something in them was escaped. */
    public long escaped() {
        return escaped;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
