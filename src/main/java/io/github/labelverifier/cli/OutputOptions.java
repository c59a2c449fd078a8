package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.verify.Reuse;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.Shown;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the report goes, and what is taken from earlier ones. */
@OptionGroup("Report and output")
final class OutputOptions {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Everyday
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Where the report goes; - is standard output. Default: label-report-<time>.jsonl here.")
    private @Nullable String report;

    @Option(
            names = "--report-dir",
            paramLabel = "DIR",
            description = "Put the report there under its default name. With --reuse DIR of the same folder, a run that"
                    + " is repeated pays only for what is new.")
    private @Nullable Path reportFolder;

    @Option(names = "--overwrite", description = "Write over a report, and a gallery, that exists.")
    private boolean overwrite;

    @Everyday
    @Option(
            names = "--gallery",
            paramLabel = "FILE.html",
            description = "After the scan, before the question, write a page of thumbnails to look at. See"
                    + " label-verifier gallery.")
    private @Nullable Path gallery;

    @Everyday
    @Option(
            names = "--reuse",
            paramLabel = "PATH",
            description = "Take the labels of images with the same content from this report, or from all reports in "
                    + "this folder, instead of making a call. Reports of any location will do, also unfinished "
                    + "ones. Repeatable.")
    private List<Path> reuse = new ArrayList<>();

    @Option(
            names = "--pay",
            description = "Pay again for images whose labels in --reuse were recorded too narrowly for the thresholds "
                    + "now. Without --pay, such a run ends before anything is paid.")
    private boolean pay;

    @Option(
            names = "--new",
            description = "On standard output, leave out images that a finished report of --reuse has with the same "
                    + "verdict, so that only what is newly flagged is printed. The report has all images.")
    private boolean onlyNew;

    @Option(names = "--offline", description = "Never call Rekognition: what --reuse does not hold cannot be checked.")
    private boolean offline;

    @Mixin
    private PrintOptions print = new PrintOptions();

    /** The report's file; empty for standard output. */
    Optional<Path> report(Clock clock) throws CommandFailure {
        if (report != null && reportFolder != null) {
            throw CommandFailure.usage("--report and --report-dir exclude each other: name a file or a folder");
        }
        if ("-".equals(report)) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(Check.notBlank("--report", report)
                    .orElseGet(() -> "label-report-" + STAMP.format(clock.instant()) + ".jsonl"));
            return Optional.of(reportFolder == null ? file : reportFolder.resolve(file));
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "--report is no file name: " + e.getReason(), e);
        }
    }

    /** Whether somebody asked for the name of the report. */
    boolean isNamed() {
        return report != null;
    }

    boolean isOverwrite() {
        return overwrite;
    }

    /** The page of thumbnails; empty for none. */
    Optional<Path> gallery() throws CommandFailure {
        if (gallery != null && "-".equals(report)) {
            throw CommandFailure.usage(
                    "--gallery is made of the report's file, and --report - leaves none: name a file");
        }
        return Optional.ofNullable(gallery);
    }

    Reuse reuse() throws CommandFailure {
        if (pay && offline) {
            throw CommandFailure.usage("--pay and --offline exclude each other");
        }
        if (onlyNew && reuse.isEmpty()) {
            throw CommandFailure.usage("--new compares with the reports that --reuse names: add --reuse PATH");
        }
        // The folder of the reports is made by the first run that puts one there.
        List<Path> there = reuse.stream()
                .filter(path -> !path.equals(reportFolder) || Files.exists(path))
                .toList();
        return new Reuse("--reuse", there, pay, onlyNew);
    }

    boolean isOffline() {
        return offline;
    }

    Format format() throws CommandFailure {
        boolean reportOnOutput = "-".equals(report);
        Optional<Format> format = print.givenFormat();
        if (reportOnOutput && format.isPresent() && format.get() != Format.none) {
            throw CommandFailure.usage(
                    "--report - and --format " + format.get() + " would both write to standard output");
        }
        return reportOnOutput ? Format.none : print.format();
    }

    boolean isNul() {
        return print.isNul();
    }

    Shown show() throws CommandFailure {
        return print.show();
    }
}
