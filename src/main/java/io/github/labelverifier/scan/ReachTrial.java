package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;

/**
 * Finds out by the first images whether the detector reaches the others too, which it is told the names of alone. One that it
 * does not reach is sent to it at once. The refusal before that costs nothing, so nothing is paid twice.
 */
public final class ReachTrial implements LabelDetector {
    private final LabelDetector naming;
    private final LabelDetector sending;
    private final SkipRule sendable;
    private volatile boolean hasSent;
    private volatile boolean isOver;

    /**
     * A trial that goes on until it is ended.
     *
     * @param naming names images alone
     * @param sending sends them
     * @param sendable what can be sent as it is
     */
    public ReachTrial(LabelDetector naming, LabelDetector sending, SkipRule sendable) {
        this.naming = naming;
        this.sending = sending;
        this.sendable = sendable.withoutConversion();
    }

    /**
     * Ends the trial, after all of its images were answered: from now on all images go the way that it has shown.
     *
     * @return whether they are sent, since one was out of reach
     */
    public boolean end() {
        isOver = true;
        return hasSent;
    }

    @Override
    public Detection detect(ImageEntry image) throws DetectionException {
        if (isOver) {
            return chosen().detect(image);
        }
        try {
            return naming.detect(image);
        } catch (DetectionException e) {
            if (!e.code().equals(DetectionException.OUT_OF_REACH)) {
                throw e;
            }
            return send(image, e);
        }
    }

    private Detection send(ImageEntry image, DetectionException refusal) throws DetectionException {
        if (sendable.reasonToSkip(image).filter(SkipRule.TOO_LARGE::equals).isPresent()) {
            hasSent = true;
            // What converts images makes a smaller one of it.
            throw new DetectionException(
                    Kind.UNCHECKABLE,
                    SkipRule.TOO_LARGE,
                    refusal.getMessage() + "; and it is too large to be sent as it is",
                    refusal);
        }
        try {
            Detection answer = sending.detect(image);
            hasSent = true;
            return answer;
        } catch (DetectionException e) {
            if (e.kind() == Kind.UNCHECKABLE) {
                hasSent = true;
            }
            if (e.code().equals(DetectionException.UNREADABLE)) {
                // It is out of reach of both, and the refusal says what is missing.
                refusal.addSuppressed(e);
                throw refusal;
            }
            throw e;
        }
    }

    private LabelDetector chosen() {
        return hasSent ? sending : naming;
    }

    @Override
    public long weight(ImageEntry image) {
        return chosen().weight(image);
    }

    @Override
    public LabelDetector sending(byte[] jpeg) {
        return sending.sending(jpeg);
    }
}
