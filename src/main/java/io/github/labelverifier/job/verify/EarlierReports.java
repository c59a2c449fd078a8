package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.report.ForeignReportException;
import io.github.labelverifier.report.MalformedReportException;
import io.github.labelverifier.report.ReusedAnswers;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.Policy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The reports of earlier runs whose labels a run takes, and whether they are as wide as it needs them. */
final class EarlierReports implements Closeable {
    private final Reuse reuse;
    private final Policy policy;
    private final boolean isContrast;
    private final Optional<ReusedAnswers> answers;

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
     * @param detector the name of the detector, if it is not Rekognition
     */
    static EarlierReports open(
            Console console,
            Reuse reuse,
            String location,
            Policy policy,
            boolean isContrast,
            List<ImageEntry> exemplars,
            boolean inListingOrder,
            Optional<String> detector)
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
                    new ReusedAnswers.Wanted(
                            location,
                            needed(policy, isContrast),
                            exemplars,
                            inListingOrder,
                            reuse.onlyNew(),
                            detector));
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
            console.info(reuse.option()
                    + ": there is no report yet, so there is nothing to reuse (folders in a folder are not"
                    + " looked into)");
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

    /** Whether a finding is to be shown to somebody who wants to see new ones only. */
    boolean isWanted(Finding finding) throws IOException {
        return !reuse.onlyNew() || answers.isEmpty() || answers.get().isNew(finding);
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
     * Looks for labels that are there, but were recorded too narrowly for the rule, so that their images would be paid for
     * again; empty if there are no such labels at all, or if that is wanted.
     */
    Optional<Narrow> lookForNarrow(List<ImageEntry> exemplars, SkipRule skipRule) throws IOException {
        if (answers.isEmpty() || reuse.pay() || !answers.get().hasTooNarrow()) {
            return Optional.empty();
        }
        Narrow narrow = new Narrow(answers.get(), skipRule);
        for (ImageEntry exemplar : exemplars) {
            answers.get().tooNarrow(exemplar).ifPresent(narrow::add);
        }
        // An exemplar of the listing is counted with the listing.
        narrow.exemplars = narrow.images;
        narrow.images = 0;
        return Optional.of(narrow);
    }

    /**
     * Refuses to pay for such images.
     *
     * @param narrow has seen the whole listing
     */
    void requireWide(Narrow narrow) throws CommandFailure {
        narrow.images = Math.max(narrow.images, narrow.exemplars);
        if (narrow.images > 0) {
            throw CommandFailure.usage(reason(narrow));
        }
    }

    /** The images whose labels do not suffice, and the narrowest of their recordings. */
    static final class Narrow implements FirstPass.Look {
        private final ReusedAnswers answers;
        private final SkipRule skipRule;
        private long images;
        private long exemplars;
        private double confidence;
        private int labels = Asked.MOST_LABELS;

        private Narrow(ReusedAnswers answers, SkipRule skipRule) {
            this.answers = answers;
            this.skipRule = skipRule;
        }

        @Override
        public void at(ImageEntry image) throws IOException {
            if (skipRule.reasonToSkip(image).isEmpty()) {
                answers.tooNarrow(image).ifPresent(this::add);
            }
        }

        private void add(Asked asked) {
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
        if (answers.isPresent()) {
            answers.get().close();
        }
    }
}
