package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.Optional;

/** The lines of one report, judged one after the other. Those that are known well enough are not understood again. */
final class JudgedLines {
    private final OpenedReport report;
    private final Judges.OfReport judge;
    private final ReportPass pass;

    JudgedLines(OpenedReport report, Judges.OfReport judge, ReportPass pass) {
        this.report = report;
        this.judge = judge;
        this.pass = pass;
    }

    /** Takes them one by one; the pass has just read each. */
    interface Taker {

        /** Whether this is an image that need not be judged: its line is known, and is passed over then. */
        default boolean isOfNoInterest(JudgedLine known, byte[] line) throws IOException {
            return false;
        }

        /** Takes a line that was not understood again. */
        void take(JudgedLine known, byte[] line, Decision decision) throws IOException;

        void take(Finding judged) throws IOException;
    }

    /** Shows all of them. */
    void forEach(Taker taker) throws CommandFailure, IOException, ReportJudging.StoppedException {
        while (true) {
            Optional<JudgedLine> known = judge.known(pass.reader());
            if (known.isPresent()) {
                byte[] line = pass.skip(known.get());
                if (taker.isOfNoInterest(known.get(), line)) {
                    judge.skip(known.get());
                } else {
                    taker.take(known.get(), line, judge.judge(known.get()));
                }
                continue;
            }
            Optional<Finding> next = pass.next();
            if (next.isEmpty()) {
                return;
            }
            taker.take(judged(next.get()));
        }
    }

    /** The finding as the rule has it. */
    private Finding judged(Finding finding) throws CommandFailure, IOException {
        if (finding.detection().isEmpty()) {
            return finding;
        }
        Detection answer = finding.detection().get();
        report.requireSuffices(answer);
        // What was seen in a picture is so by any rule.
        Finding found = judge.judge(finding.image(), answer);
        return finding.picture().map(found::seen).orElse(found);
    }
}
