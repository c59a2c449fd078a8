package io.github.labelverifier.job.verify;

/** The memory of this process. */
final class Heap {
    /** The other half is for all else: answers that wait for their turn, the listing, the report. */
    private static final int SHARE = 2;

    private Heap() {}

    /** How many bytes calls in flight may take. */
    static long forCalls() {
        return Runtime.getRuntime().maxMemory() / SHARE;
    }
}
