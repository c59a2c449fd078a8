package io.github.labelverifier.job.judge;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.ContrastJudge;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** By the contrast rule, an image is judged by how well it fits its folder. */
final class ContrastJudges implements Judges {
    private final ContrastRule rule;
    private final Fits fits;
    private final ContrastJudge judge;

    ContrastJudges(ContrastRule rule, ReportSet reports, Fits fits) {
        this.rule = rule;
        this.fits = fits;
        this.judge = new ContrastJudge(
                rule, reports.all().stream().map(OpenedReport::location).toList());
    }

    /** What the images of all reports have told is known by now, and changes no more. */
    @Override
    public boolean isSideBySide() {
        return true;
    }

    @Override
    public OfReport of(OpenedReport report) throws CommandFailure, IOException {
        return new InOrder(report);
    }

    /** Judges the images of a report by their fits, which stand in the same order. */
    private final class InOrder implements OfReport {
        private final OpenedReport report;
        private final ReferenceLabels reference;
        private final Set<String> exemplars;
        private final Fits.InOrder next;
        private boolean hasNext;

        InOrder(OpenedReport report) throws CommandFailure, IOException {
            this.report = report;
            this.reference = report.reference();
            this.exemplars = report.exemplars();
            this.next = fits.of(report);
            this.hasNext = next.advance();
        }

        @Override
        public Optional<ContrastRule> scoring() {
            return Optional.of(rule);
        }

        @Override
        public Finding judge(ImageEntry image, Detection answer) throws IOException {
            if (!hasNext) {
                throw new IOException(report.path() + " was changed while it was read");
            }
            Finding finding = judge.judge(next.fit(), image, answer, report.policy(), reference, exemplars);
            hasNext = next.advance();
            return finding;
        }

        @Override
        public Optional<JudgedLine> known(ReportReader reader) {
            return hasNext && reader.isAt(next.place())
                    ? Optional.of(next.line()).filter(line -> line.decided().isPresent())
                    : Optional.empty();
        }

        @Override
        public Decision judge(JudgedLine known) throws IOException {
            Decision decision = judge.decide(next.fit(), next.isExemplar(), known.rejectedOf(report.policy()));
            skip(known);
            return decision;
        }

        @Override
        public void skip(JudgedLine known) throws IOException {
            hasNext = next.advance();
        }
    }
}
