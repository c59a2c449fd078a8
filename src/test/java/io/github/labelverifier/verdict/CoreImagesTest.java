package io.github.labelverifier.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreImagesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 60, 99, 100, 150})
    void it_takes_the_best_and_of_equal_ones_the_first(int wanted) {
        Random random = new Random(wanted);
        // Few different values, both signs and both zeros among them.
        double[] scores = random.ints(100, -3, 4)
                .mapToDouble(value -> value == 0 && random.nextBoolean() ? -0.0 : value / 7.0)
                .toArray();
        List<Integer> expected = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer image) -> -(scores[image] + 0.0)))
                .limit(wanted)
                .sorted()
                .toList();

        List<Integer> taken = new ArrayList<>();
        CoreImages.<RuntimeException>best(wanted, visitor -> {
                    for (int image = 0; image < scores.length; image++) {
                        visitor.image(scores[image], new int[] {image});
                    }
                })
                .forEach(labels -> taken.add(labels[0]));

        assertThat(taken).isEqualTo(expected);
    }
}
