package io.github.labelverifier.cli;

import io.github.labelverifier.ui.terminal.Console.Manner;
import io.github.labelverifier.ui.terminal.Console.When;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How much a command says, in which colours, and whether it shows its progress. */
@OptionGroup("Messages")
final class MannerOptions {
    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            description = "Show progress: auto (on a terminal), always, never. Default: auto.")
    private When progress = When.auto;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "Use colours: auto (on a terminal), always, never. Default: auto.")
    private When color = When.auto;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only warnings, errors and questions.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say more; show the trace of an error.")
    private boolean verbose;

    /** The options as they would be given again. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (progress != When.auto) {
            given.addAll(List.of("--progress", progress.name()));
        }
        if (color != When.auto) {
            given.addAll(List.of("--color", color.name()));
        }
        if (quiet) {
            given.add("--quiet");
        }
        if (verbose) {
            given.add("--verbose");
        }
        return given;
    }

    Manner toManner() {
        return new Manner(progress, color, quiet, verbose);
    }
}
