package io.github.labelverifier.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;

/** JSON objects, one a line, each ended by a newline alone. The stream stays open. */
final class JsonLines {
    /** Writes no separator of its own, and characters above U+FFFF as themselves. */
    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .rootValueSeparator("")
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonGenerator json;
    private final Counted out;
    private long count;

    JsonLines(OutputStream out) throws IOException {
        this.out = new Counted(out);
        this.json = FACTORY.createGenerator(this.out);
    }

    JsonGenerator json() {
        return json;
    }

    void end() throws IOException {
        json.writeRaw('\n');
        count++;
    }

    /** How many lines were ended. */
    long count() {
        return count;
    }

    /** How many bytes went out; those that are still held back do not count until the end. */
    long bytes() {
        return out.bytes;
    }

    /** Hands on all that is still held back. */
    void finish() throws IOException {
        json.close();
        out.flush();
    }

    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private long bytes;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] text, int offset, int length) throws IOException {
            out.write(text, offset, length);
            bytes += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
