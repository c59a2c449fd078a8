package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.job.delete.Consent;
import io.github.labelverifier.job.delete.RemovalJobs;
import io.github.labelverifier.job.inspect.InspectRequest;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.job.verify.Dataset;
import io.github.labelverifier.job.verify.DatasetRequest;
import io.github.labelverifier.job.verify.VerifyRequest;
import io.github.labelverifier.ui.terminal.Console;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier dataset}: a folder of class folders in one run. */
@Command(
        name = "dataset",
        header = "Check a folder of class folders in one run",
        customSynopsis = "label-verifier dataset LOCATION --exemplars FILE --out-dir DIR [OPTIONS]",
        description = {
            "Checks every folder directly below the location as a class, judges the classes against each other, reports,"
                    + " asks, and removes what it flagged."
        },
        footer = {
            "# The reports, one a class; remove nothing",
            "label-verifier dataset s3://photos/animals --exemplars exemplars.csv --out-dir reports --dry-run",
            "# Again with labels that are paid for, and remove",
            "label-verifier dataset s3://photos/animals --exemplars exemplars.csv --out-dir final --reuse-dir reports"
        })
final class DatasetCommand extends BaseCommand {
    private final Dataset dataset;

    @Parameters(arity = "1", paramLabel = "LOCATION", description = "s3://BUCKET/PREFIX or a local folder.")
    private String location = "";

    @OptionGroup("Classes and reports")
    @Option(names = "--whole-bucket", description = "Allow a location without a prefix.")
    private boolean wholeBucket;

    @Mixin
    private DatasetOptions classes = new DatasetOptions();

    @Mixin
    private RuleOptions rule = new RuleOptions();

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Mixin
    private InspectOptions pictures = new InspectOptions();

    @Mixin
    private RemovalOptions removal = new RemovalOptions();

    @OptionGroup("Removal")
    @Option(
            names = "--ask",
            paramLabel = "WHAT",
            description = "Ask one question for each class, or one for all of them: each, all. Default: each.")
    private RemovalJobs.Ask ask = RemovalJobs.Ask.each;

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    DatasetCommand(Console console, Dataset dataset) {
        super(console);
        this.dataset = dataset;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException, InterruptedException {
        return dataset.run(toRequest());
    }

    private DatasetRequest toRequest() throws CommandFailure {
        VerifyRequest.Rule wanted = new VerifyRequest.Rule(
                rule.referenceLabels(), rule.toPolicy(), rule.toAsked(), sending.isConvert(), sending.detector());
        if (!wanted.referenceLabels().isEmpty()) {
            throw CommandFailure.usage("--reference-label would hold for all classes: give exemplars instead");
        }
        boolean contrast = !judging.isOverlap();
        if (contrast) {
            ComparisonOptions.requireSuffices("--rule contrast", wanted.asked());
        }
        DatasetRequest.Output written = classes.toOutput();
        Optional<InspectRequest.Flags> looked = pictures.toFlags();
        VerifyRequest.Pace speed = wanted.detector().isPresent() ? pace.toPace().free() : pace.toPace();
        if (removal.consent() == Consent.ASK && !pace.isCount()) {
            requireSomebodyToAsk("report only");
        }
        Map<String, List<String>> exemplars = classes.exemplars();
        Rejudgement judge = judging.toRule(Rejudgement.Changes.NONE, contrast, exemplars.size());
        ImageLocation place = Locations.parse(location, false, wholeBucket);
        return new DatasetRequest(
                place,
                exemplars,
                classes.isSkipUnlisted(),
                wanted,
                judge,
                looked,
                written,
                removal.toRemoval().at(place),
                ask,
                speed,
                aws.toSettings(speed.concurrency(), sending.sending()));
    }
}
