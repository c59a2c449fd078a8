package io.github.labelverifier.ui.view;

/** The formats of standard output. */
public enum Format {
    table,
    keys,
    uris,
    jsonl,
    csv,
    none;

    /** Whether it tells the score of an image, and whether it is doubtful. */
    public boolean hasScores() {
        return this == table || this == jsonl || this == csv;
    }
}
