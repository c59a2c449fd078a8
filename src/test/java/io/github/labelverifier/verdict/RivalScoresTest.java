package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RivalScoresTest {
    private final LabelNames names = new LabelNames();

    private FolderInMemory folder(int exemplars, List<List<String>> images) {
        return new FolderInMemory(names, exemplars, images);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final FolderInMemory folder(List<String>... images) {
        return folder(1, List.of(images));
    }

    private RivalScores scores(FolderInMemory... folders) {
        return RivalScores.of(new LookedAtLabels(names), List.of(folders));
    }

    private final FolderInMemory dogs = folder(
            List.of("Dog", "Animal"),
            List.of("Dog", "Animal"),
            List.of("Dog"),
            List.of("Cat", "Animal"),
            List.of("Stew"));
    private final FolderInMemory cats =
            folder(List.of("Cat", "Animal"), List.of("Cat", "Animal"), List.of("Cat", "Sofa"));

    private static void assertScores(List<Double> scores, double... expected) {
        assertThat(scores).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(scores.get(i)).as("image %d", i).isCloseTo(expected[i], within(1e-12));
        }
    }

    /** The numbers were computed by a second program, from the formulas alone. */
    @Test
    void two_folders_are_scored_as_computed_elsewhere() {
        RivalScores scores = scores(dogs, cats);

        assertScores(
                dogs.scores(scores, 0),
                1.4572479619688776,
                1.8521208598988628,
                1.959805387140068,
                -2.4411753652510786,
                -0.5267110921387737);
        assertScores(cats.scores(scores, 1), 1.4372542959529375, 1.6740499978826398, 1.4997044615460942);
        assertThat(dogs.trust()).containsExactly(512, 255, 255, 40, 192);
        assertThat(cats.trust()).containsExactly(512, 253, 253);
    }

    @Test
    void three_folders_are_scored_as_computed_elsewhere() {
        FolderInMemory horses = folder(List.of("Horse", "Animal"), List.of("Horse"));
        RivalScores scores = scores(dogs, cats, horses);

        assertScores(
                dogs.scores(scores, 0),
                1.5124152558713755,
                1.8628865448594263,
                1.998688841301445,
                -3.3632957315045156,
                -0.5096961350690007);
        assertScores(cats.scores(scores, 1), 1.6948272685863286, 2.217867987343697, 1.511599681512896);
        assertScores(horses.scores(scores, 2), 0.9250870772878951, 1.681910972550459);
        assertThat(dogs.trust()).containsExactly(512, 255, 255, 11, 194);
    }

    @Test
    void the_rival_is_the_folder_that_decides_and_the_labels_are_those_that_decide_for_it() {
        RivalScores scores = scores(dogs, cats, folder(List.of("Horse", "Animal"), List.of("Horse")));
        Fit cat = dogs.fits(scores, 0).get(3).orElseThrow();
        Fit stew = dogs.fits(scores, 0).get(4).orElseThrow();

        assertThat(cat.rival()).hasValue(1);
        assertThat(cat.against()).extracting(Contrast.LabelPoints::label).startsWith("Cat");
        Contrast.LabelPoints against = cat.against().get(0);
        assertThat(against.here()).isNegative();
        assertThat(against.there().orElseThrow()).isPositive();
        assertThat(stew.rival()).isEmpty();
        assertThat(stew.against()).extracting(Contrast.LabelPoints::label).containsExactly("Stew");
        assertThat(stew.against().get(0).there()).isEmpty();
        assertThat(dogs.fits(scores, 0).get(1).orElseThrow().against()).isEmpty();
    }

    @Test
    void what_a_label_says_counts_by_how_clearly_it_says_it() {
        Duel duel = new Duel();
        assertThat(duel.outcome()).isZero();
        duel.add(-2);
        duel.add(1);

        // (-2 * 2 + 1 * 1) / (1 + 2 + 1)
        assertThat(duel.outcome()).isEqualTo(-0.75);
    }

    @Test
    void trust_is_the_chance_of_being_right_in_parts_of_256() {
        // 256 / (1 + exp(-(2 score + ln 9)))
        assertThat(Trust.of(0)).isEqualTo(230);
        assertThat(Trust.of(-Math.log(9) / 2)).isEqualTo(128);
        assertThat(Trust.of(1)).isEqualTo(252);
        assertThat(Trust.of(3)).isEqualTo(256);
        assertThat(Trust.of(-4.3)).isZero();
        assertThat(Trust.lacking(Trust.EXEMPLAR)).isZero();
        assertThat(Trust.lacking(Trust.UNSCORED)).isEqualTo(205);
    }

    @Test
    void counts_leave_an_image_out_that_is_judged_by_them() {
        TrustedCounts counts = new TrustedCounts(2);
        counts.add(Trust.EXEMPLAR, new int[] {0});
        counts.add(64, new int[] {0, 1});
        counts.add(64, new int[] {});

        assertThat(counts.trust()).isEqualTo(2.25);
        assertThat(counts.trustWith(0)).isEqualTo(2.25);
        assertThat(counts.trustBut(64)).isEqualTo(2);
        assertThat(counts.trustWithBut(1, 64)).isZero();
        assertThat(counts.lackBut(Trust.EXEMPLAR)).isEqualTo(0.75);
        assertThat(counts.lackWithBut(1, 64)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neither_the_order_of_folders_nor_that_of_images_matters(long seed) {
        Random random = new Random(seed);
        List<List<List<String>>> images = IntStream.range(0, 4)
                .mapToObj(folder -> randomImages(random, folder))
                .toList();
        List<FolderInMemory> folders =
                images.stream().map(all -> folder(1, all)).toList();
        RivalScores scores = RivalScores.of(new LookedAtLabels(names), folders);
        List<List<List<String>>> shuffled = new ArrayList<>();
        images.forEach(all -> shuffled.add(shuffled(all, random)));
        List<Integer> order = List.of(3, 0, 2, 1);
        List<FolderInMemory> others =
                order.stream().map(i -> folder(1, shuffled.get(i))).toList();
        RivalScores again = RivalScores.of(new LookedAtLabels(names), others);

        for (int i = 0; i < order.size(); i++) {
            int folder = order.get(i);
            List<Double> expected = new ArrayList<>();
            List<Double> before = folders.get(folder).scores(scores, folder);
            for (List<String> image : shuffled.get(folder)) {
                expected.add(before.get(images.get(folder).indexOf(image)));
            }
            assertThat(others.get(i).scores(again, i)).as("folder %d", folder).isEqualTo(expected);
        }
    }

    private static List<List<String>> shuffled(List<List<String>> images, Random random) {
        List<List<String>> others = new ArrayList<>(images.subList(1, images.size()));
        Collections.shuffle(others, random);
        others.add(0, images.get(0));
        return others;
    }

    private static List<List<String>> randomImages(Random random, int folder) {
        return IntStream.range(0, 25)
                .mapToObj(image -> random.ints(1 + random.nextInt(14), 0, 40)
                        .mapToObj(label -> "L" + (label + 5 * folder))
                        .toList())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_same_folder_twice_has_the_same_scores_twice_and_of_two_such_rivals_the_first_is_named(long seed) {
        Random random = new Random(seed);
        List<List<String>> images = randomImages(random, 0);
        FolderInMemory one = folder(1, images);
        FolderInMemory two = folder(1, images);
        List<List<String>> mixed = new ArrayList<>(randomImages(random, 8));
        mixed.addAll(images.subList(1, 4));
        FolderInMemory third = folder(1, mixed);
        RivalScores scores = scores(one, two, third);

        assertThat(one.scores(scores, 0)).isEqualTo(two.scores(scores, 1));
        assertThat(third.fits(scores, 2))
                .allSatisfy(
                        fit -> assertThat(fit.orElseThrow().rival().orElse(0)).isZero());
    }

    @Test
    void an_image_without_labels_has_no_score_and_does_not_count() {
        FolderInMemory more =
                folder(List.of("Cat", "Animal"), List.of("Cat", "Animal"), List.of(), List.of("Cat", "Sofa"));

        List<Double> without = dogs.scores(scores(dogs, cats), 0);
        FolderInMemory again = folder(
                List.of("Dog", "Animal"),
                List.of("Dog", "Animal"),
                List.of("Dog"),
                List.of("Cat", "Animal"),
                List.of("Stew"));
        RivalScores with = scores(again, more);

        assertThat(again.scores(with, 0)).isEqualTo(without);
        assertThat(more.fits(with, 1).get(2)).isEmpty();
    }

    @Test
    void a_folder_of_one_image_gives_it_no_reason_to_be_wrong() {
        FolderInMemory one = folder(0, List.of(List.of("Dog")));
        RivalScores scores = scores(one, cats);

        assertThat(one.scores(scores, 0)).containsExactly(0.0);
        assertThat(one.fits(scores, 0).get(0).orElseThrow().rival()).isEmpty();
        assertThat(one.trust()).containsExactly(230);
    }

    @Test
    void a_folder_without_labels_is_nobody_s_rival() {
        FolderInMemory none = folder(0, List.of(List.of(), List.of()));
        RivalScores scores = scores(none, dogs, folder(0, List.of()));

        assertThat(none.fits(scores, 0)).allMatch(fit -> fit.isEmpty());
        assertThat(dogs.fits(scores, 1))
                .allSatisfy(fit -> assertThat(fit.orElseThrow().rival()).isEmpty());
    }

    @Test
    void folders_of_exemplars_alone_are_scored_and_exemplars_stay_exemplars() {
        FolderInMemory one = folder(2, List.of(List.of("Dog"), List.of("Dog")));
        FolderInMemory two = folder(2, List.of(List.of("Cat"), List.of("Cat")));
        RivalScores scores = scores(one, two);

        assertThat(one.scores(scores, 0)).allMatch(score -> score > 0);
        assertThat(one.trust()).containsOnly(Trust.EXEMPLAR);
    }

    @Test
    void in_each_of_fifty_folders_a_stranger_is_found_and_told_where_it_belongs() {
        List<FolderInMemory> folders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            List<List<String>> images = new ArrayList<>(Collections.nCopies(12, List.of("Class" + i, "Animal")));
            images.add(List.of("Class" + (i + 1) % 50, "Animal"));
            folders.add(folder(1, images));
        }
        RivalScores scores = RivalScores.of(new LookedAtLabels(names), folders);

        for (int i = 0; i < 50; i++) {
            List<Double> all = folders.get(i).scores(scores, i);
            assertThat(all.subList(0, 12)).allMatch(score -> score > 0);
            assertThat(all.get(12)).isLessThan(Scoring.RIVALS.cut());
            assertThat(folders.get(i).fits(scores, i).get(12).orElseThrow().rival())
                    .hasValue((i + 1) % 50);
        }
    }
}
