package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.labelverifier.verdict.GenericLabels.Generic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GenericLabelsTest {
    private static final int DEER = 0;
    private static final int ANIMAL = 1;
    private static final int MAMMAL = 2;
    private static final int WILDLIFE = 3;
    private static final int LABELS = 4;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Kept(int[] shared, boolean fitsBadly) {}

    private final List<Kept> images = new ArrayList<>();

    private GenericLabelsTest well(int count, int... shared) {
        return add(count, false, shared);
    }

    private GenericLabelsTest badly(int count, int... shared) {
        return add(count, true, shared);
    }

    private GenericLabelsTest add(int count, boolean fitsBadly, int... shared) {
        images.addAll(Collections.nCopies(count, new Kept(shared, fitsBadly)));
        return this;
    }

    private List<Generic> found() {
        return GenericLabels.in(
                LABELS,
                visitor -> images.forEach(
                        image -> visitor.image(image.shared(), image.shared().length, image.fitsBadly())));
    }

    @Test
    void a_label_that_alone_keeps_images_which_fit_badly_is_generic() {
        well(60, DEER, ANIMAL).badly(10, ANIMAL);

        assertThat(found()).containsExactly(new Generic(ANIMAL, 10));
    }

    @Test
    void labels_that_stand_together_are_found_though_neither_keeps_anything_alone() {
        well(60, DEER, ANIMAL, MAMMAL, WILDLIFE).badly(7, ANIMAL, MAMMAL).badly(4, WILDLIFE, ANIMAL, MAMMAL);

        assertThat(found()).containsExactly(new Generic(ANIMAL, 11), new Generic(MAMMAL, 11), new Generic(WILDLIFE, 4));
    }

    @Test
    void a_label_that_alone_keeps_images_which_fit_well_is_none() {
        well(60, DEER, ANIMAL).well(10, ANIMAL);

        assertThat(found()).isEmpty();
    }

    @Test
    void a_label_that_keeps_right_images_is_spared_though_it_keeps_wrong_ones_too() {
        well(60, DEER, ANIMAL).badly(9, ANIMAL).well(8, WILDLIFE).badly(9, WILDLIFE, ANIMAL);

        assertThat(found()).containsExactly(new Generic(ANIMAL, 9));
    }

    @Test
    void more_than_two_thirds_of_what_a_generic_label_keeps_fit_badly() {
        well(60, DEER, ANIMAL).badly(10, ANIMAL).well(5, ANIMAL);
        assertThat(found()).isEmpty();

        badly(2, ANIMAL);
        assertThat(found()).containsExactly(new Generic(ANIMAL, 17));
    }

    @Test
    void a_label_of_the_class_is_none_where_much_of_the_folder_fits_badly() {
        well(30, DEER, ANIMAL).badly(12, DEER, ANIMAL).badly(20, ANIMAL);

        assertThat(found()).containsExactly(new Generic(ANIMAL, 20));
    }

    @Test
    void few_images_are_not_worth_a_word() {
        well(60, DEER, ANIMAL).badly(2, ANIMAL);
        assertThat(found()).isEmpty();

        well(440, DEER, ANIMAL).badly(2, ANIMAL);
        assertThat(found()).as("less than one in a hundred").isEmpty();

        badly(2, ANIMAL);
        assertThat(found()).containsExactly(new Generic(ANIMAL, 6));
    }

    @Test
    void a_label_that_adds_next_to_nothing_is_left_out() {
        well(60, DEER, ANIMAL).badly(10, ANIMAL).badly(1, ANIMAL, WILDLIFE);

        assertThat(found()).containsExactly(new Generic(ANIMAL, 10));
    }

    @Test
    void of_no_images_none_is_said_to_be_generic() {
        assertThat(found()).isEmpty();
    }

    @Test
    void the_order_of_the_images_does_not_matter() {
        well(50, DEER, ANIMAL, MAMMAL)
                .well(9, WILDLIFE)
                .badly(6, ANIMAL, WILDLIFE)
                .badly(8, MAMMAL, ANIMAL);
        List<Generic> first = found();

        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(images, new Random(seed));
            assertThat(found()).isEqualTo(first);
        }
        assertThat(first).containsExactly(new Generic(ANIMAL, 8), new Generic(MAMMAL, 8));
    }
}
