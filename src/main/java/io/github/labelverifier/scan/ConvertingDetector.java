package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;

/** Converts each image just before it asks for it, where that is needed or a refusal shows that it is: for a few images. */
public final class ConvertingDetector implements LabelDetector {
    private final LabelDetector detector;
    private final Conversion conversion;

    public ConvertingDetector(LabelDetector detector, Conversion conversion) {
        this.detector = detector;
        this.conversion = conversion;
    }

    @Override
    public Detection detect(ImageEntry image) throws DetectionException {
        if (conversion.isNeeded(image)) {
            return detectConverted(image);
        }
        try {
            return detector.detect(image);
        } catch (DetectionException e) {
            if (!conversion.mayHelp(e)) {
                throw e;
            }
            return detectConverted(image);
        }
    }

    private Detection detectConverted(ImageEntry image) throws DetectionException {
        Conversion.Converted converted = conversion.convert(image);
        return detector.sending(converted.jpeg()).detect(image).of(converted.sent());
    }
}
