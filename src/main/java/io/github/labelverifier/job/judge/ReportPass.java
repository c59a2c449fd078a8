package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.report.LabelTexts;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.thread.Workers;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** Reads a report once, one finding at a time, and gives up soon after the run is asked to stop. */
final class ReportPass implements Closeable {
    private static final int STOP_EVERY = 1024;

    /** More would wait for the one that takes what they have read. */
    private static final int MOST_WORKERS = 4;

    private final OpenedReport report;
    private final StopSignal stop;
    private final ReportReader reader;

    ReportPass(OpenedReport report, StopSignal stop) throws IOException {
        this.report = report;
        this.stop = stop;
        this.reader = ReportReader.open(report.path());
    }

    /** A pass that other threads help with, and that goes by {@link #advance} through all findings. */
    ReportPass(OpenedReport report, StopSignal stop, LabelTexts texts, Executor workers) throws IOException {
        this.report = report;
        this.stop = stop;
        this.reader = ReportReader.openAhead(report.path(), texts, workers);
    }

    /** Threads that help with passes, one after the other; to be shut down. */
    static ExecutorService workers() {
        return Workers.pool(Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()), "report-reader");
    }

    /** The next finding; empty at the end. */
    Optional<Finding> next() throws IOException, ReportJudging.StoppedException {
        return advance() ? Optional.of(reader.finding()) : Optional.empty();
    }

    /** Goes on to the next finding; tells whether there is one. */
    boolean advance() throws IOException, ReportJudging.StoppedException {
        boolean isThere = reader.advance();
        if (isThere) {
            stopIfAsked();
        }
        return isThere;
    }

    /** The bytes of the next line, which is known to be a finding's. */
    byte[] skip(JudgedLine known) throws IOException, ReportJudging.StoppedException {
        stopIfAsked();
        return reader.skip(known.length());
    }

    private void stopIfAsked() throws ReportJudging.StoppedException {
        if (reader.lineNumber() % STOP_EVERY == 0 && stop.isRequested()) {
            throw new ReportJudging.StoppedException();
        }
    }

    /** The reader, positioned just after the last finding. */
    ReportReader reader() {
        return reader;
    }

    /** Refuses a report without a summary, unless its scan has just ended. Call it once all findings are read. */
    void requireFinished() throws CommandFailure {
        boolean scanned = report.target().flatMap(ReportJudging.Target::summary).isPresent();
        if (!scanned && reader.summary().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.REFUSED, report.path() + " is unfinished: finish it with verify --reuse " + report.path());
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
