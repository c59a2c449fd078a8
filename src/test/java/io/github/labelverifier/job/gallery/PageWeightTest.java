package io.github.labelverifier.job.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageWeightTest {
    private static final long LARGE = PageWeight.base64(TileMaker.MOST_LARGER_BYTES);

    @Test
    void larger_pictures_are_taken_until_the_first_that_does_not_fit() {
        PageWeight weight = new PageWeight(100, 100);
        weight.nextReport();
        int taken = 0;
        while (weight.takes(true, LARGE)) {
            taken++;
        }

        assertThat(taken * LARGE).isBetween(PageWeight.MOST_BYTES / 2, PageWeight.MOST_BYTES);
        assertThat(weight.takes(true, 1)).isFalse();
        assertThat(weight.hasRoom(true)).isFalse();
        assertThat(weight.hasRoom(false)).isFalse();
    }

    @Test
    void kept_images_leave_room_for_the_flagged_ones_of_later_reports() {
        PageWeight weight = new PageWeight(60, 40);
        weight.nextReport();
        assertThat(weight.takes(true, LARGE)).isTrue();
        while (weight.takes(false, LARGE)) {
            assertThat(weight.hasRoom(false)).isTrue();
        }
        weight.nextReport();
        for (int i = 1; i < 40; i++) {
            assertThat(weight.takes(true, LARGE)).isTrue();
        }
        assertThat(weight.hasRoom(false)).isTrue();
    }

    @Test
    void five_hundred_thumbnails_leave_some_room() {
        PageWeight weight = new PageWeight(500, 500);
        weight.nextReport();

        assertThat(weight.takes(true, 0)).isFalse();
        assertThat(weight.takes(true, LARGE)).isTrue();
    }
}
