package io.github.labelverifier.job.delete;

/** Whether flagged images are removed: after a question, without one, or not at all. */
public enum Consent {
    REPORT_ONLY,
    ASK,
    GIVEN
}
