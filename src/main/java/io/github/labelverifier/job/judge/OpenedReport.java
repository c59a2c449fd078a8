package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.EmptyReference;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One of the reports that are judged together.
 *
 * @param number its position among them, from 0
 * @param policy the policy of its scan, changed as the rule says
 * @param target where the new report goes; empty if the others are only compared with this one
 */
record OpenedReport(
        int number,
        Path path,
        ReportHeader header,
        Policy policy,
        Rejudgement rule,
        Optional<ReportJudging.Target> target) {

    /** Reads the header, and refuses a report that holds too few labels for the rule. */
    static OpenedReport open(Path path, Optional<ReportJudging.Target> target, Rejudgement rule) throws CommandFailure {
        ReportHeader header = Reports.headerOfFile(path);
        OpenedReport report = new OpenedReport(0, path, header, rule.changes().of(header.policy()), rule, target);
        report.requireSuffices(header.asked());
        return report;
    }

    OpenedReport numbered(int newNumber) {
        return new OpenedReport(newNumber, path, header, policy, rule, target);
    }

    String location() {
        return header.location();
    }

    Set<String> exemplars() {
        return Set.copyOf(header.exemplars());
    }

    /** Refuses an answer with fewer labels than the rule needs; the answers within one report can differ in that. */
    void requireSuffices(Detection answer) throws CommandFailure {
        if (!answer.asked().equals(header.asked())) {
            requireSuffices(answer.asked());
        }
    }

    private void requireSuffices(Asked asked) throws CommandFailure {
        if (!asked.suffices(policy.minConfidence(), policy.maxLabels())) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    path + " holds labels down to confidence " + Text.number(asked.minConfidence()) + ", at most "
                            + asked.maxLabels() + " an image: too few for --min-confidence "
                            + Text.number(policy.minConfidence()) + " and --max-labels " + policy.maxLabels());
        }
        if (rule.contrast().isPresent() && !asked.suffices(LookedAtLabels.CONFIDENCE, LookedAtLabels.MOST)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    path + " holds labels down to confidence " + Text.number(asked.minConfidence()) + ", at most "
                            + asked.maxLabels() + " an image; --rule contrast needs those down to "
                            + Text.number(LookedAtLabels.CONFIDENCE) + ", " + LookedAtLabels.MOST
                            + " an image: check again without --record-confidence and --record-labels");
        }
    }

    /** The reference labels that its exemplars yield under the new policy, plus the labels given by name. */
    ReferenceLabels reference() throws CommandFailure {
        if (!header.exemplars().isEmpty()
                && header.exemplarAnswers().size() < header.exemplars().size()) {
            throw new CommandFailure(
                    ExitCode.REFUSED, path + " does not hold the labels of its exemplars, so it cannot be judged anew");
        }
        List<Detection> answers = header.exemplarAnswers().stream()
                .map(ReportHeader.Answer::detection)
                .toList();
        List<String> added = Stream.concat(
                        header.reference().stream()
                                .filter(entry -> entry.exemplars() == 0)
                                .map(ReferenceLabels.Entry::label),
                        rule.changes().referenceLabels().stream())
                .distinct()
                .toList();
        ReferenceLabels reference = ReferenceLabels.of(answers, added, policy);
        if (reference.isEmpty() && rule.contrast().isEmpty()) {
            throw new CommandFailure(ExitCode.ERROR, path + ": " + EmptyReference.why("", answers, policy));
        }
        return reference;
    }
}
