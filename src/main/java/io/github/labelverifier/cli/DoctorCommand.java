package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.job.doctor.DoctorRequest;
import io.github.labelverifier.job.doctor.Examination;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier doctor}. */
@Command(
        name = "doctor",
        header = "Find out what is wrong with the set-up, and how to mend it",
        customSynopsis = "label-verifier doctor [LOCATION] [OPTIONS]",
        description = {
            "Looks at what a run needs, a line each: ok, ! for what must be mended (exit code 1), - for what was not looked at"
                    + " or is as you may want it. It changes nothing.",
            "AWS is asked whose the credentials are, which costs nothing. With a LOCATION, its images "
                    + "are listed and one is read; at a terminal you are asked whether to make one paid call to "
                    + "Rekognition."
        },
        footer = {
            "label-verifier doctor",
            "# Can the images be read, and can what is deleted be brought back?",
            "label-verifier doctor s3://photos/deer --profile work"
        })
final class DoctorCommand extends BaseCommand {
    private static final int CONNECTIONS = 1;

    private final Examination examination;

    @Parameters(
            arity = "0..1",
            paramLabel = "LOCATION",
            description = "Where the images are: s3://BUCKET/PREFIX or a folder.")
    private @Nullable String location;

    @Option(
            names = "--detector-command",
            paramLabel = "CMD",
            description =
                    "Start this program, which finds the labels in the place of Rekognition, and hear whether it is"
                            + " ready. With a folder, nothing of AWS is looked at then.")
    private @Nullable String detector;

    @Mixin
    private AwsOptions aws = new AwsOptions();

    DoctorCommand(Console console, Examination examination) {
        super(console);
        this.examination = examination;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException {
        // A whole bucket is looked at as any prefix is: only one image of it is read.
        Optional<ImageLocation> place =
                location == null ? Optional.empty() : Optional.of(Locations.parse(location, false, true));
        return examination.run(new DoctorRequest(place, aws.toSettings(CONNECTIONS), SendingOptions.words(detector)));
    }
}
