package io.github.labelverifier.benchmark;

import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.ContrastPoints;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.FolderLabels;
import io.github.labelverifier.verdict.LabelNames;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How well the rules tell wrong images from right ones, on recorded answers of known classes.
 *
 * <p>Each class is a folder. Three of its images, drawn by a fixed seed, are its exemplars; of the others, every fifth is
 * moved into another folder, where it is wrong. Forty seeds are counted together. Images of several folders, and images
 * without labels, are left out.
 */
public final class RuleBenchmark {
    private static final int SEEDS = 40;
    private static final int EXEMPLARS = 3;
    private static final double WRONG = 0.2;
    private static final Policy ORIGINAL = new Policy(85, 10, List.of(), List.of());

    private final Map<String, List<Recording>> classes;
    private final Score overlap = new Score();
    private final Score contrast = new Score();
    private long caught;
    private long suggestedRight;

    private RuleBenchmark(Map<String, List<Recording>> classes) {
        this.classes = classes;
    }

    /** An image in a folder, and the folder where it belongs. */
    private record Placed(Recording recording, String home) {}

    /** A contaminated folder. */
    private record Folder(String name, List<Recording> exemplars, List<Placed> others) {
        boolean isWrong(Placed image) {
            return !image.home().equals(name);
        }

        FolderLabels<RuntimeException> labels(LabelNames names) {
            return visitor -> {
                exemplars.forEach(image -> show(visitor, true, names, image));
                others.forEach(image -> show(visitor, false, names, image.recording()));
            };
        }

        private static void show(FolderLabels.Visitor visitor, boolean isExemplar, LabelNames names, Recording image) {
            int[] labels = numbers(names, image);
            visitor.image(isExemplar, labels, labels.length);
        }
    }

    private static int[] numbers(LabelNames names, Recording image) {
        return ContrastPoints.numbers(names, image.answer().labels());
    }

    private void run() {
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Folder> folders = contaminate(new Random(seed));
            folders.forEach(this::scoreByOverlap);
            scoreByContrast(folders);
        }
    }

    private List<Folder> contaminate(Random random) {
        Map<String, Folder> folders = new LinkedHashMap<>();
        List<Placed> moved = new ArrayList<>();
        classes.forEach((name, recordings) -> {
            List<Recording> images = new ArrayList<>(recordings);
            Collections.shuffle(images, random);
            List<Placed> others = new ArrayList<>(images.subList(EXEMPLARS, images.size()).stream()
                    .map(image -> new Placed(image, name))
                    .toList());
            List<Placed> leaving = others.subList(0, (int) Math.round(others.size() * WRONG));
            moved.addAll(leaving);
            leaving.clear();
            folders.put(name, new Folder(name, images.subList(0, EXEMPLARS), others));
        });
        List<String> names = List.copyOf(folders.keySet());
        for (Placed image : moved) {
            String name;
            do {
                name = names.get(random.nextInt(names.size()));
            } while (name.equals(image.home()));
            Objects.requireNonNull(folders.get(name)).others().add(image);
        }
        return List.copyOf(folders.values());
    }

    private void scoreByOverlap(Folder folder) {
        ReferenceLabels reference = ReferenceLabels.of(
                folder.exemplars().stream().map(Recording::answer).toList(), List.of(), ORIGINAL);
        for (Placed image : folder.others()) {
            Stream<Label> counting = image.recording().answer().labels().stream()
                    .filter(label -> label.confidence() >= ORIGINAL.minConfidence())
                    .limit(ORIGINAL.maxLabels());
            long shared = counting.filter(label -> reference.contains(label)).count();
            overlap.add(folder.isWrong(image), (double) shared);
        }
    }

    private void scoreByContrast(List<Folder> folders) {
        LabelNames names = new LabelNames();
        List<FolderLabels<RuntimeException>> labels = new ArrayList<>();
        for (Folder folder : folders) {
            folder.labels(names).forEach((isExemplar, numbers, count) -> {});
            labels.add(folder.labels(names));
        }
        ContrastPoints points = ContrastPoints.of(names, labels);
        for (int number = 0; number < folders.size(); number++) {
            Folder folder = folders.get(number);
            for (Placed image : folder.others()) {
                Optional<ContrastPoints.Fit> fit = points.fit(number, numbers(names, image.recording()));
                fit.ifPresent(found -> count(folders, folder, image, found));
            }
        }
    }

    private void count(List<Folder> folders, Folder folder, Placed image, ContrastPoints.Fit fit) {
        contrast.add(folder.isWrong(image), fit.score());
        if (folder.isWrong(image) && fit.score() < ContrastRule.DEFAULT_CUT) {
            caught++;
            boolean isRight = fit.better()
                    .filter(number -> folders.get(number).name().equals(image.home()))
                    .isPresent();
            suggestedRight += isRight ? 1 : 0;
        }
    }

    private void print(String name) {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %d folders, %d images, %d seeds%n",
                name,
                classes.size(),
                overlap.images() / SEEDS,
                SEEDS);
        System.out.println("rule                     catch  false flags  precision     AUC");
        row("overlap, 85, top 10", overlap, 1);
        row("contrast, below -0.5", contrast, ContrastRule.DEFAULT_DOUBT);
        row("contrast, below -1.0", contrast, ContrastRule.DEFAULT_CUT);
        System.out.printf(
                Locale.ROOT,
                "the right folder is suggested for %.1f%% of the caught%n",
                100.0 * suggestedRight / caught);
    }

    private static void row(String name, Score score, double cut) {
        System.out.printf(Locale.ROOT, "%-21s %s %7.1f%n", name, score.row(value -> value < cut), score.auc());
    }

    /** Measures the rules on each of the files, in all ways that its classes allow. */
    public static void main(String[] files) throws IOException {
        if (files.length == 0) {
            System.err.println("usage: RuleBenchmark FILE...   (see Recording for their form)");
            System.exit(2);
        }
        for (String file : files) {
            List<Recording> recordings = Recording.read(Path.of(file));
            List<FolderSet> sets = FolderSet.of(recordings);
            for (FolderSet set : sets) {
                RuleBenchmark benchmark = new RuleBenchmark(set.folders());
                benchmark.run();
                benchmark.print(Path.of(file).getFileName() + ", wrong images from " + set.name());
            }
            if (sets.isEmpty()) {
                System.err.println(file + ": too few images of a class to make folders of");
            }
        }
    }
}
