package io.github.labelverifier.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.image.ImageEntry;
import java.time.Instant;
import java.util.ArrayList;
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
        LabelDetector counting = sending.with((detector, image) -> detector.detect(image));

        assertThat(counting.weight(IMAGE)).isEqualTo(4_900_000);
        assertThat(counting.detect(IMAGE)).isSameAs(ANSWER);
    }

    @Test
    void what_is_done_around_a_call_is_done_around_that_of_a_picture_in_its_place_too() throws DetectionException {
        List<String> done = new ArrayList<>();
        LabelDetector plain = new LabelDetector() {
            @Override
            public Detection detect(ImageEntry image) {
                return ANSWER;
            }

            @Override
            public LabelDetector sending(byte[] jpeg) {
                return image -> {
                    done.add("picture");
                    return ANSWER;
                };
            }
        };

        plain.with((detector, image) -> {
                    done.add("around");
                    return detector.detect(image);
                })
                .sending(new byte[1])
                .detect(IMAGE);

        assertThat(done).containsExactly("around", "picture");
    }
}
