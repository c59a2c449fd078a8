package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which findings standard output gets, and what ends a key there. */
@OptionGroup("Report and output")
final class ShownOptions {
    private static final List<String> NAMES = List.of("keep", "flag", "skip", "error", "all");

    /** What a shell offers. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(NAMES);
        }
    }

    @Option(
            names = "-0",
            description = "End keys and URIs with NUL instead of newline, exactly as they are; also in lists of keys"
                    + " that are read.")
    private boolean nul;

    @Everyday
    @Option(
            names = "--show",
            paramLabel = "VERDICT",
            completionCandidates = ShownOptions.Names.class,
            description = "Which findings standard output gets: keep, flag, skip, error, all. Repeatable. Default:"
                    + " flag.")
    private List<String> show = new ArrayList<>();

    boolean isNul() {
        return nul;
    }

    boolean isShowGiven() {
        return !show.isEmpty();
    }

    /** The verdicts that {@code --show} names; flagged images if it names none. */
    Set<Verdict> show() throws CommandFailure {
        return show(Verdict.FLAG);
    }

    /** The verdicts that {@code --show} names; this one if it names none. */
    Set<Verdict> show(Verdict usual) throws CommandFailure {
        if (show.isEmpty()) {
            return EnumSet.of(usual);
        }
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        for (String name : show) {
            if (name.equalsIgnoreCase("all")) {
                return EnumSet.allOf(Verdict.class);
            }
            verdicts.add(verdict(name));
        }
        return verdicts;
    }

    private static Verdict verdict(String name) throws CommandFailure {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.id().equalsIgnoreCase(name)) {
                return verdict;
            }
        }
        throw CommandFailure.usage("--show takes keep, flag, skip, error or all, not '" + name + "'"
                + WrongArguments.didYouMean(name, NAMES));
    }
}
