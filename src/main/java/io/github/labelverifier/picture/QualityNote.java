package io.github.labelverifier.picture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may want to know of a picture's quality. Notes, never by themselves a reason to remove it. */
public enum QualityNote {
    DARK,
    LIGHT,
    BLURRY,
    LOW_INFORMATION,
    ODD_ASPECT,
    SMALL;

    /** As reports and options have it, such as {@code low-information}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The note of this name. */
    public static Optional<QualityNote> of(String id) {
        return Arrays.stream(values()).filter(note -> note.id().equals(id)).findFirst();
    }
}
