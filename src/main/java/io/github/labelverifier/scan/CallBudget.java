package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;
import java.util.concurrent.atomic.AtomicLong;

/** Counts calls, which cost something if they are answered, and stops them at a limit. Safe for use by several threads. */
public final class CallBudget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    /** A budget of at most this many calls. */
    public CallBudget(long most) {
        this.most = most;
    }

    /** Takes one call out of the budget, unless it is spent. */
    public boolean take() {
        long before = taken.getAndUpdate(count -> count < most ? count + 1 : count);
        return before < most;
    }

    /**
     * Makes a call that was taken. If it turns out that none is made, as for an image that cannot be read, it is given back.
     *
     * @throws DetectionException as the detector does, and for an Error such as of too little memory, which is to end the run
     *     and not the process
     */
    Detection spend(LabelDetector detector, ImageEntry image) throws DetectionException {
        try {
            Detection answer = detector.detect(image);
            answered.incrementAndGet();
            return answer;
        } catch (DetectionException e) {
            if (e.kind() == Kind.NOT_SENT || e.kind() == Kind.STOPPED) {
                giveBack();
            }
            throw e;
        } catch (Error e) {
            throw fatal(image, e);
        }
    }

    /** Gives back a call that was taken and is not made. */
    void giveBack() {
        taken.decrementAndGet();
    }

    /** What ends a run in order, so that all that is paid for is kept. */
    private static DetectionException fatal(ImageEntry image, Error e) {
        String message = e instanceof OutOfMemoryError
                ? image.key() + ": there is not enough memory to send it: give the program more, such as"
                        + " LABEL_VERIFIER_OPTS=-Xmx1g, or lower --concurrency"
                : image.key() + ": " + e;
        return new DetectionException(Kind.FATAL, e.getClass().getSimpleName(), message, e);
    }

    /** How many calls were taken: made, or about to be made. */
    public long taken() {
        return taken.get();
    }

    /** How many were answered, which is what is paid for: what is refused costs nothing. */
    public long answered() {
        return answered.get();
    }

    /** How many calls may still be taken. */
    public long left() {
        return most - taken.get();
    }
}
