package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.LabelDetector;

/**
 * A detector whose calls were answered in an earlier run. A call that is denied now, even the first, is denied for its
 * own image only: it must not end this run, and every later one, at the same image.
 */
public final class ResumedDetector implements LabelDetector {
    private final LabelDetector detector;

    /** Goes on with a detector that is known to have answered. */
    public ResumedDetector(LabelDetector detector) {
        this.detector = detector;
    }

    @Override
    public Detection detect(ImageEntry image) throws DetectionException {
        try {
            return detector.detect(image);
        } catch (DetectionException e) {
            if (e.kind() == Kind.DENIED) {
                throw new DetectionException(Kind.FAILED, e.code(), image.key() + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }

    @Override
    public long weight(ImageEntry image) {
        return detector.weight(image);
    }

    @Override
    public LabelDetector sending(byte[] jpeg) {
        return new ResumedDetector(detector.sending(jpeg));
    }
}
