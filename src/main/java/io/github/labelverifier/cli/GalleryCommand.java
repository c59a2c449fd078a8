package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.OutputFile;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.gallery.GalleryPages;
import io.github.labelverifier.job.gallery.GallerySettings;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier gallery}. */
@Command(
        name = "gallery",
        header = "Make a page of thumbnails to look at",
        customSynopsis = "label-verifier gallery REPORT [-o FILE.html] [OPTIONS]",
        description = {
            "Makes an HTML page of a report's images to look at before anything is removed: what was flagged, the worst"
                    + " first, and a random sample of what was kept. It needs no network to be opened.",
            "",
            "In the page, mark what stays, moves or goes, and save the review for label-verifier delete. Never calls"
                    + " Rekognition, never removes anything."
        },
        footer = {
            "# deer.html, beside the report",
            "label-verifier gallery deer.jsonl",
            "# A larger, other sample of what was kept",
            "label-verifier gallery deer.jsonl -o other.html --sample 48 --seed 2"
        })
@OptionGroup("Page")
final class GalleryCommand extends BaseCommand {
    private static final String STANDARD_OUTPUT = "-";
    private static final String REPORT_SUFFIX = ".jsonl";
    private static final int CONNECTIONS = 16;

    private final GalleryPages galleries;

    @Parameters(arity = "1", paramLabel = "REPORT", description = "The report of a run; an unfinished one will do.")
    private @Nullable Path report;

    @Everyday
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.html",
            description = "Where the page goes; - is standard output. Default: beside the report, with its name.")
    private @Nullable String output;

    @Option(names = "--overwrite", description = "Write over a page that exists.")
    private boolean overwrite;

    @Everyday
    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Show so many kept images, drawn at random. Default: 24.")
    private int sample = GallerySettings.DEFAULT_SAMPLE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draw another sample: the same seed draws the same images. Default: 1.")
    private long seed = GallerySettings.DEFAULT.seed();

    @Option(
            names = "--max-images",
            paramLabel = "N",
            description = "Show at most so many images, the flagged ones first. Default: 500.")
    private int maxImages = GallerySettings.DEFAULT_MAX_IMAGES;

    @Mixin
    private AwsOptions aws = new AwsOptions();

    GalleryCommand(Console console, GalleryPages galleries) {
        super(console);
        this.galleries = galleries;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException, InterruptedException {
        Check.atLeast("--sample", sample, 0);
        Check.atLeast("--max-images", maxImages, 1);
        Path given = Objects.requireNonNull(report);
        // The page tells a command that goes on with the report.
        Reports.requireFile(given);
        Optional<Path> page = page(given);
        if (page.isPresent()) {
            OutputFile.of("-o", page.get(), overwrite).requireFreeForPage(List.of(given));
        } else if (console().terminal().isOutput()) {
            throw CommandFailure.usage("-o - would write the page to the terminal: redirect it, or name a file");
        }
        return galleries.make(given, page, new GallerySettings(sample, seed, maxImages), aws.toSettings(CONNECTIONS));
    }

    /** The page's file; empty for standard output. */
    private Optional<Path> page(Path given) throws CommandFailure {
        if (STANDARD_OUTPUT.equals(output)) {
            return Optional.empty();
        }
        try {
            Optional<String> named = Check.notBlank("-o", output);
            return Optional.of(named.isPresent() ? Path.of(named.get()) : beside(given));
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "-o is no file name: " + e.getReason(), e);
        }
    }

    private static Path beside(Path report) {
        String name = String.valueOf(report.getFileName());
        String stem = name.endsWith(REPORT_SUFFIX) ? name.substring(0, name.length() - REPORT_SUFFIX.length()) : name;
        return report.resolveSibling(stem + ".html");
    }
}
