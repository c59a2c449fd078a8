package io.github.labelverifier.job.judge;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.Fit;
import io.github.labelverifier.verdict.FolderScores;
import io.github.labelverifier.verdict.LabelNames;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.Scoring;
import io.github.labelverifier.verdict.Trust;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** How well each image of a set of reports fits its folder. */
final class Fits {
    private final LabelNames names;
    private final LabelSpool spool;
    private final FolderScores scores;

    /** The scores of the images whose labels are in a spool, which must stay open. */
    Fits(LabelNames names, LabelSpool spool, FolderScores scores) {
        this.names = names;
        this.spool = spool;
        this.scores = scores;
    }

    Scoring scoring() {
        return scores.scoring();
    }

    /** The fit of an exemplar of this report. */
    Optional<Fit> ofExemplar(OpenedReport report, Detection answer) {
        int[] labels = LookedAtLabels.numbers(names, answer.labels());
        return scores.fit(report.number(), Trust.EXEMPLAR, labels, labels.length);
    }

    /** The fits of the images of one report. */
    InOrder of(OpenedReport report) throws IOException {
        return new InOrder(report);
    }

    /** Goes through the images of a report that have labels, in its order. */
    final class InOrder {
        private final OpenedReport report;
        private final Set<String> answered;
        private final LabelSpool.Reading images;

        private InOrder(OpenedReport report) throws IOException {
            this.report = report;
            this.answered = report.answeredExemplars();
            this.images = spool.read(report.number());
            // The answers of the header were spooled before all others.
            for (int i = 0; i < report.header().exemplarAnswers().size(); i++) {
                advance();
            }
        }

        /** The fit of the next image. */
        Optional<Fit> next(ImageEntry image, Detection answer) throws IOException {
            if (answered.contains(image.key())) {
                return ofExemplar(report, answer);
            }
            advance();
            return scores.fit(report.number(), images.trust(), images.labels(), images.count());
        }

        private void advance() throws IOException {
            if (!images.advance()) {
                throw new IOException(report.path() + " has become longer while it was read");
            }
        }
    }
}
