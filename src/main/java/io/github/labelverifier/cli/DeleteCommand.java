package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.delete.Consent;
import io.github.labelverifier.job.delete.DeleteRequest;
import io.github.labelverifier.job.delete.Deletion;
import io.github.labelverifier.job.delete.RemovalJobs;
import io.github.labelverifier.job.delete.WantedRemoval;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier delete}. */
@Command(
        name = "delete",
        header = "Ask, and remove what finished reports flagged",
        customSynopsis = "label-verifier delete REPORT... [OPTIONS]",
        description = {
            "Asks, and removes what a finished report has flagged and what has not changed since. "
                    + "Nothing is listed, and Rekognition is not called. Run it again to go on where it stopped."
        },
        footer = {
            "# Which images would go?",
            "label-verifier delete deer.jsonl --dry-run --format uris",
            "# Move them away, so that restore can bring them back",
            "label-verifier delete deer.jsonl --move-to s3://photos/rejected",
            "# Keep what the page of thumbnails says",
            "label-verifier delete deer.jsonl --keep-list keep.txt"
        })
final class DeleteCommand extends BaseCommand {
    private final InputStream in;
    private final Deletion deletion;

    @Parameters(
            arity = "1..*",
            paramLabel = "REPORT",
            description = "A finished report; lines may have been taken out.")
    private List<Path> reports = new ArrayList<>();

    @Mixin
    private DeleteOptions images = new DeleteOptions();

    @Mixin
    private RemovalOptions removal = new RemovalOptions();

    @OptionGroup("Removal")
    @Option(
            names = "--ask",
            paramLabel = "WHAT",
            description = "Of several reports, ask one question for each, or one for all of them: each, all. Default: "
                    + "each.")
    private RemovalJobs.Ask ask = RemovalJobs.Ask.each;

    @Mixin
    private ConcurrencyOption pace = new ConcurrencyOption();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    DeleteCommand(Console console, InputStream in, Deletion deletion) {
        super(console);
        this.in = in;
        this.deletion = deletion;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        Consent consent = removal.consent();
        if (consent == Consent.ASK) {
            requireSomebodyToAsk("print what would go");
        }
        if (images.keepList().filter("-"::equals).isPresent() && reports.size() > 1) {
            throw CommandFailure.usage("--keep-list - can be read for one report only: give a file");
        }
        DeleteRequest.Reviewing reviewing = images.reviewing(reports.size());
        WantedRemoval wanted = removal.toRemoval();
        if (reviewing.toSuggested() && wanted.moveTo().isPresent()) {
            throw CommandFailure.usage("--move-to and --move-to-suggested exclude each other");
        }
        Set<Path> distinct = new HashSet<>();
        for (Path report : reports) {
            if (!distinct.add(report.toAbsolutePath().normalize())) {
                throw CommandFailure.usage(report + " is given twice");
            }
        }
        return deletion.run(new DeleteRequest(
                List.copyOf(reports),
                new DeleteRequest.Choice(images.keepList(), images.isNul(), images.only(), in),
                reviewing,
                images.maxAge(),
                images.isWholeBucket(),
                images.format(),
                wanted,
                ask,
                aws.toSettings(pace.concurrency())));
    }
}
