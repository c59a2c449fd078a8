package io.github.labelverifier.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.DetectionException.Kind;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.testing.StubDetector;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a detector of one's own is talked to, with a real process. */
class OwnDetectorTest {
    private static final Asked ASKED = new Asked(55, 50);

    private static Detection detect(OwnDetector detector, String key) throws DetectionException {
        return detector.asking(ASKED).sending(new byte[] {1}).detect(new ImageEntry(key, 1, "e", Instant.EPOCH));
    }

    private static DetectionException failure(OwnDetector detector, String key) {
        return catchThrowableOfType(DetectionException.class, () -> detect(detector, key));
    }

    private static OwnDetector start() throws DetectionException, IOException {
        return OwnDetector.start(StubDetector.command(), Duration.ofSeconds(60));
    }

    @Test
    void its_answers_are_taken_as_those_of_Rekognition_down_to_what_is_asked_for() throws Exception {
        try (OwnDetector detector = start()) {
            assertThat(detector.name()).isEqualTo("stub 1");
            assertThat(detect(detector, "deer.jpg"))
                    .isEqualTo(new Detection(
                            List.of(new Label("Deer", 98.2, List.of("Thing"), List.of())), "stub-2", ASKED));
        }
    }

    @Test
    void several_requests_are_under_way_and_answers_come_in_any_order() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (OwnDetector detector = start()) {
            Future<Detection> late = threads.submit(() -> detect(detector, "late.jpg"));
            while (!late.isDone()) {
                assertThat(detect(detector, "tractor.jpg").labels().get(0).name())
                        .isEqualTo("Tractor");
            }
            assertThat(late.get().labels().get(0).name()).isEqualTo("Deer");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_error_is_that_images_and_the_next_one_is_answered() throws Exception {
        try (OwnDetector detector = start()) {
            DetectionException error = failure(detector, "error.jpg");
            DetectionException retry = failure(detector, "retry.jpg");

            assertThat(error.kind()).isEqualTo(Kind.UNCHECKABLE);
            assertThat(error.code()).isEqualTo("invalid");
            assertThat(error).hasMessage("error.jpg: the detector says: cannot decode");
            assertThat(retry.kind()).isEqualTo(Kind.FAILED);
            assertThat(detect(detector, "deer.jpg").labels()).hasSize(1);
        }
    }

    @Test
    void an_image_that_it_keeps_silent_about_is_an_error_in_time() throws Exception {
        try (OwnDetector detector = OwnDetector.start(StubDetector.command(), Duration.ofMillis(1))) {
            DetectionException failure = failure(detector, "silent.jpg");

            assertThat(failure.kind()).isEqualTo(Kind.FAILED);
            assertThat(failure.code()).isEqualTo("Timeout");
        }
    }

    @Test
    void its_death_ends_the_run_with_its_last_words() throws Exception {
        try (OwnDetector detector = start()) {
            DetectionException death = failure(detector, "die.jpg");
            DetectionException after = failure(detector, "deer.jpg");

            assertThat(death.kind()).isEqualTo(Kind.FATAL);
            assertThat(death.getMessage())
                    .startsWith("the detector command ")
                    .endsWith(" ended with 7: out of memory, alas");
            assertThat(after.kind()).isEqualTo(Kind.FATAL);
        }
    }

    @Test
    void nonsense_ends_the_run_and_is_quoted() throws Exception {
        try (OwnDetector detector = start()) {
            DetectionException failure = failure(detector, "nonsense.jpg");

            assertThat(failure.kind()).isEqualTo(Kind.FATAL);
            assertThat(failure.getMessage())
                    .contains(" wrote what is no answer (it is no JSON)")
                    .endsWith(": Loading model...");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"type\":\"ready\",\"protocol\":2,\"name\":\"x\"} | it speaks protocol 2",
                "{\"type\":\"ready\",\"protocol\":1} | its first line must be",
                "{\"id\":1,\"Labels\":[]} | its first line must be",
                "Using TensorFlow backend | wrote what is no answer"
            })
    void one_that_does_not_begin_as_it_must_is_refused(String line, String why) {
        DetectionException failure = catchThrowableOfType(
                DetectionException.class, () -> OwnDetector.start(StubDetector.command(line), Duration.ofSeconds(60)));

        assertThat(failure.kind()).isEqualTo(Kind.FATAL);
        assertThat(failure.getMessage()).contains(why);
    }

    @Test
    void one_that_is_not_there_is_said_not_to_be() {
        DetectionException failure = catchThrowableOfType(
                DetectionException.class,
                () -> OwnDetector.start(List.of("label-verifier-no-such-program"), Duration.ofSeconds(60)));

        assertThat(failure.kind()).isEqualTo(Kind.FATAL);
        assertThat(failure.getMessage()).contains("--detector-command", "label-verifier-no-such-program");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":1} | neither",
                "{\"id\":1,\"Labels\":5} | no list",
                "{\"id\":1,\"Labels\":[{\"Name\":\"Deer\"}]} | no 'Confidence'",
                "{\"id\":1,\"Labels\":[{\"Name\":\"Deer\",\"Confidence\":1e308}]} | confidence",
                "{\"id\":\"1\",\"Labels\":[]} | no whole number",
                "{\"id\":1,\"Labels\":[]} x | no JSON",
                "[] | no JSON object",
            })
    void what_is_no_answer_is_told_apart(String line, String why) {
        IOException failure = catchThrowableOfType(
                IOException.class, () -> DetectorLine.parse(line).labels());

        assertThat(failure.getMessage()).contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "python3 d.py --threshold 0.5 | python3,d.py,--threshold,0.5",
                "  'my detector' \"a b\"  | my detector,a b",
                "a\\ b \"c\\\"d\" '$HOME' | a b,c\"d,$HOME",
                "a ''  | a,"
            })
    void a_command_is_split_as_by_a_shell(String command, String words) {
        assertThat(CommandWords.of(command)).containsExactly(words.split(",", -1));
    }
}
