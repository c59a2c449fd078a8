package io.github.labelverifier.job.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.report.DecidedFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelSpoolTest {

    @Test
    void spooled_images_come_back_in_order_as_often_as_asked_and_as_they_were_trusted_last() throws IOException {
        try (LabelSpool spool = new LabelSpool()) {
            List<String> expected = new ArrayList<>();
            for (int folderNumber = 0; folderNumber < 2; folderNumber++) {
                spool.beginFolder();
                for (int i = 0; i < 20_000; i++) {
                    int[] labels = {i, i * 50, 3, Integer.MAX_VALUE};
                    spool.add(i % 513, line(i), labels, labels.length);
                    if (folderNumber == 1) {
                        expected.add(i % 513 + " " + Arrays.toString(labels));
                    }
                }
            }
            spool.folders().get(0).forEach((trust, labels, count) -> 7);
            spool.folders().get(1).forEach((trust, labels, count) -> labels[0] % 2 == 0 ? 512 - trust : trust);
            for (int i = 0; i < expected.size(); i += 2) {
                expected.set(i, expected.get(i).replaceFirst("\\d+", String.valueOf(512 - i % 513)));
            }
            for (int pass = 0; pass < 2; pass++) {
                List<String> seen = new ArrayList<>();
                spool.folders().get(1).forEach((trust, labels, count) -> {
                    seen.add(trust + " " + Arrays.toString(Arrays.copyOf(labels, count)));
                    return trust;
                });
                assertThat(seen).isEqualTo(expected);
            }
        }
    }

    private static JudgedLine line(int number) {
        return number % 3 == 0
                ? JudgedLine.NONE
                : new JudgedLine(
                        number * 1_000_000_000_000L,
                        3 * number,
                        number,
                        -number,
                        number % 2 == 0,
                        Optional.of(new DecidedFields(number, number + 9)));
    }

    @Test
    void an_image_s_line_comes_back_with_it() throws IOException {
        try (LabelSpool spool = new LabelSpool()) {
            spool.beginFolder();
            for (int i = 0; i < 5_000; i++) {
                spool.add(7, line(i), new int[12], i % 12);
            }
            spool.folders().get(0).forEach((trust, labels, count) -> 8);

            LabelSpool.Reading reading = spool.read(0);
            for (int i = 0; i < 5_000; i++) {
                assertThat(reading.advance()).isTrue();
                assertThat(reading.line()).isEqualTo(line(i));
                assertThat(reading.place()).isEqualTo(line(i).place());
                assertThat(reading.trust()).isEqualTo(8);
                assertThat(reading.count()).isEqualTo(i % 12);
            }
            assertThat(reading.advance()).isFalse();
        }
    }
}
