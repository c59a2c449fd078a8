package io.github.labelverifier.cli;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExemplarLookup;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.job.verify.Heap;
import io.github.labelverifier.job.verify.RunContents;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.report.CommonLabels;
import io.github.labelverifier.scan.CallBudget;
import io.github.labelverifier.scan.CallsSpentException;
import io.github.labelverifier.scan.Exemplars;
import io.github.labelverifier.scan.GovernedDetector;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.view.LabelTable;
import io.github.labelverifier.ui.view.ProgressView;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code label-verifier labels}: what a few images show, for choosing exemplars. */
@Command(
        name = "labels",
        sortOptions = false,
        sortSynopsis = false,
        abbreviateSynopsis = true,
        customSynopsis = "label-verifier labels IMAGE... [OPTIONS]",
        description = {
            "Prints the labels of a few images side by side and the reference that they would make, for choosing"
                    + " exemplars. One paid call an image."
        })
final class LabelsCommand implements Callable<Integer> {
    private static final BigDecimal PRICE = new BigDecimal("0.001");
    private static final int MOST_IMAGES = 20;
    private static final int CONCURRENCY = 8;

    private final Console console;
    private final Stores stores;

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "s3://BUCKET/KEY, all of one bucket, or files.")
    private List<String> images = new ArrayList<>();

    @Mixin
    private RuleOptions rule = new RuleOptions();

    @Option(
            names = "--against",
            paramLabel = "REPORT",
            arity = "1..*",
            parameterConsumer = FilesUpToOption.class,
            description = "Reports of other folders: labels that are common there tell little.")
    private List<Path> against = new ArrayList<>();

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Mixin
    private MannerOptions manner = new MannerOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at the option alone
    private boolean help;

    LabelsCommand(Console console, Stores stores) {
        this.console = console;
        this.stores = stores;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        console.behave(manner.toManner());
        Policy policy = rule.toPolicy();
        List<String> added = rule.referenceLabels();
        if (images.size() > MOST_IMAGES) {
            throw CommandFailure.usage("at most " + MOST_IMAGES + " images stand side by side; for more, use verify");
        }
        ImageLocation location = location();
        List<String> keys = keys(location);
        CommonLabels elsewhere = commonIn(against);
        try (ImageStore store = stores.open(location, aws.toSettings(CONCURRENCY), false)) {
            List<ImageEntry> found = new ExemplarLookup(store.source(), "image").find(keys);
            CallBudget budget = new CallBudget(Long.MAX_VALUE);
            List<Detection> answers;
            ProgressView progress = new ProgressView(console, PRICE, Clock.systemUTC());
            try (RateGovernor governor = new RateGovernor(CONCURRENCY, OptionalDouble.empty());
                    RunContents contents = RunContents.of(store.source())) {
                contents.note(found);
                answers = new Exemplars(
                                new GovernedDetector(store.detector(rule.toAsked()), governor, Heap.forCalls()),
                                RecordedAnswers.NONE,
                                contents.twins(),
                                budget,
                                CONCURRENCY,
                                (done, all) -> progress.first(done, all, "image", budget),
                                new StopSignal())
                        .detect(found);
            } finally {
                console.clearProgress();
            }
            ReferenceLabels reference = ReferenceLabels.of(answers, added, policy);
            LabelTable table = new LabelTable(console, policy, reference, elsewhere);
            table.print(found.stream().map(ImageEntry::key).toList(), answers);
            console.info(Text.count(budget.taken(), "call") + ", about "
                    + Text.dollars(PRICE.multiply(BigDecimal.valueOf(budget.answered()))));
            return ExitCode.OK.code();
        } catch (ImageStoreException | DetectionException e) {
            throw new CommandFailure(ExitCode.ERROR, Objects.requireNonNull(e.getMessage()), e);
        } catch (CallsSpentException e) {
            throw new IllegalStateException("the budget has no limit", e);
        }
    }

    /** All images of a bucket, or all files of this machine: the location matters for finding them alone. */
    private ImageLocation location() throws CommandFailure {
        String first = images.get(0);
        if (!first.startsWith(S3Location.SCHEME)) {
            try {
                return new FolderLocation(
                        Objects.requireNonNull(Path.of(first).toAbsolutePath().getRoot()));
            } catch (InvalidPathException e) {
                throw new CommandFailure(ExitCode.USAGE, "IMAGE is no path: " + e.getReason(), e);
            }
        }
        try {
            return new S3Location(S3Location.split(first).bucket(), "");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "IMAGE " + first + ": " + e.getMessage(), e);
        }
    }

    private List<String> keys(ImageLocation location) throws CommandFailure {
        List<String> keys = new ArrayList<>();
        for (String image : images) {
            boolean isUri = image.startsWith(S3Location.SCHEME);
            if (isUri != location instanceof S3Location) {
                throw CommandFailure.usage("IMAGE " + image + ": give images of one bucket, or files, not both");
            }
            keys.add(isUri ? Locations.key("IMAGE", image, location) : path((FolderLocation) location, image));
        }
        return keys;
    }

    private static String path(FolderLocation root, String image) throws CommandFailure {
        try {
            Path path = Path.of(image).toAbsolutePath().normalize();
            Path relative = root.folder().relativize(path);
            return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "IMAGE " + image + " is no path", e);
        }
    }

    private static CommonLabels commonIn(List<Path> reports) throws CommandFailure {
        CommonLabels labels = new CommonLabels();
        for (Path report : reports) {
            try {
                labels.add(report);
            } catch (IOException e) {
                throw Reports.failure(report, e, "");
            }
        }
        return labels;
    }
}
