package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.show.ShowRequest;
import io.github.labelverifier.job.show.Showing;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier show}. */
@Command(
        name = "show",
        customSynopsis = "label-verifier show REPORT [OPTIONS]",
        description = {"Prints the findings of a report, finished or not, in any format, or a summary of them."})
final class ShowCommand extends BaseCommand {
    private final InputStream in;
    private final Showing showing;

    @Parameters(arity = "1", paramLabel = "REPORT", description = "A report, finished or not; - is standard input.")
    private Path report = Path.of("");

    @Mixin
    private PrintOptions print = new PrintOptions();

    @Option(
            names = "--only",
            paramLabel = "REASON",
            description = "Only findings with this reason, such as no-overlap, contains:Person or, in short, Person."
                    + " Repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "report (as it is), key, or worst (those first that fit least). Default: report; worst in a"
                    + " table of a report by the contrast rule.")
    private ShowRequest.@Nullable Sort sort;

    @Option(
            names = "--summary",
            description = "Instead of the findings, how many images have which verdict and reason, and the labels most"
                    + " often seen in flagged images, as a table or as jsonl.")
    private boolean summary;

    ShowCommand(Console console, InputStream in, Showing showing) {
        super(console);
        this.in = in;
        this.showing = showing;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        ShowRequest.Choice choice = new ShowRequest.Choice(print.show(), only, print.isShowGiven() || !only.isEmpty());
        try (GivenReport given = GivenReport.open(report, in)) {
            try {
                showing.run(new ShowRequest(
                        given.path(), choice, print.format(), print.isNul(), Optional.ofNullable(sort), summary));
            } catch (CommandFailure e) {
                throw given.named(e);
            }
        }
        return ExitCode.OK;
    }
}
