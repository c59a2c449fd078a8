package io.github.labelverifier.picture;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The time that processors have worked for a thread. */
final class WorkTime {
    private WorkTime() {}

    /** Of the current thread, in nanoseconds from some start; of the clock on the wall where this Java does not tell. */
    static long nanos() {
        try {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            if (threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()) {
                return threads.getCurrentThreadCpuTime();
            }
        } catch (LinkageError e) {
            // A Java that was made without java.management.
        }
        return System.nanoTime();
    }
}
