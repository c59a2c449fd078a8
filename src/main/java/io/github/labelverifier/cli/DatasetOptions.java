package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExemplarList;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.verify.DatasetRequest;
import io.github.labelverifier.job.verify.Reuse;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The classes of a dataset, and what is written of them. */
@OptionGroup("Classes and reports")
final class DatasetOptions {
    @Everyday
    @Option(
            names = "--exemplars",
            paramLabel = "FILE",
            required = true,
            description = "The exemplars of all classes: CSV, CLASS,KEY, one a line.")
    private @Nullable Path exemplars;

    @Option(
            names = "--skip-unlisted",
            description = "Leave out folders without exemplars, instead of ending with an error.")
    private boolean skipUnlisted;

    @Everyday
    @Option(
            names = "--out-dir",
            paramLabel = "DIR",
            required = true,
            description = "Write the reports there, one a class.")
    private @Nullable Path folder;

    @Option(names = "--overwrite", description = "Write over reports that exist.")
    private boolean overwrite;

    @Everyday
    @Option(
            names = {"--reuse-dir", "--reuse"},
            paramLabel = "PATH",
            description = "Take the labels of images with the same content from all reports in this folder, or from "
                    + "this report, instead of making a call. Reports of any location will do, also unfinished "
                    + "ones. Repeatable.")
    private List<Path> reuse = new ArrayList<>();

    @Option(
            names = "--pay",
            description = "Pay again for images whose labels in --reuse-dir were recorded too narrowly for the "
                    + "thresholds now. Without --pay, such a run ends before anything is paid.")
    private boolean pay;

    @Option(
            names = "--min-kept",
            paramLabel = "N",
            description = "Warn of classes that keep fewer images: what training needs. Default: 800.")
    private long minKept = 800;

    @Mixin
    private PrintOptions print = new PrintOptions();

    boolean isSkipUnlisted() {
        return skipUnlisted;
    }

    Map<String, List<String>> exemplars() throws CommandFailure {
        if (exemplars == null) {
            throw CommandFailure.usage("--exemplars is missing");
        }
        Map<String, List<String>> read;
        try {
            read = ExemplarList.read(exemplars);
        } catch (MalformedReportException e) {
            throw new CommandFailure(ExitCode.USAGE, "--exemplars: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "--exemplars: cannot read " + exemplars + ": " + IoProblem.of(e), e);
        }
        if (read.isEmpty()) {
            throw CommandFailure.usage("--exemplars " + exemplars + " holds no exemplar: write CLASS,KEY, one a line");
        }
        return read;
    }

    DatasetRequest.Output toOutput() throws CommandFailure {
        if (folder == null) {
            throw CommandFailure.usage("--out-dir is missing");
        }
        Check.atLeast("--min-kept", (double) minKept, 0);
        Path out = folder.toAbsolutePath().normalize();
        if (reuse.stream().anyMatch(path -> path.toAbsolutePath().normalize().equals(out))) {
            throw CommandFailure.usage("--out-dir and --reuse-dir are the same folder: write to another one");
        }
        return new DatasetRequest.Output(
                folder,
                overwrite,
                new Reuse("--reuse-dir", reuse, pay, false),
                minKept,
                print.format(),
                print.isNul(),
                print.show());
    }
}
