package io.github.labelverifier.job.delete;

/** What becomes of flagged images. */
public enum Consent {
    REPORT_ONLY,
    ASK,
    GIVEN
}
