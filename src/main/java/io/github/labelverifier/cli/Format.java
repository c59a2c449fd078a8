package io.github.labelverifier.cli;

/** The formats of standard output. */
enum Format {
    table,
    keys,
    uris,
    jsonl,
    csv,
    none
}
