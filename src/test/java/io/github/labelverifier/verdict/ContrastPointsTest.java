package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.labelverifier.label.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContrastPointsTest {
    private final LabelNames names = new LabelNames();

    /** A folder of images, each with its labels; the first is the exemplar. */
    private record Images(LabelNames names, List<List<String>> all) implements FolderLabels<RuntimeException> {
        @Override
        public void forEach(Visitor visitor) {
            for (int i = 0; i < all.size(); i++) {
                int[] labels = numbers(names, all.get(i));
                visitor.image(i == 0, labels, labels.length);
            }
        }
    }

    private static int[] numbers(LabelNames names, List<String> labels) {
        return ContrastPoints.numbers(
                names,
                labels.stream().map(name -> new Label(name, 99, List.of())).toList());
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final Images folder(List<String>... images) {
        return folder(List.of(images));
    }

    private Images folder(List<List<String>> images) {
        images.forEach(labels -> numbers(names, labels));
        return new Images(names, images);
    }

    private double score(ContrastPoints points, int folder, String... labels) {
        return points.fit(folder, numbers(names, List.of(labels))).orElseThrow().score();
    }

    @Test
    void a_folder_alone_is_scored_as_computed_by_hand() {
        ContrastPoints points = ContrastPoints.of(
                names, List.of(folder(List.of("Dog"), List.of("Dog"), List.of("Dog"), List.of("Cat"))));

        // q = 0.5 * 3/4 + 0.01; both dogs are the core; p = (4 + 2 + 2q) / (4 + 2 + 2); one label: half of its points.
        assertThat(score(points, 0, "Dog")).isCloseTo(Math.log(0.85625 / 0.395) / 2, within(1e-12));
        // q = 0.5 * 1/4 + 0.01; p = 2q / 8.
        assertThat(score(points, 0, "Cat")).isCloseTo(Math.log(0.04375 / 0.145) / 2, within(1e-12));
    }

    @Test
    void two_folders_are_scored_against_each_other_as_computed_by_hand() {
        ContrastPoints points = ContrastPoints.of(
                names, List.of(folder(List.of("Dog"), List.of("Dog")), folder(List.of("Cat"), List.of("Cat"))));

        double q = 100 * (0.5 + 0.01) / 102;
        double own = Math.log(((5 + 2 * q) / 7 + 0.01) / (q + 0.01));
        double rareQ = (2 + 100 * 0.01) / 102;
        double rare = Math.log((2 * rareQ / 7 + 0.01) / (rareQ + 0.01));
        assertThat(score(points, 0, "Dog")).isCloseTo(own / 2, within(1e-12));
        assertThat(score(points, 0, "Cat")).isCloseTo(rare / 2 - own / 2, within(1e-12));
        assertThat(points.fit(0, numbers(names, List.of("Cat"))).orElseThrow().better())
                .contains(1);
        assertThat(points.fit(0, numbers(names, List.of("Dog"))).orElseThrow().better())
                .isEmpty();
    }

    @Test
    void an_image_without_labels_has_no_score_and_does_not_count() {
        ContrastPoints without = ContrastPoints.of(names, List.of(folder(List.of("Dog"), List.of("Cat"))));
        ContrastPoints with = ContrastPoints.of(names, List.of(folder(List.of("Dog"), List.of(), List.of("Cat"))));

        assertThat(with.fit(0, new int[0])).isEmpty();
        assertThat(score(with, 0, "Dog")).isEqualTo(score(without, 0, "Dog"));
    }

    @Test
    void labels_below_the_confidence_are_not_looked_at() {
        List<Label> labels = List.of(new Label("Dog", 55, List.of()), new Label("Cat", 54.99, List.of()));

        assertThat(ContrastPoints.numbers(names, labels)).hasSize(1);
    }

    @Test
    void an_old_name_means_the_new_one() {
        ContrastPoints points = ContrastPoints.of(
                names,
                List.of(
                        folder(List.of("Person"), List.of("Human", "People", "Person")),
                        folder(List.of("Car", "Automobile"))));

        assertThat(score(points, 0, "Human")).isEqualTo(score(points, 0, "Person"));
        assertThat(score(points, 0, "People", "human")).isEqualTo(score(points, 0, "PERSON"));
        assertThat(score(points, 1, "Automobile")).isEqualTo(score(points, 1, "Car"));
    }

    @Test
    void what_an_answer_calls_an_alias_means_its_label() {
        names.enter(new Label("Bicycle", 90, List.of(), List.of("Bike", "Push Bike")));
        ContrastPoints points = ContrastPoints.of(
                names, List.of(folder(List.of("Bike"), List.of("Bicycle")), folder(List.of("Dog"), List.of("Bike"))));

        assertThat(score(points, 0, "Bike")).isEqualTo(score(points, 0, "Bicycle"));
    }

    @Test
    void labels_that_are_aliases_of_each_other_mean_the_same() {
        names.enter(new Label("Sofa", 90, List.of(), List.of("Couch")));
        names.enter(new Label("Couch", 90, List.of(), List.of("Sofa")));
        ContrastPoints points = ContrastPoints.of(names, List.of(folder(List.of("Sofa"), List.of("Couch"))));

        assertThat(score(points, 0, "Sofa")).isEqualTo(score(points, 0, "Couch"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neither_the_order_of_folders_nor_that_of_images_matters(long seed) {
        Random random = new Random(seed);
        List<Images> folders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            folders.add(folder(randomImages(random, i)));
        }
        List<String> labels = folders.get(2).all().get(7);
        double score = score(ContrastPoints.of(names, folders), 2, labels.toArray(String[]::new));

        List<Images> shuffled = new ArrayList<>();
        for (Images folder : List.of(folders.get(3), folders.get(2), folders.get(0), folders.get(1))) {
            List<List<String>> others =
                    new ArrayList<>(folder.all().subList(1, folder.all().size()));
            Collections.shuffle(others, random);
            others.add(0, folder.all().get(0));
            shuffled.add(folder(others));
        }
        double again = score(ContrastPoints.of(names, shuffled), 1, labels.toArray(String[]::new));

        assertThat(again).isEqualTo(score);
    }

    /** Images of so many labels that no two have the same score by chance. */
    private static List<List<String>> randomImages(Random random, int folder) {
        return IntStream.range(0, 25)
                .mapToObj(image -> random.ints(1 + random.nextInt(14), 0, 40)
                        .mapToObj(label -> "L" + (label + 5 * folder))
                        .toList())
                .distinct()
                .toList();
    }

    @Test
    void wrong_images_fit_their_own_class_better() {
        List<List<String>> dogs = new ArrayList<>(Collections.nCopies(20, List.of("Dog", "Animal", "Mammal")));
        List<List<String>> cats = new ArrayList<>(Collections.nCopies(20, List.of("Cat", "Animal", "Mammal")));
        dogs.add(List.of("Cat", "Animal", "Mammal"));
        ContrastPoints points = ContrastPoints.of(names, List.of(folder(dogs), folder(cats)));

        ContrastPoints.Fit fit = points.fit(0, numbers(names, List.of("Cat", "Animal", "Mammal")))
                .orElseThrow();

        assertThat(fit.score()).isLessThan(ContrastRule.DEFAULT_DOUBT);
        assertThat(fit.better()).contains(1);
        Contrast.LabelPoints first = points.because(0, fit).get(0);
        assertThat(first.label()).isEqualTo("Cat");
        assertThat(first.here()).isNegative();
        assertThat(first.there().orElseThrow()).isPositive();
    }
}
