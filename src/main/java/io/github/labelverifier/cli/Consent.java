package io.github.labelverifier.cli;

/** What becomes of flagged images. */
enum Consent {
    REPORT_ONLY,
    ASK,
    GIVEN
}
