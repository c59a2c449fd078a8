package io.github.labelverifier.job.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static final Instant START = Instant.parse("2026-11-22T16:10:00Z");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private static Course course(Duration idle) {
        ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
        Console console = new Console(
                nowhere, new PrintStream(nowhere, true, StandardCharsets.UTF_8), new NoTerminal(), Map.of());
        return new Course(console, idle, START, List::of);
    }

    @Test
    void a_review_that_nobody_touches_ends_by_itself_and_one_that_is_touched_goes_on() throws Exception {
        Course course = course(HALF_AN_HOUR);
        Instant late = START.plus(HALF_AN_HOUR).plusSeconds(1);
        course.touch(START.plusSeconds(60));
        int[] looks = {0};

        // It is stopped at the third look, so that it has gone on until then.
        assertThat(course.await(() -> ++looks[0] == 3, () -> late)).isEqualTo(Course.End.STOPPED);
        assertThat(course.await(() -> false, () -> late.plusSeconds(60))).isEqualTo(Course.End.IDLE);
    }

    @Test
    void a_review_without_a_limit_goes_on_until_somebody_ends_it() throws Exception {
        Course course = course(Duration.ZERO);
        int[] looks = {0};

        Course.End end = course.await(
                () -> {
                    if (++looks[0] == 2) {
                        course.end();
                    }
                    return false;
                },
                () -> START.plus(Duration.ofDays(400)));

        assertThat(end).isEqualTo(Course.End.ASKED);
    }

    private static final class NoTerminal implements Terminal {
        @Override
        public boolean isInput() {
            return false;
        }

        @Override
        public boolean isOutput() {
            return false;
        }

        @Override
        public boolean isError() {
            return false;
        }

        @Override
        public int columns() {
            return 80;
        }

        @Override
        public void discardTyped() {}

        @Override
        public Optional<String> readLine() {
            return Optional.empty();
        }
    }
}
