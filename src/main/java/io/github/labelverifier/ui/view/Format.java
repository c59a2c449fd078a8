package io.github.labelverifier.ui.view;

/** The formats of standard output. */
public enum Format {
    table,
    keys,
    uris,
    jsonl,
    csv,
    none
}
