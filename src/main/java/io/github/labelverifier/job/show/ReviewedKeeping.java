package io.github.labelverifier.job.show;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.review.ReviewUnfitException;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a person has decided of a report's images: which of them stay. Knows nothing where there is no review. */
final class ReviewedKeeping implements Closeable {
    private final Optional<ReviewFile> review;
    private long heeded;

    private ReviewedKeeping(Optional<ReviewFile> review) {
        this.review = review;
    }

    static ReviewedKeeping of(Path report, ReportHeader header, boolean isWanted) throws CommandFailure, IOException {
        if (!isWanted || !ReviewFile.exists(report)) {
            return new ReviewedKeeping(Optional.empty());
        }
        try {
            return new ReviewedKeeping(Optional.of(ReviewFile.view(ReviewFile.pathFor(report), header)));
        } catch (ReviewUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; --show keep leaves the review out", e);
        }
    }

    /**
     * Whether a person has it stay; empty if nobody has decided. Nobody who is unsure has, an exemplar stays, and an image that
     * was never checked is nothing to be trained with.
     */
    Optional<Boolean> keeps(Finding finding) throws IOException {
        if (review.isEmpty() || !finding.isChecked() || finding.has(Reason.EXEMPLAR)) {
            return Optional.empty();
        }
        Optional<Boolean> keeps = review.get()
                .of(finding.image())
                .filter(decision -> decision.choice() != Decision.Choice.UNSURE)
                .map(decision -> decision.choice() == Decision.Choice.KEEP);
        if (keeps.isPresent()) {
            heeded++;
        }
        return keeps;
    }

    /** How many images a person has decided of. */
    long heeded() {
        return heeded;
    }

    @Override
    public void close() throws IOException {
        if (review.isPresent()) {
            review.get().close();
        }
    }
}
