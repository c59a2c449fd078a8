package io.github.labelverifier.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelDetectorTest {
    private static final ImageEntry IMAGE = new ImageEntry("a.jpg", 4_900_000, "etag", Instant.EPOCH);
    private static final Detection ANSWER = new Detection(List.of(), "3.0", new Asked(55, 50));

    @Test
    void what_is_done_around_a_call_does_not_make_it_lighter() throws DetectionException {
        LabelDetector sending = new LabelDetector() {
            @Override
            public Detection detect(ImageEntry image) {
                return ANSWER;
            }

            @Override
            public long weight(ImageEntry image) {
                return image.size();
            }
        };
        LabelDetector counting = image -> sending.detect(image);

        assertThat(counting.weight(IMAGE)).isZero();
        assertThat(counting.weighedBy(sending).weight(IMAGE)).isEqualTo(4_900_000);
        assertThat(counting.weighedBy(sending).detect(IMAGE)).isSameAs(ANSWER);
    }
}
