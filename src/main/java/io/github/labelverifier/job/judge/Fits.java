package io.github.labelverifier.job.judge;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.Fit;
import io.github.labelverifier.verdict.FolderScores;
import io.github.labelverifier.verdict.LabelNames;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.Scoring;
import io.github.labelverifier.verdict.Trust;
import java.io.IOException;
import java.util.Optional;

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

    /** The images of one report that have labels, before the first of them. */
    InOrder of(OpenedReport report) {
        return new InOrder(report.number());
    }

    /** Goes through the images of a report that have labels, in its order. */
    final class InOrder {
        private final int folder;
        private final LabelSpool.Reading images;

        private InOrder(int folder) {
            this.folder = folder;
            this.images = spool.read(folder);
        }

        /** Goes on to the next image; tells whether there is one. */
        boolean advance() throws IOException {
            return images.advance();
        }

        /** Where the line of this image is in the report. */
        long place() {
            return images.place();
        }

        /** The line of this image. */
        JudgedLine line() {
            return images.line();
        }

        boolean isExemplar() {
            return images.trust() == Trust.EXEMPLAR;
        }

        Optional<Fit> fit() {
            return scores.fit(folder, images.trust(), images.labels(), images.count());
        }
    }
}
