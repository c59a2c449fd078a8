package io.github.labelverifier.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/** Folders with exemplars of which it is known, and with others of which every fifth does not belong there. */
final class Contaminated {
    private static final int EXEMPLARS = 3;
    private static final double WRONG = 0.2;

    /** Where an image belongs that belongs into no folder. */
    static final String NOWHERE = "";

    private Contaminated() {}

    /** An image in a folder, and the folder where it belongs. */
    record Placed(Recording recording, String home) {}

    /** A folder. */
    record Folder(String name, List<Recording> exemplars, List<Placed> others) {
        boolean isWrong(Placed image) {
            return !image.home().equals(name);
        }
    }

    /** Moves every fifth image of each folder into another one. */
    static List<Folder> byEachOther(Map<String, List<Recording>> classes, Random random) {
        Map<String, Folder> folders = clean(classes, random);
        List<Placed> moved = new ArrayList<>();
        for (Folder folder : folders.values()) {
            List<Placed> leaving =
                    folder.others().subList(0, (int) Math.round(folder.others().size() * WRONG));
            moved.addAll(leaving);
            leaving.clear();
        }
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

    /** Puts images of classes that are left out into the folders of all others. */
    static List<Folder> byLeftOut(Map<String, List<Recording>> classes, int leftOut, Random random) {
        List<String> names = new ArrayList<>(classes.keySet());
        Collections.shuffle(names, random);
        Map<String, List<Recording>> rest = new TreeMap<>(classes);
        List<Recording> junk = new ArrayList<>();
        for (String name : names.subList(0, leftOut)) {
            junk.addAll(Objects.requireNonNull(rest.remove(name)));
        }
        return byJunk(rest, junk, random);
    }

    /** Puts images that belong nowhere into all folders, each into one at most. */
    static List<Folder> byJunk(Map<String, List<Recording>> classes, List<Recording> junk, Random random) {
        Map<String, Folder> folders = clean(classes, random);
        List<Recording> left = new ArrayList<>(junk);
        Collections.shuffle(left, random);
        long images = folders.values().stream()
                .mapToLong(folder -> folder.others().size())
                .sum();
        // If there is too little junk for all of them, each folder gets its share.
        double share = Math.min(WRONG / (1 - WRONG), (double) left.size() / images);
        for (Folder folder : folders.values()) {
            int wanted = Math.min(left.size(), (int) Math.round(folder.others().size() * share));
            List<Recording> coming = left.subList(left.size() - wanted, left.size());
            coming.forEach(image -> folder.others().add(new Placed(image, NOWHERE)));
            coming.clear();
        }
        return List.copyOf(folders.values());
    }

    private static Map<String, Folder> clean(Map<String, List<Recording>> classes, Random random) {
        Map<String, Folder> folders = new LinkedHashMap<>();
        classes.forEach((name, recordings) -> {
            List<Recording> images = new ArrayList<>(recordings);
            Collections.shuffle(images, random);
            List<Placed> others = new ArrayList<>(images.subList(EXEMPLARS, images.size()).stream()
                    .map(image -> new Placed(image, name))
                    .toList());
            folders.put(name, new Folder(name, images.subList(0, EXEMPLARS), others));
        });
        return folders;
    }
}
