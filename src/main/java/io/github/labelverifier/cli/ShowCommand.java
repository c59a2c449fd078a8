package io.github.labelverifier.cli;

import io.github.labelverifier.export.ExportFormat;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.show.ExportRequest;
import io.github.labelverifier.job.show.Exporting;
import io.github.labelverifier.job.show.ShowRequest;
import io.github.labelverifier.job.show.Showing;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.verdict.Verdict;
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
        header = "Print a report in any format, or a summary of it",
        customSynopsis = "label-verifier show REPORT... [OPTIONS]",
        description = {
            "Prints the findings of a report, finished or not, in any format, or a summary of them. Or makes, of one"
                    + " report or several, the list of kept images that a training tool reads."
        },
        footer = {
            "# Those first that fit least",
            "label-verifier show deer.jsonl --sort worst",
            "label-verifier show deer.jsonl --summary",
            "# The keys of all images with a person, for another program",
            "label-verifier show deer.jsonl --only Person --format keys -0"
        })
@OptionGroup("Which findings")
final class ShowCommand extends BaseCommand {
    private final InputStream in;
    private final Showing showing;
    private final Exporting exporting;

    @Parameters(
            arity = "1..*",
            paramLabel = "REPORT",
            description = "A report, finished or not; - is standard input. Several for manifest, hf and fiftyone.")
    private List<Path> reports = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, keys, uris, jsonl, csv or none. For training tools, and of kept images unless --show"
                    + " says otherwise: manifest (SageMaker, Rekognition Custom Labels), hf (Hugging Face image"
                    + " folder), fiftyone. Default: table.")
    private ShowFormat format = ShowFormat.table;

    @Mixin
    private ShownOptions shown = new ShownOptions();

    @Everyday
    @Option(
            names = "--only",
            paramLabel = "REASON",
            completionCandidates = ReasonNames.class,
            description = "Only findings with this reason, such as no-overlap, contains:Person or, in short, Person."
                    + " Repeatable.")
    private List<String> only = new ArrayList<>();

    @Everyday
    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "report (as it is), key, or worst (those first that fit least). Default: report; worst in a"
                    + " table of a report by the contrast rule; by reason in a table on a terminal.")
    private ShowRequest.@Nullable Sort sort;

    @Everyday
    @Option(
            names = "--summary",
            description = "Instead of the findings, how many images have which verdict and reason, and the labels most"
                    + " often seen in flagged images, as a table or as jsonl.")
    private boolean summary;

    ShowCommand(Console console, InputStream in, Showing showing, Exporting exporting) {
        super(console);
        this.in = in;
        this.showing = showing;
        this.exporting = exporting;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        if (format.export().isPresent()) {
            export(format.export().get());
        } else {
            print(format.findings().orElseThrow());
        }
        return ExitCode.OK;
    }

    private void print(Format form) throws CommandFailure, IOException {
        if (reports.size() > 1) {
            throw CommandFailure.usage(
                    "--format " + form + " is of one report: manifest, hf and fiftyone take several");
        }
        try (GivenReport given = GivenReport.open(reports.get(0), in)) {
            try {
                showing.run(new ShowRequest(
                        given.path(), choice(Verdict.FLAG), form, shown.isNul(), Optional.ofNullable(sort), summary));
            } catch (CommandFailure e) {
                throw given.named(e);
            }
        }
    }

    private void export(ExportFormat form) throws CommandFailure, IOException {
        if (summary || sort != null || shown.isNul()) {
            throw CommandFailure.usage("--format " + form + " takes no "
                    + (summary ? "--summary" : sort != null ? "--sort" : "-0") + ": its form is what the tool reads");
        }
        List<GivenReport> given = new ArrayList<>();
        try {
            for (Path report : reports) {
                given.add(GivenReport.open(report, in));
            }
            exporting.run(new ExportRequest(
                    given.stream().map(GivenReport::path).toList(), choice(Verdict.KEEP), form, !shown.isShowGiven()));
        } catch (CommandFailure e) {
            CommandFailure named = e;
            for (GivenReport report : given) {
                named = report.named(named);
            }
            throw named;
        } finally {
            given.forEach(GivenReport::close);
        }
    }

    private ShowRequest.Choice choice(Verdict usual) throws CommandFailure {
        return new ShowRequest.Choice(shown.show(usual), only, shown.isShowGiven() || !only.isEmpty());
    }
}
