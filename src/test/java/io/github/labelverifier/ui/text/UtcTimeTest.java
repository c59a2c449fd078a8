package io.github.labelverifier.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T23:59:59.9Z, 2026-11-22, '22 November 2026, 23:59 UTC'",
        "1970-01-01T00:00:00Z, 1970-01-01, '1 January 1970, 00:00 UTC'",
        "-0044-03-15T12:00:00Z, -0044-03-15, '15 March -0044, 12:00 UTC'",
        "+12345-01-01T00:00:00Z, +12345-01-01, '1 January +12345, 00:00 UTC'",
        "+999999999-12-31T23:59:59Z, +999999999-12-31, '31 December +999999999, 23:59 UTC'"
    })
    void a_time_is_told_in_words(String instant, String day, String minute) {
        assertThat(UtcTime.day(Instant.parse(instant))).isEqualTo(day);
        assertThat(UtcTime.minute(Instant.parse(instant))).isEqualTo(minute);
    }

    @ParameterizedTest
    @CsvSource({"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z"})
    void a_time_beyond_the_calendar_is_told_as_it_stands(String instant) {
        assertThat(UtcTime.day(Instant.parse(instant))).isEqualTo(instant);
        assertThat(UtcTime.minute(Instant.parse(instant))).isEqualTo(instant);
    }
}
