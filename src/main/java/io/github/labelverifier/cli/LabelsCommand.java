package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.verify.Labelling;
import io.github.labelverifier.job.verify.LabellingRequest;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier labels}: what a few images show, for choosing exemplars. */
@Command(
        name = "labels",
        header = "See the labels of some images before you choose exemplars",
        customSynopsis = "label-verifier labels IMAGE... [OPTIONS]",
        description = {
            "Prints the labels of a few images side by side and the reference that they would make, for "
                    + "choosing exemplars. One paid call per image."
        },
        footer = {
            "label-verifier labels s3://photos/deer/001.jpg s3://photos/deer/002.jpg",
            "# Which of them tell a deer from a dog?",
            "label-verifier labels deer/001.jpg --against dog.jsonl"
        })
final class LabelsCommand extends BaseCommand {
    private final Labelling labelling;

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "s3://BUCKET/KEY, all of one bucket, or files.")
    private List<String> images = new ArrayList<>();

    @Mixin
    private RuleOptions rule = new RuleOptions();

    @OptionGroup("Comparison")
    @Everyday
    @Option(
            names = "--against",
            paramLabel = "REPORT",
            arity = "1..*",
            parameterConsumer = FilesUpToOption.class,
            description = "Reports of other folders: labels that are common there tell little.")
    private List<Path> against = new ArrayList<>();

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    LabelsCommand(Console console, Labelling labelling) {
        super(console);
        this.labelling = labelling;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException, InterruptedException {
        return labelling.run(new LabellingRequest(
                images,
                rule.toPolicy(),
                rule.referenceLabels(),
                rule.toAsked(),
                sending.isConvert(),
                sending.detector(),
                against,
                aws.toSettings(Labelling.CONCURRENCY, sending.sending())));
    }
}
