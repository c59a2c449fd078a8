package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;

/**
 * Converts images one by one, just before each is sent: where it is known that Rekognition would refuse the image, or
 * after it has refused it. For a few images only.
 */
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
