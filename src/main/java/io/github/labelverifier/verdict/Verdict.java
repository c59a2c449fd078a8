package io.github.labelverifier.verdict;

import java.util.Locale;

/** What the check of one image came to. */
public enum Verdict {
    /** The image fits, or is an exemplar. */
    KEEP,
    /** The image does not fit: the only verdict that a removal acts on. */
    FLAG,
    /** The image can never be checked, as it is. */
    SKIP,
    /** The image could not be checked this time. */
    ERROR;

    /** The name in reports and options. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
