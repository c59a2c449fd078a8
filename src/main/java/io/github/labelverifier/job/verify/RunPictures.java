package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.job.inspect.InspectRequest;
import io.github.labelverifier.job.inspect.Inspected;
import io.github.labelverifier.job.inspect.Inspecting;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The pictures of a run, which are looked into once its reports are finished: whatever comes of that, the labels are paid for and
 * the reports stand.
 */
final class RunPictures {
    private final Console console;
    private final Inspecting inspecting;
    private final AwsSettings aws;
    private final String reports;

    /**
     * The pictures of a run.
     *
     * @param reports the reports as a person would name them on a command line
     */
    RunPictures(Console console, Inspecting inspecting, AwsSettings aws, String reports) {
        this.console = console;
        this.inspecting = inspecting;
        this.aws = aws;
        this.reports = reports;
    }

    /** Looks into them, and writes the reports anew with what was seen and flagged by it. */
    Inspected look(List<Path> finished, InspectRequest.Flags flags)
            throws CommandFailure, IOException, InterruptedException, StoppedException {
        try {
            return inspecting.look(new InspectRequest(finished, flags, aws));
        } catch (CommandFailure e) {
            throw new CommandFailure(e.exitCode(), e.getMessage() + "; nothing was removed" + howToGoOn(), e);
        }
    }

    /** Tells that somebody has stopped it. */
    ExitCode explainStop() {
        console.clearProgress();
        console.tell("stopped while looking into the pictures; nothing was removed" + howToGoOn());
        return ExitCode.INTERRUPTED;
    }

    private String howToGoOn() {
        return ". All labels are in " + reports + ": go on with label-verifier inspect " + reports
                + " and the same options";
    }
}
