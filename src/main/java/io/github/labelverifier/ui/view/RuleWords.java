package io.github.labelverifier.ui.view;

import io.github.labelverifier.ui.text.Text;
import java.util.List;

/** What is to be said of labels and folders as the rules see them, in the same words wherever it comes up. */
public final class RuleWords {
    /** Below so many images, chance has too much of a say in what a folder alone has in common. */
    public static final long FEW_ALONE = 30;

    private static final int MOST_NAMES = 6;

    private RuleWords() {}

    /** Of a folder that is judged alone and has few images. */
    public static String fewAlone(String location, long images) {
        return location + " has " + Text.count(images, "image") + " with labels: judged alone, a folder of fewer than "
                + FEW_ALONE + " hides look-alikes; give the reports of folders that look like it too";
    }

    /** Of labels of a reference that others are kinds of, or that are common elsewhere. */
    static String genericInReference(List<String> labels) {
        return "Generic, and let look-alikes through: " + String.join(", ", labels) + " (see --ignore-label)";
    }

    /** Of labels that were found to let images through, each with their number. */
    static String genericThatKeep(List<String> labels) {
        return "Generic labels alone keep images that fit badly: " + some(labels) + ".";
    }

    /** Of doubtful images that are kept. */
    static String doubtful(long images) {
        return Text.count(images, "kept image") + (images == 1 ? " is" : " are")
                + " doubtful: unlike most of the folder.";
    }

    /** Of two classes that are often mistaken for each other. */
    static String pair(String one, String other, long there, long back) {
        return one + " and " + other + " look like each other (" + Text.count(there) + " and " + Text.count(back)
                + " images): two folders for one thing?";
    }

    /** Of classes that no other of a run looks like. */
    public static String withoutLookAlike(List<String> classes) {
        return "No other folder looks like " + some(classes) + ": wrong images that do are mostly missed. Add folders"
                + " of what is mistaken for " + (classes.size() == 1 ? "it." : "them.");
    }

    private static String some(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() > MOST_NAMES ? some + " and " + (names.size() - MOST_NAMES) + " more" : some;
    }
}
