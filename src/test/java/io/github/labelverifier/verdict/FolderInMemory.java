package io.github.labelverifier.verdict;

import io.github.labelverifier.label.Label;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A folder's images in memory, each with its labels, the exemplars first. */
final class FolderInMemory implements FolderImages<RuntimeException> {
    private final List<int[]> labels;
    private final int[] trust;

    FolderInMemory(LabelNames names, int exemplars, List<List<String>> images) {
        this.labels = images.stream().map(image -> numbers(names, image)).toList();
        this.trust = new int[images.size()];
        Arrays.fill(trust, Trust.UNSCORED);
        Arrays.fill(trust, 0, exemplars, Trust.EXEMPLAR);
    }

    static int[] numbers(LabelNames names, List<String> labels) {
        return LookedAtLabels.numbers(
                names,
                labels.stream().map(name -> new Label(name, 99, List.of())).toList());
    }

    @Override
    public void forEach(Visitor visitor) {
        for (int i = 0; i < trust.length; i++) {
            trust[i] = visitor.image(trust[i], labels.get(i), labels.get(i).length);
        }
    }

    /** The fits of all images, where this folder has this number. */
    List<Optional<Fit>> fits(FolderScores scores, int folder) {
        return IntStream.range(0, trust.length)
                .mapToObj(i -> scores.fit(folder, trust[i], labels.get(i), labels.get(i).length))
                .toList();
    }

    List<Double> scores(FolderScores scores, int folder) {
        return fits(scores, folder).stream()
                .map(fit -> fit.map(Fit::score).orElse(Double.NaN))
                .toList();
    }

    List<Integer> trust() {
        return Arrays.stream(trust).boxed().toList();
    }
}
