package io.github.labelverifier.job.verify;

import io.github.labelverifier.detector.OwnDetector;
import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.SummaryLines;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs a job with a detector of the user's own, if the command line names one. */
final class Detectors {
    private Detectors() {}

    /** A job that opens its images by these stores. */
    interface Job {
        ExitCode run(Stores stores) throws CommandFailure, IOException, InterruptedException;
    }

    /**
     * Does the job.
     *
     * @param command the detector's; empty if it is Rekognition
     * @param settings of them, how long an answer may take
     */
    static ExitCode with(Optional<List<String>> command, AwsSettings settings, Console console, Stores stores, Job job)
            throws CommandFailure, IOException, InterruptedException {
        if (command.isEmpty()) {
            return job.run(stores);
        }
        try (OwnDetector detector = start(command.get(), settings)) {
            new SummaryLines(console).tell(SummaryLines.Name.DETECTOR, detector.name());
            return job.run(stores.labelledBy(detector));
        }
    }

    private static OwnDetector start(List<String> command, AwsSettings settings) throws CommandFailure, IOException {
        try {
            return OwnDetector.start(command, settings.readTimeout());
        } catch (DetectionException e) {
            throw new CommandFailure(ExitCode.ERROR, e.getMessage(), e);
        }
    }
}
