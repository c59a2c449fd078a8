package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.report.ForeignReportException;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReusedAnswers;
import io.github.labelverifier.scan.ListingSpool;
import io.github.labelverifier.scan.Prefetch;
import io.github.labelverifier.scan.StopSignal;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.Policy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The reports of earlier runs whose labels a run takes, and whether they are as wide as it needs them. */
final class EarlierReports implements Closeable {
    private static final long TICK_MILLIS = 100;

    private final Reuse reuse;
    private final Policy policy;
    private final boolean isContrast;
    private final Optional<ReusedAnswers> answers;
    private Optional<ListingSpool> spool = Optional.empty();
    private Optional<Prefetch> again = Optional.empty();

    private EarlierReports(Reuse reuse, Policy policy, boolean isContrast, Optional<ReusedAnswers> answers) {
        this.reuse = reuse;
        this.policy = policy;
        this.isContrast = isContrast;
        this.answers = answers;
    }

    /**
     * Opens and checks them all.
     *
     * @param policy the rule of the run
     * @param isContrast whether its images are judged by contrast in the end
     */
    static EarlierReports open(
            Console console,
            Reuse reuse,
            String location,
            Policy policy,
            boolean isContrast,
            List<ImageEntry> exemplars,
            boolean inListingOrder)
            throws CommandFailure, IOException {
        if (reuse.paths().isEmpty()) {
            return new EarlierReports(reuse, policy, isContrast, Optional.empty());
        }
        for (Path path : reuse.paths()) {
            if (!Files.exists(path)) {
                throw new CommandFailure(
                        ExitCode.ERROR, reuse.option() + ": cannot read " + path + ": no such file or folder");
            }
        }
        ReusedAnswers answers;
        try {
            answers = ReusedAnswers.open(
                    reuse.paths(),
                    new ReusedAnswers.Wanted(location, needed(policy, isContrast), exemplars, inListingOrder));
        } catch (ForeignReportException | MalformedReportException e) {
            throw new CommandFailure(ExitCode.REFUSED, reuse.option() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            String what = e instanceof FileSystemException file ? file.getFile() + ": " : "";
            throw new CommandFailure(ExitCode.ERROR, reuse.option() + ": cannot read " + what + IoProblem.of(e), e);
        }
        for (Path missing : answers.missing()) {
            console.warn(missing + " is not there, which a run that was cut short had reused: what it held may be paid"
                    + " for again");
        }
        if (answers.reports().isEmpty()) {
            console.info(reuse.option() + ": there is no report yet, so there is nothing to reuse");
        }
        return new EarlierReports(reuse, policy, isContrast, Optional.of(answers));
    }

    /** What a recorded answer must suffice for. */
    private static Policy needed(Policy policy, boolean isContrast) {
        return isContrast
                ? new Policy(
                        Math.min(policy.minConfidence(), LookedAtLabels.CONFIDENCE),
                        Math.max(policy.maxLabels(), LookedAtLabels.MOST),
                        policy.rejected(),
                        policy.ignored())
                : policy;
    }

    Optional<ReusedAnswers> answers() {
        return answers;
    }

    /** Refuses to write over a report whose answers are still to be taken. */
    void requireOther(String option, Path report) throws CommandFailure, IOException {
        if (answers.isEmpty() || !Files.exists(report)) {
            return;
        }
        for (Path reused : answers.get().reports()) {
            if (Files.isSameFile(reused, report)) {
                throw CommandFailure.usage(option + " " + report + " would be written over while " + reuse.option()
                        + " takes labels from it: write to another one");
            }
        }
    }

    /**
     * Refuses to pay for images whose labels are there, but were recorded too narrowly for the rule; looks into the listing
     * only if there are such labels at all.
     *
     * @param limit after how many images the run ends
     * @return the listing from its start; what was given is used up
     */
    Prefetch requireWide(Prefetch listing, List<ImageEntry> exemplars, SkipRule skipRule, long limit, StopSignal stop)
            throws CommandFailure, ImageStoreException, IOException, InterruptedException {
        if (answers.isEmpty() || reuse.pay() || !answers.get().hasTooNarrow()) {
            return listing;
        }
        ListingSpool kept = new ListingSpool();
        spool = Optional.of(kept);
        Narrow narrow = new Narrow();
        for (ImageEntry exemplar : exemplars) {
            answers.get().tooNarrow(exemplar).ifPresent(narrow::add);
        }
        // An exemplar of the listing is counted with the listing.
        long exemplarsAlone = narrow.images;
        narrow.images = 0;
        for (long images = 0; images < limit; ) {
            if (stop.isRequested()) {
                throw new CommandFailure(ExitCode.INTERRUPTED, "stopped; nothing was paid");
            }
            if (!listing.awaitReady(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                continue;
            }
            Optional<ImageEntry> image = listing.next();
            if (image.isEmpty()) {
                break;
            }
            kept.add(image.get());
            images++;
            if (skipRule.reasonToSkip(image.get()).isEmpty()) {
                answers.get().tooNarrow(image.get()).ifPresent(narrow::add);
            }
        }
        listing.close();
        narrow.images = Math.max(narrow.images, exemplarsAlone);
        if (narrow.images > 0) {
            throw CommandFailure.usage(reason(narrow));
        }
        Prefetch same = Prefetch.of(kept);
        again = Optional.of(same);
        return same;
    }

    /** The images whose labels do not suffice, and the narrowest of their recordings. */
    private static final class Narrow {
        private long images;
        private double confidence;
        private int labels = Asked.MOST_LABELS;

        void add(Asked asked) {
            images++;
            confidence = Math.max(confidence, asked.minConfidence());
            labels = Math.min(labels, asked.maxLabels());
        }
    }

    private String reason(Narrow narrow) {
        Asked recorded = new Asked(narrow.confidence, narrow.labels);
        boolean failsContrast = isContrast && !recorded.suffices(LookedAtLabels.CONFIDENCE, LookedAtLabels.MOST);
        StringBuilder rule = new StringBuilder(failsContrast ? " --rule contrast" : "");
        StringBuilder remedy = new StringBuilder(failsContrast ? " --rule overlap" : "");
        if (recorded.minConfidence() > policy.minConfidence()) {
            rule.append(" --min-confidence ").append(Text.number(policy.minConfidence()));
            remedy.append(" --min-confidence ").append(Text.number(recorded.minConfidence()));
        }
        if (recorded.maxLabels() < policy.maxLabels()) {
            rule.append(" --max-labels ").append(policy.maxLabels());
            remedy.append(" --max-labels ").append(recorded.maxLabels());
        }
        return reuse.option() + " holds labels of " + Text.count(narrow.images, "image") + " here, recorded down to "
                + Text.number(recorded.minConfidence()) + " percent and at most " + recorded.maxLabels()
                + " an image: too few for" + rule + ". Without a call," + remedy
                + " would do; --pay pays for these images again";
    }

    @Override
    public void close() throws IOException {
        if (again.isPresent()) {
            again.get().close();
        }
        try {
            if (answers.isPresent()) {
                answers.get().close();
            }
        } finally {
            if (spool.isPresent()) {
                spool.get().close();
            }
        }
    }
}
