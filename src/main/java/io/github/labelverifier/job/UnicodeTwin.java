package io.github.labelverifier.job;

import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/** A name that looks the same as another and is written in the other Unicode form, as files that went through a Mac are. */
final class UnicodeTwin {
    private UnicodeTwin() {}

    /** What to say of a name that is not there if its twin is; empty otherwise. */
    static String hint(ImageSource source, String key) throws ImageStoreException {
        for (Form form : Form.values()) {
            boolean isTwin = form == Form.NFC || form == Form.NFD;
            String twin = isTwin ? Normalizer.normalize(key, form) : key;
            if (!twin.equals(key) && source.find(twin).isPresent()) {
                return ": what is there looks the same and is written in another Unicode form, " + form + ", as "
                        + escaped(twin) + "; copy it from what --format keys prints";
            }
        }
        return "";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> escaped.append(
                        c >= ' ' && c < 0x7f ? Character.toString(c) : String.format(Locale.ROOT, "\\u{%x}", c)));
        return escaped.toString();
    }
}
