package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the exemplars of a dataset cost, image by image, until it is known which class each belongs to. Safe for several
 * threads.
 */
final class ExemplarCalls {
    private final Map<String, Long> calls = new ConcurrentHashMap<>();
    private final Map<String, Long> throttled = new ConcurrentHashMap<>();

    /** Calls that were answered, and calls that were turned away for coming too fast. */
    record Cost(long calls, long throttled) {}

    LabelDetector counting(LabelDetector detector) {
        return detector.with((inner, image) -> {
            Detection answer = inner.detect(image);
            calls.merge(image.key(), 1L, Long::sum);
            return answer;
        });
    }

    LabelDetector countingThrottled(LabelDetector detector) {
        return detector.with((inner, image) -> {
            try {
                return inner.detect(image);
            } catch (DetectionException e) {
                if (e.kind() == DetectionException.Kind.THROTTLED) {
                    throttled.merge(image.key(), 1L, Long::sum);
                }
                throw e;
            }
        });
    }

    /** What these exemplars have cost; an exemplar that several classes share counts for the first. */
    Cost take(List<ImageEntry> exemplars) {
        long answered = 0;
        long away = 0;
        for (ImageEntry exemplar : exemplars) {
            answered += Optional.ofNullable(calls.remove(exemplar.key())).orElse(0L);
            away += Optional.ofNullable(throttled.remove(exemplar.key())).orElse(0L);
        }
        return new Cost(answered, away);
    }
}
