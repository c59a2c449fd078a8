package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;

/**
 * Makes each call when the governor lets it, and makes it again for as long as it is turned away for coming too fast.
 * A call that is turned away costs nothing and says nothing about its image.
 */
public final class GovernedDetector implements LabelDetector {
    private final LabelDetector detector;
    private final RateGovernor governor;

    /** Calls the detector at the governor's pace. */
    public GovernedDetector(LabelDetector detector, RateGovernor governor) {
        this.detector = detector;
        this.governor = governor;
    }

    @Override
    public Detection detect(ImageEntry image) throws DetectionException {
        while (true) {
            RateGovernor.Permit permit = acquire(image);
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

    private static void end(RateGovernor.Permit permit, Kind kind) {
        switch (kind) {
            case THROTTLED -> permit.throttled();
            // The service took the call: it is the image that it does not like.
            case UNCHECKABLE -> permit.succeeded();
            case FAILED, DENIED, FATAL, STOPPED -> permit.failed();
        }
    }

    private RateGovernor.Permit acquire(ImageEntry image) throws DetectionException {
        try {
            return governor.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetectionException(Kind.STOPPED, "Stopped", image.key() + " was not checked: stopped", e);
        }
    }
}
