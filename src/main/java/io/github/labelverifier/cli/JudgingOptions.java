package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Scoring;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By which rule images are judged against other folders. */
@OptionGroup("Comparison")
final class JudgingOptions {

    /** The rules. */
    enum Rule {
        overlap,
        contrast
    }

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

    @Option(names = "--flag-doubtful", description = "With --rule contrast: flag doubtful images too.")
    private boolean flagDoubtful;

    @Option(
            names = "--mixed-models",
            description = "With --rule contrast: compare labels of several label models all the same.")
    private boolean mixedModels;

    @Option(
            names = "--flag-duplicates",
            description = "Flag all but the first image of the same content (ETag and size); an exemplar is always the"
                    + " first.")
    private boolean flagDuplicates;

    boolean isContrast() {
        return rule == Rule.contrast;
    }

    /** Whether the overlap was asked for, and not only meant. */
    boolean isOverlap() {
        return rule == Rule.overlap;
    }

    boolean isFlagDuplicates() {
        return flagDuplicates;
    }

    /** How to judge, if that differs from what a scan does by itself. */
    Optional<Rejudgement> beyondScan(int folders) throws CommandFailure {
        Rejudgement wanted = toRule(Rejudgement.Changes.NONE, folders);
        return isContrast() || flagDuplicates ? Optional.of(wanted) : Optional.empty();
    }

    Rejudgement toRule(Rejudgement.Changes changes, int folders) throws CommandFailure {
        return toRule(changes, isContrast(), folders);
    }

    /** How to judge so many folders. */
    Rejudgement toRule(Rejudgement.Changes changes, boolean contrast, int folders) throws CommandFailure {
        if (!contrast && (cut != null || doubt != null || flagDoubtful || mixedModels)) {
            throw CommandFailure.usage("--cut, --doubt, --flag-doubtful and --mixed-models need --rule contrast");
        }
        Optional<Rejudgement.Cuts> cuts = contrast
                ? Optional.of(new Rejudgement.Cuts(real("--cut", cut), real("--doubt", doubt), flagDoubtful))
                : Optional.empty();
        if (cuts.isPresent() && cut != null && doubt != null && cut > doubt) {
            throw CommandFailure.usage("--cut must not be above --doubt: what is flagged is worse than doubtful");
        }
        double usual = Scoring.of(folders).cut();
        if (cuts.isPresent() && cut == null && doubt != null && doubt < usual) {
            throw CommandFailure.usage("--doubt " + Text.number(doubt) + " is below the cut of " + Text.number(usual)
                    + ": give --cut too");
        }
        return new Rejudgement(cuts, changes, flagDuplicates, mixedModels);
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
