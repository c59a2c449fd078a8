package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.judge.CutChoice;
import io.github.labelverifier.job.judge.EstimatedCut;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Scoring;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which rule images are judged against other folders. */
@OptionGroup("Comparison")
final class JudgingOptions {
    private static final double LEAST_FALSE_FLAGS = 0.1;
    private static final double MOST_FALSE_FLAGS = 50;

    /** The rules. */
    enum Rule {
        overlap,
        contrast
    }

    @Everyday
    @Option(
            names = "--rule",
            paramLabel = "RULE",
            description = "overlap: an image must share a label with the exemplars. contrast: it must not fit another"
                    + " folder of the run clearly better, or none. Default: overlap; of dataset, contrast.")
    private @Nullable Rule rule;

    @Option(
            names = "--cut",
            paramLabel = "SCORE",
            description =
                    "With --rule contrast: flag an image of a lower score. Default: -2.5; for one folder alone -0.6.")
    private @Nullable Double cut;

    @Option(
            names = "--doubt",
            paramLabel = "SCORE",
            description =
                    "With --rule contrast: an image of a lower score is doubtful. Default: -1.75; for one folder alone"
                            + " -0.3.")
    private @Nullable Double doubt;

    @Option(
            names = "--max-false-flags",
            paramLabel = "PCT",
            description = "With --rule contrast: take the cut at which no more than this share of the right images is"
                    + " flagged. judge takes it from a sample that you have marked (review --sample 60): a"
                    + " promise. Without one, an estimate within a factor of two, for 2.5 to 15 percent; for"
                    + " one folder alone 3.6 to 14.2.")
    private @Nullable Double maxFalseFlags;

    /** Whether there is a review that may hold a sample, which knows more than what was measured elsewhere. */
    private boolean isSampleKnown;

    @Option(
            names = "--flag-doubtful",
            description =
                    "Flag doubtful images too. With --rule overlap these are images that the exemplars keep, and that"
                            + " are unlike most of their folder.")
    private boolean flagDoubtful;

    @Option(
            names = "--mixed-models",
            description = "With --rule contrast: compare labels even if they come from different label models.")
    private boolean mixedModels;

    @Option(
            names = "--flag-duplicates",
            description = "Of images with the same content (ETag and size), flag all but one: an exemplar stays, else "
                    + "one that has no other reason to go, else the first.")
    private boolean flagDuplicates;

    boolean isContrast() {
        return rule == Rule.contrast;
    }

    /** Whether the overlap was asked for, and not only meant. */
    boolean isOverlap() {
        return rule == Rule.overlap;
    }

    boolean isFlagDoubtful() {
        return flagDoubtful;
    }

    boolean isFlagDuplicates() {
        return flagDuplicates;
    }

    /** How to judge, if that differs from what a scan does by itself. */
    Optional<Rejudgement> beyondScan(int folders) throws CommandFailure {
        Rejudgement wanted = toRule(Rejudgement.Changes.NONE, folders);
        return isContrast() || flagDoubtful || flagDuplicates ? Optional.of(wanted) : Optional.empty();
    }

    Rejudgement toRule(Rejudgement.Changes changes, int folders) throws CommandFailure {
        return toRule(changes, isContrast(), folders);
    }

    /** How to judge finished reports, of which people may have marked a sample. */
    Rejudgement toRule(Rejudgement.Changes changes, List<Path> reports) throws CommandFailure {
        for (Path report : reports) {
            isSampleKnown = isSampleKnown || ReviewFile.pathFor(report).toFile().isFile();
        }
        return toRule(changes, isContrast(), reports.size());
    }

    /** How to judge so many folders. */
    Rejudgement toRule(Rejudgement.Changes changes, boolean contrast, int folders) throws CommandFailure {
        if (!contrast && (cut != null || doubt != null || maxFalseFlags != null || mixedModels)) {
            throw CommandFailure.usage("--cut, --doubt, --max-false-flags and --mixed-models need --rule contrast");
        }
        return new Rejudgement(
                contrast ? Optional.of(toCuts(Scoring.of(folders))) : Optional.empty(),
                changes,
                flagDoubtful,
                flagDuplicates,
                mixedModels);
    }

    private Rejudgement.Cuts toCuts(Scoring scoring) throws CommandFailure {
        CutChoice choice = toChoice(scoring);
        OptionalDouble wanted = real("--doubt", doubt);
        if (isSampleKnown && choice.maxFalseFlags().isPresent()) {
            return new Rejudgement.Cuts(choice, wanted);
        }
        double lowest = choice.cut(scoring);
        if (wanted.isPresent() && wanted.getAsDouble() < lowest) {
            throw CommandFailure.usage(
                    cut != null
                            ? "--cut must not be above --doubt: what is flagged is worse than doubtful"
                            : "--doubt " + Text.number(wanted.getAsDouble()) + " is below the cut of "
                                    + Text.number(lowest) + ": give --cut too");
        }
        return new Rejudgement.Cuts(choice, wanted);
    }

    private CutChoice toChoice(Scoring scoring) throws CommandFailure {
        OptionalDouble given = real("--cut", cut);
        OptionalDouble percent = real("--max-false-flags", maxFalseFlags);
        if (percent.isEmpty()) {
            return given.isPresent() ? any -> given.getAsDouble() : CutChoice.USUAL;
        }
        if (given.isPresent()) {
            throw CommandFailure.usage("--cut and --max-false-flags exclude each other");
        }
        Check.within("--max-false-flags", percent.getAsDouble(), LEAST_FALSE_FLAGS, MOST_FALSE_FLAGS);
        EstimatedCut estimate = new EstimatedCut(percent.getAsDouble());
        if (!isSampleKnown) {
            estimate.requireKnown(scoring);
        }
        return estimate;
    }

    private static OptionalDouble real(String option, @Nullable Double value) throws CommandFailure {
        if (value == null) {
            return OptionalDouble.empty();
        }
        if (!Double.isFinite(value)) {
            throw CommandFailure.usage(option + " is no number: " + value);
        }
        return OptionalDouble.of(value);
    }
}
