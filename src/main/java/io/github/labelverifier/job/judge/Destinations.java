package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.OutputFile;
import io.github.labelverifier.job.OutputFolder;
import io.github.labelverifier.job.Reports;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Where the new reports are written: where the user says, or else in a temporary folder that is deleted on closing. */
final class Destinations implements Closeable {
    private final JudgementRequest request;
    private final Optional<Path> scratch;

    Destinations(JudgementRequest request) throws IOException {
        this.request = request;
        this.scratch = request.output().isKept() ? Optional.empty() : Optional.of(TemporaryFiles.folder("judge"));
    }

    /** Each report with its destination. A destination is refused if writing there would destroy something. */
    List<ReportJudging.Target> targets() throws CommandFailure, IOException {
        for (Path report : request.reports()) {
            Reports.headerOfFile(report);
        }
        if (request.output().folder().isPresent()) {
            OutputFolder.create(request.output().folder().get());
        }
        Set<Path> taken = new HashSet<>();
        List<ReportJudging.Target> targets = new ArrayList<>();
        for (Path report : request.reports()) {
            Path destination = of(report);
            if (!taken.add(destination)) {
                throw CommandFailure.usage(
                        "two reports are called " + name(report) + ": their new ones would be the same file");
            }
            requireFree(destination);
            targets.add(new ReportJudging.Target(report, destination, Optional.empty()));
        }
        return targets;
    }

    private Path of(Path report) {
        return request.output()
                .file()
                .orElseGet(
                        () -> scratch.or(request.output()::folder).orElseThrow().resolve(name(report)));
    }

    private static Path name(Path report) {
        return Objects.requireNonNull(report.getFileName());
    }

    private void requireFree(Path destination) throws CommandFailure, IOException {
        boolean overwrite = request.output().overwrite();
        OutputFile file = request.output().file().isPresent()
                ? OutputFile.of("-o", destination, overwrite)
                : OutputFile.in("--out-dir", destination, overwrite);
        file.requireFreeForReport(request.reports());
    }

    @Override
    public void close() throws IOException {
        if (scratch.isPresent()) {
            for (Path report : request.reports()) {
                Files.deleteIfExists(of(report));
            }
            Files.deleteIfExists(scratch.get());
        }
    }
}
