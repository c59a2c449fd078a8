package io.github.labelverifier.ui.view;

import io.github.labelverifier.report.Advice;
import io.github.labelverifier.ui.text.CommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The commands that go on from a report, as one can paste them: what they write has a name that is free now. */
final class AdviceCommands {
    private static final String SUFFIX = ".jsonl";

    private final Path report;
    private final List<String> ignored;

    /**
     * The commands for a report.
     *
     * @param report its file, as the user calls it
     * @param ignored the labels that it ignores already
     */
    AdviceCommands(Path report, List<String> ignored) {
        this.report = report;
        this.ignored = List.copyOf(ignored);
    }

    /** Judges by the other labels alone. */
    CommandLine withoutLabels(List<Advice.GenericLabel> generic) {
        CommandLine command = of("judge");
        // What is given replaces what the report has.
        ignored.forEach(label -> command.with("--ignore-label", label));
        generic.forEach(label -> command.with("--ignore-label", label.label()));
        return command.with("-o", free("-stricter" + SUFFIX));
    }

    /** Flags also what is doubtful. */
    CommandLine flagDoubtful() {
        return of("judge").with("--flag-doubtful").with("-o", free("-doubtful" + SUFFIX));
    }

    /** Makes a page of thumbnails. */
    CommandLine gallery() {
        CommandLine command = of("gallery");
        return Files.exists(named(".html")) ? command.with("-o", free(".html")) : command;
    }

    /** Lets a person decide, picture by picture. */
    CommandLine review() {
        return of("review");
    }

    /** Removes what is flagged. */
    CommandLine delete() {
        return of("delete");
    }

    private CommandLine of(String command) {
        return CommandLine.of(command).with(report.toString());
    }

    private Path named(String end) {
        String name = Objects.requireNonNull(report.getFileName()).toString();
        return report.resolveSibling(
                (name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name) + end);
    }

    private String free(String end) {
        int dot = end.lastIndexOf('.');
        Path free = named(end);
        for (int number = 2; Files.exists(free); number++) {
            free = named(end.substring(0, dot) + "-" + number + end.substring(dot));
        }
        return free.toString();
    }
}
