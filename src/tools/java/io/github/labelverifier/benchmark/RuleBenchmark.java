package io.github.labelverifier.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * How well the rules tell wrong images from right ones, on recorded answers of known classes.
 *
 * <p>Each class is a folder. Three of its images, drawn by a fixed seed, are its exemplars; of the others, every fifth is
 * wrong: moved there from another folder, or, as junk, from a class that has no folder. Forty seeds are counted together.
 * Images of several folders, and images without labels, are left out.
 */
public final class RuleBenchmark {
    private static final int SEEDS = 40;

    /** Of so many classes, one is left out to be junk. */
    private static final int CLASSES_A_LEFT_OUT = 4;

    private static final int FEWEST_FOLDERS = 3;
    private static final String KINDS = "look-alikes";
    private static final String JUNK = "junk";
    private static final String JUNK_FILE = "junk=";

    /** The scores of each rule by kinds of wrong images, one a set of folders. */
    private final Map<String, Map<Rule, List<Score>>> all = new LinkedHashMap<>();

    private RuleBenchmark() {}

    private void measure(String file, List<FolderSet> sets, List<Recording> junk) {
        for (FolderSet set : sets) {
            Map<String, List<Recording>> classes = set.folders();
            measure(
                    file + ", wrong images of " + set.name(),
                    set.isOfAKind() ? KINDS : "other classes",
                    random -> Contaminated.byEachOther(classes, random));
            int leftOut = classes.size() / CLASSES_A_LEFT_OUT;
            if (leftOut > 0 && classes.size() - leftOut >= FEWEST_FOLDERS) {
                measure(
                        file + ", junk: " + leftOut + " classes left out, folders of " + set.name(),
                        set.isOfAKind() ? KINDS + " without a folder" : JUNK,
                        random -> Contaminated.byLeftOut(classes, leftOut, random));
            }
            if (!junk.isEmpty()) {
                measure(
                        file + ", junk of another file, folders of " + set.name(),
                        JUNK,
                        random -> Contaminated.byJunk(classes, junk, random));
            }
        }
    }

    private void measure(String name, String kind, Function<Random, List<Contaminated.Folder>> contaminate) {
        Map<Rule, Score> scores = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            scores.put(rule, new Score());
        }
        int folders = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Contaminated.Folder> contaminated = contaminate.apply(new Random(seed));
            folders = contaminated.size();
            scores.forEach((rule, score) -> rule.score(contaminated, score));
        }
        System.out.printf(
                "%n%s: %d folders, %d images%n",
                name, folders, scores.get(Rule.OVERLAP).images() / SEEDS);
        heading();
        scores.forEach((rule, score) -> {
            row(rule, List.of(score));
            all.computeIfAbsent(kind, key -> new EnumMap<>(Rule.class))
                    .computeIfAbsent(rule, key -> new ArrayList<>())
                    .add(score);
        });
    }

    private void means() {
        all.forEach((kind, rules) -> {
            System.out.printf("%nMean of %d: %s%n", rules.get(Rule.OVERLAP).size(), kind);
            heading();
            rules.forEach(RuleBenchmark::row);
        });
    }

    private static void heading() {
        System.out.println("rule              false flags   catch  catch at 3%  catch at 5%     AUC  suggestion right");
    }

    private static void row(Rule rule, List<Score> scores) {
        System.out.printf(
                Locale.ROOT,
                "%-17s %11.1f %7.1f %12.1f %12.1f %7.1f %17.1f%n",
                rule.words(),
                mean(scores, score -> score.falseFlags(value -> value < rule.cut())),
                mean(scores, score -> score.caught(value -> value < rule.cut())),
                mean(scores, score -> score.caughtAt(3)),
                mean(scores, score -> score.caughtAt(5)),
                mean(scores, Score::auc),
                mean(scores, Score::rightSuggestions));
    }

    private static double mean(List<Score> scores, Function<Score, Double> of) {
        return scores.stream().mapToDouble(of::apply).average().orElse(Double.NaN);
    }

    /**
     * Measures the rules on each of the files, in all ways that its classes allow.
     *
     * @param arguments files; {@code junk=FILE} takes junk for the files after it from that one, too
     */
    public static void main(String[] arguments) throws IOException {
        RuleBenchmark benchmark = new RuleBenchmark();
        List<Recording> junk = List.of();
        int files = 0;
        for (String argument : arguments) {
            if (argument.startsWith(JUNK_FILE)) {
                junk = FolderSet.labelled(Recording.read(Path.of(argument.substring(JUNK_FILE.length()))));
                continue;
            }
            files++;
            List<FolderSet> sets = FolderSet.of(Recording.read(Path.of(argument)));
            if (sets.isEmpty()) {
                System.err.println(argument + ": too few images of a class to make folders of");
            }
            benchmark.measure(String.valueOf(Path.of(argument).getFileName()), sets, junk);
        }
        if (files == 0) {
            System.err.println("usage: RuleBenchmark [junk=FILE] FILE...   (see Recording for their form)");
            System.exit(2);
        }
        benchmark.means();
    }
}
