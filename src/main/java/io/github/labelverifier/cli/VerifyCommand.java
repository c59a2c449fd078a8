package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.KeyFile;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.job.delete.Consent;
import io.github.labelverifier.job.delete.RemovalSettings;
import io.github.labelverifier.job.inspect.InspectRequest;
import io.github.labelverifier.job.verify.Verification;
import io.github.labelverifier.job.verify.VerifyRequest;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code label-verifier verify}. */
@Command(
        name = "verify",
        header = "Check images against a few that are right; report, ask, remove",
        customSynopsis = "label-verifier verify LOCATION -e KEY [-e KEY ...] [OPTIONS]",
        description = {
            "Builds a reference from the labels of a few exemplars, checks every image at the location against it,"
                    + " reports, asks, and removes what it flagged."
        },
        footer = {
            "# What would it cost? Lists only",
            "label-verifier verify s3://photos/deer -e deer/001.jpg --count",
            "# Report and look, remove nothing",
            "label-verifier verify s3://photos/deer -e deer/001.jpg -e deer/002.jpg --ignore-label Animal --dry-run --report deer.jsonl --gallery deer.html",
            "# A folder on this machine; asks before it moves anything",
            "label-verifier verify ~/photos/deer -e 001.jpg --move-to ~/photos/rejected"
        })
final class VerifyCommand extends BaseCommand {
    private final InputStream in;
    private final Verification verification;

    @Parameters(
            arity = "1",
            paramLabel = "LOCATION",
            description = "s3://BUCKET/PREFIX, taken as a folder as with aws s3, or a local folder.")
    private String location = "";

    @Mixin
    private ImageOptions images = new ImageOptions();

    @Mixin
    private RuleOptions rule = new RuleOptions();

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Mixin
    private ComparisonOptions comparison = new ComparisonOptions();

    @Mixin
    private InspectOptions pictures = new InspectOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private RemovalOptions removal = new RemovalOptions();

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Mixin
    private SendingOptions sending = new SendingOptions();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    VerifyCommand(Console console, InputStream in, Verification verification) {
        super(console);
        this.in = in;
        this.verification = verification;
    }

    @Override
    ExitCode run() throws CommandFailure, IOException, InterruptedException {
        return verification.run(toRequest());
    }

    private VerifyRequest toRequest() throws CommandFailure {
        // Whatever needs nothing but the command line comes first.
        images.checkStandardInput();
        VerifyRequest.Rule wanted = new VerifyRequest.Rule(
                rule.referenceLabels(), rule.toPolicy(), rule.toAsked(), sending.isConvert(), sending.detector());
        VerifyRequest.Output written = new VerifyRequest.Output(
                output.report(Clock.systemUTC()),
                output.isNamed(),
                output.isOverwrite(),
                output.gallery(),
                output.reuse(),
                output.isOffline(),
                output.format(),
                output.isNul(),
                output.show());
        VerifyRequest.Pace speed = wanted.detector().isPresent() ? pace.toPace().free() : pace.toPace();
        VerifyRequest.Judging compared = comparison.toJudging(judging, wanted.asked());
        Optional<InspectRequest.Flags> looked = pictures.toFlags();
        Consent consent = removal.consent();
        if (!pace.isCount()) {
            requireSense(wanted, written, consent);
            ComparisonOptions.requireFile(judging, written.report());
            if (looked.isPresent() && written.report().isEmpty()) {
                throw CommandFailure.usage(
                        "what --inspect sees is written into the report's file, and --report - leaves none: name a file");
            }
        }
        ImageLocation place = Locations.parse(location, images.isRawPrefix(), images.isWholeBucket());
        RemovalSettings removing = removal.toRemoval().at(place);
        return new VerifyRequest(
                place,
                exemplarKeys(place),
                wanted,
                new VerifyRequest.Images(images.toFilter(), images.keysFrom(), in, images.limit()),
                written,
                removing,
                speed,
                aws.toSettings(speed.concurrency(), sending.sending()),
                compared,
                looked);
    }

    private void requireSense(VerifyRequest.Rule wanted, VerifyRequest.Output written, Consent consent)
            throws CommandFailure {
        if (!images.hasExemplars() && wanted.referenceLabels().isEmpty()) {
            throw CommandFailure.usage(
                    "there is nothing to compare with: give one to five images that show the class with -e KEY");
        }
        if (written.report().isEmpty() && consent != Consent.REPORT_ONLY) {
            throw CommandFailure.usage(
                    "--report - leaves no file that a removal could rest on: add --dry-run, or name a file");
        }
        if (consent == Consent.ASK) {
            requireSomebodyToAsk("report only");
        }
    }

    /** The keys of the exemplars, each once, in the order given. */
    private List<String> exemplarKeys(ImageLocation place) throws CommandFailure {
        Set<String> keys = new LinkedHashSet<>();
        for (String text : exemplarTexts()) {
            keys.add(Locations.key("--exemplar", text, place));
        }
        return List.copyOf(keys);
    }

    private List<String> exemplarTexts() throws CommandFailure {
        List<String> texts = new ArrayList<>(images.exemplars());
        if (images.exemplarsFrom().isPresent()) {
            String file = images.exemplarsFrom().get();
            try (KeyFile keys = KeyFile.open("--exemplars-from", file, in, output.isNul())) {
                for (Optional<KeyFile.Line> line = keys.next(); line.isPresent(); line = keys.next()) {
                    if (!line.get().isText()) {
                        throw new CommandFailure(
                                ExitCode.ERROR,
                                "--exemplars-from: " + file + " line "
                                        + line.get().number() + " is not UTF-8");
                    }
                    texts.add(line.get().text());
                }
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.ERROR, "--exemplars-from: " + IoProblem.of(e), e);
            }
            if (texts.isEmpty() && rule.referenceLabels().isEmpty()) {
                throw CommandFailure.usage("--exemplars-from " + file + " holds no key");
            }
        }
        return texts;
    }
}
