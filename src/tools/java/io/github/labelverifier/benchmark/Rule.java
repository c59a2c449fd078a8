package io.github.labelverifier.benchmark;

import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.AloneScores;
import io.github.labelverifier.verdict.Fit;
import io.github.labelverifier.verdict.FolderImages;
import io.github.labelverifier.verdict.FolderScores;
import io.github.labelverifier.verdict.LabelNames;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.RivalScores;
import io.github.labelverifier.verdict.Scoring;
import io.github.labelverifier.verdict.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules that are measured, each with its default cut. */
enum Rule {
    /** An image must share a label with the exemplars. */
    OVERLAP("overlap", 1) {
        @Override
        void score(List<Contaminated.Folder> folders, Score score) {
            for (Contaminated.Folder folder : folders) {
                ReferenceLabels reference = ReferenceLabels.of(
                        folder.exemplars().stream().map(Recording::answer).toList(), List.of(), ORIGINAL);
                for (Contaminated.Placed image : folder.others()) {
                    score.add(folder.isWrong(image), (double) shared(reference, image));
                }
            }
        }

        private static long shared(ReferenceLabels reference, Contaminated.Placed image) {
            Stream<Label> counting = image.recording().answer().labels().stream()
                    .filter(label -> label.confidence() >= ORIGINAL.minConfidence())
                    .limit(ORIGINAL.maxLabels());
            return counting.filter(label -> reference.contains(label)).count();
        }
    },

    /** Each folder is judged by itself. */
    ALONE("contrast, alone", Scoring.ALONE.cut()) {
        @Override
        void score(List<Contaminated.Folder> folders, Score score) {
            for (Contaminated.Folder folder : folders) {
                scoreTogether(List.of(folder), score);
            }
        }
    },

    /** All folders are judged against each other. */
    RIVALS("contrast, rivals", Scoring.RIVALS.cut()) {
        @Override
        void score(List<Contaminated.Folder> folders, Score score) {
            scoreTogether(folders, score);
        }
    };

    private static final Policy ORIGINAL = new Policy(85, 10, List.of(), List.of());

    private final String words;
    private final double cut;

    Rule(String words, double cut) {
        this.words = words;
        this.cut = cut;
    }

    /** Scores all images but the exemplars. */
    abstract void score(List<Contaminated.Folder> folders, Score score);

    String words() {
        return words;
    }

    /** An image of a lower score is flagged. */
    double cut() {
        return cut;
    }

    private static void scoreTogether(List<Contaminated.Folder> folders, Score score) {
        LabelNames names = new LabelNames();
        List<Images> images = new ArrayList<>();
        for (Contaminated.Folder folder : folders) {
            images.add(new Images(names, folder));
        }
        LookedAtLabels lookedAt = new LookedAtLabels(names);
        FolderScores scores =
                folders.size() == 1 ? AloneScores.of(lookedAt, images.get(0)) : RivalScores.of(lookedAt, images);
        for (int number = 0; number < folders.size(); number++) {
            images.get(number).score(scores, number, folders, score);
        }
    }

    /** The images of a folder in memory, exemplars first. */
    private static final class Images implements FolderImages<RuntimeException> {
        private final Contaminated.Folder folder;
        private final List<int[]> labels = new ArrayList<>();
        private final int[] trust;

        Images(LabelNames names, Contaminated.Folder folder) {
            this.folder = folder;
            folder.exemplars().forEach(image -> labels.add(numbers(names, image)));
            folder.others().forEach(image -> labels.add(numbers(names, image.recording())));
            this.trust = new int[labels.size()];
            for (int i = 0; i < trust.length; i++) {
                trust[i] = i < folder.exemplars().size() ? Trust.EXEMPLAR : Trust.UNSCORED;
            }
        }

        private static int[] numbers(LabelNames names, Recording image) {
            return LookedAtLabels.numbers(names, image.answer().labels());
        }

        @Override
        public void forEach(Visitor visitor) {
            for (int i = 0; i < trust.length; i++) {
                trust[i] = visitor.image(trust[i], labels.get(i), labels.get(i).length);
            }
        }

        void score(FolderScores scores, int number, List<Contaminated.Folder> folders, Score score) {
            for (int i = folder.exemplars().size(); i < trust.length; i++) {
                Contaminated.Placed image =
                        folder.others().get(i - folder.exemplars().size());
                Optional<Fit> fit = scores.fit(number, trust[i], labels.get(i), labels.get(i).length);
                if (fit.isPresent()) {
                    boolean isWrong = folder.isWrong(image);
                    score.add(isWrong, fit.get().score());
                    boolean hasHome = !image.home().equals(Contaminated.NOWHERE);
                    if (isWrong
                            && hasHome
                            && fit.get().score() < scores.scoring().cut()) {
                        fit.get()
                                .rival()
                                .ifPresent(rival -> score.addSuggestion(
                                        folders.get(rival).name().equals(image.home())));
                    }
                }
            }
        }
    }
}
