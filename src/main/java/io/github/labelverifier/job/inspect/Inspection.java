package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Looks into the pictures of one report, each once: what was seen is beside the report at once, under a name of its own, and a
 * later run goes on from there. Images that were not checked are not looked into.
 */
final class Inspection {
    private static final int AHEAD = 4 * Looker.MOST_THREADS;
    private static final int IMAGES_BETWEEN_FLUSHES = 64;

    /** Of the pictures that could not be seen; of all others only their number. */
    private static final int TOLD_FAILURES = 5;

    private final Console console;
    private final StopSignal stop;
    private final Path report;
    private long lines;
    private long looked;
    private long known;
    private long failed;

    Inspection(Console console, StopSignal stop, Path report) {
        this.console = console;
        this.stop = stop;
        this.report = report;
    }

    /** Where what was seen is, until it is in the report itself. */
    static Path besideOf(Path report) {
        return report.resolveSibling(report.getFileName() + ".inspect.jsonl");
    }

    /** How many pictures were to be seen, now or before. */
    long looked() {
        return looked;
    }

    /** Of these, how many were seen before. */
    long known() {
        return known;
    }

    /** Of these, how many could not be seen. */
    long failed() {
        return failed;
    }

    private record Pending(Finding finding, Future<Look> look) {}

    /** Writes the findings with what was seen in their pictures to the file beside the report. */
    void run(Looker looker) throws CommandFailure, IOException, InterruptedException, StoppedException {
        Path beside = besideOf(report);
        Path earlier = report.resolveSibling(report.getFileName() + ".inspect-before.jsonl");
        if (Files.exists(beside)) {
            Files.move(beside, earlier, StandardCopyOption.REPLACE_EXISTING);
        }
        try (ReportReader reader = ReportReader.open(report);
                SeenReport seen = SeenReport.of(earlier);
                ReportWriter writer = ReportWriter.copying(beside)) {
            writer.header(reader.header());
            Deque<Pending> pending = new ArrayDeque<>();
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                pending.add(begin(next.get(), seen.of(next.get()), looker));
                if (pending.size() >= AHEAD) {
                    write(pending.remove(), writer);
                }
            }
            while (!pending.isEmpty()) {
                write(pending.remove(), writer);
            }
            writer.summary(reader.summary()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.REFUSED, report + " is unfinished: finish it first, with --reuse " + report)));
        }
        if (failed > TOLD_FAILURES) {
            console.warn(Text.count(failed - TOLD_FAILURES, "more picture") + " could not be seen");
        }
        Files.deleteIfExists(earlier);
    }

    private Pending begin(Finding finding, Optional<PictureFacts> seen, Looker looker) {
        Optional<PictureFacts> facts = finding.picture().or(() -> seen);
        if (facts.isPresent()) {
            known++;
            return new Pending(finding, CompletableFuture.completedFuture(Look.at(facts.get())));
        }
        return new Pending(
                finding,
                finding.isChecked() ? looker.begin(finding.image()) : CompletableFuture.completedFuture(Look.NONE));
    }

    private void write(Pending pending, ReportWriter writer)
            throws CommandFailure, IOException, InterruptedException, StoppedException {
        if (stop.isRequested()) {
            throw new StoppedException();
        }
        Look look = get(pending);
        if (look.why().isPresent()) {
            failed++;
            if (failed <= TOLD_FAILURES) {
                console.warn(look.why().get());
            }
        }
        writer.finding(look.facts().map(pending.finding()::seen).orElse(pending.finding()));
        if (!look.equals(Look.NONE)) {
            looked++;
        }
        lines++;
        if (lines % IMAGES_BETWEEN_FLUSHES == 0) {
            writer.flush();
            if (console.showsLiveProgress()) {
                console.drawProgress("looking into " + report.getFileName() + ": " + Text.count(looked, "image"));
            }
        }
    }

    private static Look get(Pending pending) throws CommandFailure, InterruptedException {
        try {
            return pending.look().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ImageStoreException store) {
                throw new CommandFailure(ExitCode.ERROR, store.getMessage(), store);
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
