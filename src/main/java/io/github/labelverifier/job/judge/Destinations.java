package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.OutputFolder;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.removal.Ledger;
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

/** Where the new reports are written. If the user named no place, that is a temporary folder, which is deleted on closing. */
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
        if (Files.isDirectory(destination)) {
            throw CommandFailure.usage(destination + " is a folder: name a file in it");
        }
        if (Files.exists(Ledger.pathFor(destination))) {
            throw CommandFailure.usage(destination + " has a ledger of what was removed by it: choose another name");
        }
        if (!Files.exists(destination)) {
            return;
        }
        for (Path report : request.reports()) {
            if (Files.isSameFile(report, destination)) {
                throw CommandFailure.usage(report + " would be written over by its own judgement: choose another name");
            }
        }
        if (!request.output().overwrite()) {
            throw CommandFailure.usage(destination + " exists: choose another name, or add --overwrite");
        }
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
