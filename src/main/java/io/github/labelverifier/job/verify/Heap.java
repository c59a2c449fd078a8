package io.github.labelverifier.job.verify;

/** The memory of this process. */
final class Heap {
    /** The other half is for all else: answers that wait for their turn, the listing, the report. */
    private static final int SHARE = 2;

    /** Beside them are the pictures that are decoded from them, which the decoder bounds. */
    private static final int SHARE_OF_CONVERSIONS = 4;

    private Heap() {}

    /** How many bytes calls in flight may take. */
    static long forCalls() {
        return Runtime.getRuntime().maxMemory() / SHARE;
    }

    /** How many bytes images may take from when they are fetched to be converted until they are sent. */
    static long forConversions() {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_CONVERSIONS;
    }
}
