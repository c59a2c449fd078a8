package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonParser;
import io.github.labelverifier.label.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The labels that were met in the lines of reports, each kept once: images have the same few over and over. Only so many are
 * kept as any vocabulary has. Safe for use by several threads.
 */
public final class LabelTexts {
    private static final byte[] NAME = LineCursor.form("{\"name\":\"");
    private static final byte[] PARENTS = LineCursor.form(",\"parents\":[");
    private static final byte[] ALIASES = LineCursor.form(",\"aliases\":[");
    private static final byte[] ANY_CONFIDENCE = LineCursor.form("\",\"confidence\":100.0");

    private static final byte[] INSTANCES = LineCursor.form(",\"instances\":");
    private static final byte[] END = LineCursor.form("}");

    private static final int PLACES = 1 << 14;
    private static final int MOST = 20_000;
    private static final int MOST_BYTES = 1 << 22;

    private final AtomicReferenceArray<@Nullable LabelText> places = new AtomicReferenceArray<>(PLACES);
    private int count;
    private int bytes;

    /**
     * The text of a label, as it stands in a line.
     *
     * @param nameFrom where its name begins
     * @param nameTo where its name ends
     * @param others comes past the confidence, and is moved past the other names
     * @return null if it is no plain one, or one too many
     */
    @Nullable
    LabelText find(byte[] line, int nameFrom, int nameTo, LineCursor others) {
        int hash = hash(line, nameFrom, nameTo);
        int from = others.at();
        for (LabelText text = places.get(hash & (PLACES - 1)); text != null; text = text.next()) {
            if (text.hash() == hash && text.isNamed(line, nameFrom, nameTo) && others.pass(text.others())) {
                if (isAtEnd(others)) {
                    return text;
                }
                others.backTo(from);
            }
        }
        boolean isPlain = others.pass(PARENTS)
                && others.passTexts(false)
                && (!others.pass(ALIASES) || others.passTexts(false))
                && isAtEnd(others);
        return isPlain
                ? enter(hash, Arrays.copyOfRange(line, nameFrom, nameTo), Arrays.copyOfRange(line, from, others.at()))
                : null;
    }

    private static boolean isAtEnd(LineCursor others) {
        return others.isAt('}') || others.isAt(INSTANCES);
    }

    private static int hash(byte[] line, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + line[i];
        }
        return hash ^ (hash >>> 15);
    }

    private synchronized @Nullable LabelText enter(int hash, byte[] name, byte[] others) {
        int place = hash & (PLACES - 1);
        @Nullable LabelText first = places.get(place);
        for (LabelText text = first; text != null; text = text.next()) {
            if (text.isNamed(name, 0, name.length) && Arrays.equals(text.others(), others)) {
                return text;
            }
        }
        int more = name.length + others.length;
        if (count == MOST || more > MOST_BYTES - bytes) {
            return null;
        }
        try {
            LabelText text = new LabelText(count, parsed(name, others), name, others, hash, first);
            count++;
            bytes += more;
            places.set(place, text);
            return text;
        } catch (IOException e) {
            // Whoever reads the whole line says what is wrong with it.
            return null;
        }
    }

    /** The label is understood, and refused, as in any line. */
    private static Label parsed(byte[] name, byte[] others) throws IOException {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        for (byte[] part : List.of(NAME, name, ANY_CONFIDENCE, others, END)) {
            object.write(part, 0, part.length);
        }
        try (JsonParser json = ReportJson.FACTORY.createParser(object.toByteArray())) {
            json.nextToken();
            return ImageFields.label(json);
        }
    }
}
