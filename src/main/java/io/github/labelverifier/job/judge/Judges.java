package io.github.labelverifier.job.judge;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.report.Advice;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Those who judge the reports of a set, each by the same rule. */
interface Judges {

    /** The one for the images of a report. */
    OfReport of(OpenedReport report) throws CommandFailure, IOException, ReportJudging.StoppedException;

    /** One that comes to the same verdicts, for a look at them before all are judged. */
    default OfReport beforehand(OpenedReport report)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        return of(report);
    }

    /**
     * Whether all that decides is known by now, and so are most lines: then reports may be judged at the same time, each by a
     * thread of its own.
     */
    default boolean isSideBySide() {
        return false;
    }

    /** Judges the images of one report that have labels, one after the other in its order. */
    interface OfReport extends Closeable {
        /** How scores decide; empty if images have none. */
        Optional<ContrastRule> scoring();

        /** Judges the next image, which was read. */
        Finding judge(ImageEntry image, Detection answer) throws IOException;

        /** The next line of the report, if it is known so well that it need not be read to be judged. */
        default Optional<JudgedLine> known(ReportReader report) {
            return Optional.empty();
        }

        /** Judges the next image by what is known of its line. */
        default Decision judge(JudgedLine known) throws IOException {
            throw new IllegalStateException("nothing is known of any line");
        }

        /** Goes past the next image, of whose line that is known, without judging it. */
        default void skip(JudgedLine known) throws IOException {
            judge(known);
        }

        /** The labels that were asked for by name and that no image had, once all were judged. */
        default List<String> unseen() {
            return List.of();
        }

        /** What is worth trying next, once all were judged. */
        default List<Advice> advice() throws IOException {
            return List.of();
        }

        @Override
        default void close() throws IOException {}
    }
}
