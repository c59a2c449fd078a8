package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.thread.BytesInFlight;

/**
 * Makes each call when the governor lets it and the images in flight leave memory for it, and makes it again for as long as it
 * is turned away for coming too fast. A call that is turned away costs nothing and says nothing about its image.
 */
public final class GovernedDetector implements LabelDetector {
    private final LabelDetector detector;
    private final RateGovernor governor;
    private final BytesInFlight memory;

    /**
     * Calls the detector at the governor's pace.
     *
     * @param memory how many bytes the calls in flight may take, all together
     */
    public GovernedDetector(LabelDetector detector, RateGovernor governor, long memory) {
        this(detector, governor, new BytesInFlight(memory));
    }

    private GovernedDetector(LabelDetector detector, RateGovernor governor, BytesInFlight memory) {
        this.detector = detector;
        this.governor = governor;
        this.memory = memory;
    }

    @Override
    public Detection detect(ImageEntry image) throws DetectionException {
        try {
            // Before the governor is asked: whom it lets go has to go at once.
            BytesInFlight.Share share = memory.take(detector.weight(image));
            try {
                return detectInTurn(image);
            } finally {
                share.giveBack();
            }
        } catch (InterruptedException e) {
            throw stopped(image, e);
        }
    }

    private Detection detectInTurn(ImageEntry image) throws DetectionException, InterruptedException {
        while (true) {
            RateGovernor.Permit permit = governor.acquire();
            try {
                Detection detection = detector.detect(image);
                permit.succeeded();
                return detection;
            } catch (DetectionException e) {
                end(permit, e.kind());
                if (e.kind() != Kind.THROTTLED) {
                    throw e;
                }
            } catch (RuntimeException | Error e) {
                permit.failed();
                throw e;
            }
        }
    }

    @Override
    public long weight(ImageEntry image) {
        return detector.weight(image);
    }

    @Override
    public LabelDetector sending(byte[] jpeg) {
        return new GovernedDetector(detector.sending(jpeg), governor, memory);
    }

    private static void end(RateGovernor.Permit permit, Kind kind) {
        switch (kind) {
            case THROTTLED -> permit.throttled();
            // The service took the call: it is the image that it does not like.
            case UNCHECKABLE -> permit.succeeded();
            case FAILED, NOT_SENT, DENIED, FATAL, STOPPED -> permit.failed();
        }
    }

    private static DetectionException stopped(ImageEntry image, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new DetectionException(Kind.STOPPED, "Stopped", image.key() + " was not checked: stopped", e);
    }
}
