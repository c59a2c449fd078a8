package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.judge.ScannedImages;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.FindingOutput;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.scan.FindingSink;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.ui.terminal.OutputClosedException;
import io.github.labelverifier.ui.view.Shown;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.Optional;

/**
 * Puts findings into the report, and those that are wanted on standard output. When nobody reads that any more, it asks
 * the run to stop but goes on recording what is already paid for.
 */
final class ReportSink implements FindingSink {
    private final ReportFile file;
    private final Optional<ScannedImages> images;
    private final FindingOutput output;
    private final Shown shown;
    private final StopSignal stop;
    private boolean outputClosed;

    /**
     * A sink.
     *
     * @param images takes what is written, if it is to be scored
     */
    ReportSink(ReportFile file, Optional<ScannedImages> images, FindingOutput output, Shown shown, StopSignal stop) {
        this.file = file;
        this.images = images;
        this.output = output;
        this.shown = shown;
        this.stop = stop;
    }

    @Override
    public void accept(Finding finding) throws IOException {
        file.write(report -> {
            ReportWriter.Line line = report.finding(finding);
            images.ifPresent(all -> all.take(finding, line));
        });
        if (shown.accepts(finding) && !outputClosed) {
            put(() -> output.accept(finding));
        }
    }

    @Override
    public void hold(ImageEntry image, Detection answer) throws IOException {
        file.write(report -> report.hold(image, answer));
    }

    @Override
    public void flush() throws IOException {
        file.write(ReportWriter::flush);
        if (!outputClosed) {
            put(output::flush);
        }
    }

    private interface Write {
        void run() throws IOException;
    }

    private void put(Write write) throws IOException {
        try {
            write.run();
        } catch (OutputClosedException e) {
            outputClosed = true;
            stop.request();
        }
    }

    /** Whether nobody reads standard output any more. */
    boolean isOutputClosed() {
        return outputClosed;
    }
}
