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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier gallery}. */
@Command(
        name = "gallery",
        header = "Make a page of thumbnails to look at",
        customSynopsis = "label-verifier gallery REPORT... [-o FILE.html] [OPTIONS]",
        description = {
            "Makes an HTML page of the images of reports to look at before anything is removed: what was flagged, the worst"
                    + " first, and a random sample of what was kept. It needs no network to be opened.",
            "",
            "In the page, mark what stays, moves or goes, and save the review for label-verifier delete. Never calls"
                    + " Rekognition, never removes anything."
        },
        footer = {
            "# deer.html, beside the report",
            "label-verifier gallery deer.jsonl",
            "# A page that also asks which of 60 images are right, for judge --max-false-flags",
            "label-verifier gallery deer.jsonl -o ask.html --blind 60",
            "# Several classes in one page, each with a review of its own",
            "label-verifier gallery deer.jsonl fox.jsonl -o classes.html"
        })
@OptionGroup("Page")
final class GalleryCommand extends BaseCommand {
    private static final String STANDARD_OUTPUT = "-";
    private static final String NAME_OF_SEVERAL = "gallery.html";
    private static final String REPORT_SUFFIX = ".jsonl";
    private static final int CONNECTIONS = 16;
    private static final int MOST_ASKED = 10_000;

    private final GalleryPages galleries;

    @Parameters(
            arity = "1..*",
            paramLabel = "REPORT",
            description = "The reports of runs; unfinished ones will do. Of several, each is a class with a part of the"
                    + " page and a review of its own.")
    private List<Path> reports = new ArrayList<>();

    @Everyday
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.html",
            description = "Where the page goes; - is standard output. Default: beside the report, with its"
                    + " name; of several, gallery.html beside the first.")
    private @Nullable String output;

    @Option(names = "--overwrite", description = "Write over a page that exists.")
    private boolean overwrite;

    @Everyday
    @Option(names = "--sample", paramLabel = "N", description = "Show N kept images, drawn at random. Default: 24.")
    private int sample = GallerySettings.DEFAULT_SAMPLE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Draw other samples: the same seed draws the same images. Default: 1.")
    private long seed = GallerySettings.DEFAULT.seed();

    @Option(
            names = "--blind",
            paramLabel = "N",
            description = "Have the page ask about N checked images of each report, drawn at random, without showing"
                    + " what was found: is each right or wrong here? judge --max-false-flags rests on the answers.")
    private int blind;

    @Option(
            names = "--max-images",
            paramLabel = "N",
            description = "Show at most N images, the flagged ones first. Default: 500.")
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
        Check.within("--blind", blind, 0, MOST_ASKED);
        if ((long) blind * reports.size() > maxImages) {
            throw CommandFailure.usage(
                    "--blind " + blind + (reports.size() > 1 ? " of " + reports.size() + " reports" : "")
                            + " does not fit into " + maxImages + " images: raise --max-images to "
                            + (long) blind * reports.size() + " or more");
        }
        Set<Path> named = new HashSet<>();
        for (Path report : reports) {
            // The page tells a command that goes on with the report.
            Reports.requireFile(report);
            if (!named.add(report.toRealPath())) {
                throw CommandFailure.usage(report + " is named twice: name each report once");
            }
        }
        Optional<Path> page = page();
        if (page.isPresent()) {
            OutputFile.of("-o", page.get(), overwrite).requireFreeForPage(reports);
        } else if (console().terminal().isOutput()) {
            throw CommandFailure.usage("-o - would write the page to the terminal: redirect it, or name a file");
        }
        return galleries.make(
                reports, page, new GallerySettings(sample, seed, maxImages, blind), aws.toSettings(CONNECTIONS));
    }

    /** The page's file; empty for standard output. */
    private Optional<Path> page() throws CommandFailure {
        if (STANDARD_OUTPUT.equals(output)) {
            return Optional.empty();
        }
        try {
            Optional<String> named = Check.notBlank("-o", output);
            return Optional.of(named.isPresent() ? Path.of(named.get()) : beside());
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "-o is no file name: " + e.getReason(), e);
        }
    }

    private Path beside() {
        Path first = reports.get(0);
        if (reports.size() > 1) {
            return first.resolveSibling(NAME_OF_SEVERAL);
        }
        String name = String.valueOf(first.getFileName());
        String stem = name.endsWith(REPORT_SUFFIX) ? name.substring(0, name.length() - REPORT_SUFFIX.length()) : name;
        return first.resolveSibling(stem + ".html");
    }
}
