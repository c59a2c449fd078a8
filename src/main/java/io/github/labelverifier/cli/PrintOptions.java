package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What standard output gets of the findings, and in which form. */
@OptionGroup("Report and output")
final class PrintOptions {
    private static final List<String> NAMES = List.of("keep", "flag", "skip", "error", "all");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What standard output gets: table (of several reports or classes, one row each), keys, uris,"
                    + " jsonl, csv, none. Default: table.")
    private @Nullable Format format;

    @Option(
            names = "-0",
            description = "End keys and URIs with NUL instead of newline, exactly as they are; also in lists of keys"
                    + " that are read.")
    private boolean nul;

    @Option(
            names = "--show",
            paramLabel = "VERDICT",
            description = "Which findings standard output gets: keep, flag, skip, error, all. Repeatable. Default:"
                    + " flag.")
    private List<String> show = new ArrayList<>();

    Format format() {
        return givenFormat().orElse(Format.table);
    }

    /** The format, where the command line names one. */
    Optional<Format> givenFormat() {
        return Optional.ofNullable(format);
    }

    boolean isNul() {
        return nul;
    }

    boolean isShowGiven() {
        return !show.isEmpty();
    }

    /** The verdicts that {@code --show} names; flagged images if it names none. */
    Set<Verdict> show() throws CommandFailure {
        if (show.isEmpty()) {
            return EnumSet.of(Verdict.FLAG);
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
