package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
    private final LabelNames names = new LabelNames();

    private FolderInMemory folder(int images, String... labels) {
        return new FolderInMemory(names, 1, Collections.nCopies(images, List.of(labels)));
    }

    private List<Integer> missing(FolderInMemory... folders) {
        return LookAlikes.missingIn(new LookedAtLabels(names), List.of(folders));
    }

    @Test
    void a_class_that_shares_little_with_every_other_has_none_however_many_images_they_have() {
        FolderInMemory dogs = folder(20, "Dog", "Pet", "Animal");
        FolderInMemory cats = folder(3, "Cat", "Pet", "Animal");
        FolderInMemory clocks = folder(50, "Clock", "Wall", "Tower", "Building", "Outdoors");
        FolderInMemory trucks = folder(9, "Truck", "Vehicle", "Wheel", "Road", "Outdoors");

        assertThat(missing(dogs, cats, clocks, trucks)).containsExactly(2, 3);
    }

    @Test
    void a_quarter_of_what_a_class_shows_is_enough() {
        FolderInMemory four = folder(4, "Dog", "Pet", "Canine", "Animal");
        FolderInMemory five = folder(4, "Zebra", "Stripes", "Savanna", "Wildlife", "Animal");

        assertThat(missing(four, five)).containsExactly(1);
    }

    @Test
    void folders_without_labels_are_no_class_and_look_like_none() {
        assertThat(missing(folder(3), folder(3, "Dog"))).containsExactly(1);
        assertThat(missing(folder(3), folder(2))).isEmpty();
    }
}
