package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.review.ReviewRequest;
import io.github.labelverifier.job.review.Reviewing;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier review}. */
@Command(
        name = "review",
        header = "Look at the pictures in a browser, and decide",
        customSynopsis = "label-verifier review REPORT... [OPTIONS]",
        description = {
            "Serves a page with all images of reports, on this machine only: look at them in a browser, and decide with a"
                    + " key what is removed, kept or moved to another class. Each decision is in REPORT.review.jsonl at"
                    + " once, and a later review goes on from there.",
            "",
            "Never removes anything: it ends by printing the label-verifier delete line that does. Never calls"
                    + " Rekognition."
        },
        footer = {
            "label-verifier review deer.jsonl",
            "# How often is it wrong? Judge 200 images without seeing what was found",
            "label-verifier review deer.jsonl --sample 200"
        })
@OptionGroup("Review")
final class ReviewCommand extends BaseCommand {
    private static final int CONNECTIONS = 16;
    private static final int MOST_PORT = 65_535;

    private final Reviewing reviewing;

    @Parameters(
            arity = "1..*",
            paramLabel = "REPORT",
            description = "The reports of runs; of several, each is a class with a tab of its own.")
    private List<Path> reports = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Ask about N checked images, drawn at random, without showing what was found: is each right"
                    + " or wrong here? judge --max-false-flags rests on the answers.")
    private @Nullable Integer sample;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "With --sample: draw another sample; the same seed draws the same images. Default: that of"
                    + " the review, or any.")
    private @Nullable Long seed;

    @Option(names = "--terminal", description = "With --sample: ask in the terminal, key by key, without a browser.")
    private boolean inTerminal;

    @Option(names = "--port", paramLabel = "N", description = "Serve at this port. Default: any that is free.")
    private int port;

    @Option(
            names = "--idle",
            paramLabel = "MINUTES",
            description = "End after so many minutes in which nobody has done anything; 0 means never. Default: 30.")
    private long idle = ReviewRequest.DEFAULT_IDLE.toMinutes();

    @Option(names = "--no-open", description = "Open no browser: print the address only.")
    private boolean noOpen;

    @Mixin
    private AwsOptions aws = new AwsOptions();

    ReviewCommand(Console console, Reviewing reviewing) {
        super(console);
        this.reviewing = reviewing;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException, InterruptedException {
        Check.within("--port", port, 0, MOST_PORT);
        Check.atLeast("--idle", (double) idle, 0);
        if (inTerminal && sample == null) {
            throw CommandFailure.usage(
                    "--terminal needs --sample: to decide about flagged images in the terminal, answer"
                            + " the question of delete with r");
        }
        if (inTerminal && !console().terminal().isInput()) {
            throw CommandFailure.usage("--terminal: standard input is no terminal, so nobody can be asked");
        }
        return reviewing.run(new ReviewRequest(
                reports, port, Duration.ofMinutes(idle), !noOpen, inTerminal, sample(), aws.toSettings(CONNECTIONS)));
    }

    private Optional<ReviewRequest.Sample> sample() throws CommandFailure {
        if (sample == null) {
            if (seed != null) {
                throw CommandFailure.usage("--seed needs --sample");
            }
            return Optional.empty();
        }
        Check.within("--sample", sample, 1, 10_000);
        return Optional.of(
                new ReviewRequest.Sample(sample, seed == null ? OptionalLong.empty() : OptionalLong.of(seed)));
    }
}
