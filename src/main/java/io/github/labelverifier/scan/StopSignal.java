package io.github.labelverifier.scan;

/** Asks a run to end early and orderly. Safe for use by several threads, signal handlers among them. */
public final class StopSignal {
    private volatile boolean requested;

    /** Asks to end. */
    public void request() {
        requested = true;
    }

    /** Whether the run was asked to end. */
    public boolean isRequested() {
        return requested;
    }
}
