package io.github.labelverifier.benchmark;

import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.LookedAtLabels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Folders made of a recording's images. Only images that belong into exactly one of them are used: whether another one would
 * be wrong for them could not be told.
 *
 * @param name how the folders were made, for people
 * @param folders the images of each
 */
record FolderSet(String name, Map<String, List<Recording>> folders) {
    /** The fewest images that make a folder: exemplars, and some to be judged. */
    private static final int LEAST_IMAGES = 8;

    private static final int FEWEST_FOLDERS = 3;

    /** So many classes of one kind are enough to be taken for each other. */
    private static final int FEWEST_OF_A_KIND = 5;

    /** A label of a kind is carried by this share of the images of each of its classes. */
    private static final double OF_A_KIND = 0.5;

    /** Classes of few images are put together by labels that this share of all images carries. */
    private static final double WIDESPREAD = 0.125;

    private static final String OF_KIND = "another class of ";

    /** Present in most photos of anything, and rejected by default. */
    private static final String PERSON = "person";

    /**
     * All ways in which the images can be put into folders: a folder a class; a folder for each of the classes of one kind, which
     * are those that have a label in common, such as Animal; and, if classes have too few images for either, a folder for those
     * classes that have the same telling label.
     */
    static List<FolderSet> of(List<Recording> recordings) {
        List<Recording> labelled = labelled(recordings);
        List<FolderSet> sets = new ArrayList<>();
        sets.add(of("any other class", labelled, recording -> only(recording.classes())));
        sets.addAll(ofKinds(labelled.stream()
                .filter(recording -> !recording.classes().contains(PERSON))
                .toList()));
        sets.removeIf(set -> set.folders().size() < FEWEST_FOLDERS);
        if (sets.isEmpty()) {
            sets.add(joined(labelled));
            sets.removeIf(set -> set.folders().size() < FEWEST_FOLDERS);
        }
        return sets;
    }

    /** Those that have labels. */
    static List<Recording> labelled(List<Recording> recordings) {
        return recordings.stream()
                .filter(recording -> !recording.answer().labels().isEmpty())
                .toList();
    }

    /** Whether the folders are of classes that look alike. */
    boolean isOfAKind() {
        return name.startsWith(OF_KIND);
    }

    private static Optional<String> only(Set<String> classes) {
        return classes.size() == 1 ? Optional.of(classes.iterator().next()) : Optional.empty();
    }

    private static FolderSet of(
            String name, List<Recording> recordings, Function<Recording, Optional<String>> folderOf) {
        Map<String, List<Recording>> folders = new TreeMap<>();
        for (Recording recording : recordings) {
            folderOf.apply(recording)
                    .ifPresent(folder -> folders.computeIfAbsent(folder, key -> new ArrayList<>())
                            .add(recording));
        }
        folders.values().removeIf(images -> images.size() < LEAST_IMAGES);
        return new FolderSet(name, folders);
    }

    /** Sets of classes that have a label in common, the largest first, and each mostly of classes that no set before has. */
    private static List<FolderSet> ofKinds(List<Recording> recordings) {
        Map<String, List<Recording>> byClass = byClass(recordings);
        byClass.values().removeIf(images -> images.size() < LEAST_IMAGES);
        Map<String, Set<String>> classesOf = new TreeMap<>();
        byClass.forEach((name, images) -> shares(images).forEach((label, share) -> {
            if (share >= OF_A_KIND) {
                classesOf.computeIfAbsent(label, key -> new TreeSet<>()).add(name);
            }
        }));
        List<Set<String>> taken = new ArrayList<>();
        List<FolderSet> sets = new ArrayList<>();
        classesOf.entrySet().stream()
                .filter(kind -> kind.getValue().size() >= FEWEST_OF_A_KIND
                        && kind.getValue().size() * 2 <= byClass.size())
                .sorted(Comparator.comparingInt(kind -> -kind.getValue().size()))
                .forEach(kind -> {
                    Set<String> classes = kind.getValue();
                    if (taken.stream().noneMatch(other -> common(other, classes) * 2 > classes.size())) {
                        taken.add(classes);
                        sets.add(of(
                                OF_KIND + kind.getKey(),
                                recordings,
                                recording -> only(recording.classes().stream()
                                        .filter(classes::contains)
                                        .collect(Collectors.toSet()))));
                    }
                });
        return sets;
    }

    private static long common(Set<String> one, Set<String> other) {
        return one.stream().filter(other::contains).count();
    }

    private static Map<String, List<Recording>> byClass(List<Recording> recordings) {
        Map<String, List<Recording>> classes = new TreeMap<>();
        for (Recording recording : recordings) {
            for (String name : recording.classes()) {
                classes.computeIfAbsent(name, key -> new ArrayList<>()).add(recording);
            }
        }
        return classes;
    }

    /** Which share of the images carries each label among its best ones. */
    private static Map<String, Double> shares(List<Recording> images) {
        Map<String, Double> shares = new TreeMap<>();
        for (Recording image : images) {
            image.answer().labels().stream()
                    .filter(label -> label.confidence() >= LookedAtLabels.CONFIDENCE)
                    .limit(LookedAtLabels.MOST)
                    .map(Label::name)
                    .distinct()
                    .forEach(name -> shares.merge(name, 1.0 / images.size(), Double::sum));
        }
        return shares;
    }

    /** Puts each class to the widespread label that tells most about it: often in the class, and seldom in all. */
    private static FolderSet joined(List<Recording> recordings) {
        Map<String, Double> all = shares(recordings);
        Map<String, String> telling = new TreeMap<>();
        byClass(recordings)
                .forEach((name, images) -> shares(images).entrySet().stream()
                        .filter(label -> share(all, label.getKey()) >= WIDESPREAD)
                        .max(Comparator.comparingDouble(
                                label -> label.getValue() * Math.sqrt(-Math.log(share(all, label.getKey())))))
                        .ifPresent(label -> telling.put(name, label.getKey())));
        return of(
                "another class, small ones joined by label",
                recordings,
                recording -> only(recording.classes()).map(telling::get));
    }

    private static double share(Map<String, Double> shares, String label) {
        return shares.getOrDefault(label, 0.0);
    }
}
