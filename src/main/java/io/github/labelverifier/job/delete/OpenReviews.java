package io.github.labelverifier.job.delete;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.removal.ReviewEffect;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.review.Decisions;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.review.ReviewUnfitException;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.ui.text.Text;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The reviews that a removal acts on, which stay open as long as its plans are used. */
final class OpenReviews implements Closeable {
    private final Console console;
    private final DeleteRequest.Reviewing wanted;
    private final boolean unattended;
    private final List<ReviewFile> open = new ArrayList<>();

    /**
     * Reviews that nobody has opened yet.
     *
     * @param unattended whether nobody is asked before images are removed
     */
    OpenReviews(Console console, DeleteRequest.Reviewing wanted, boolean unattended) {
        this.console = console;
        this.wanted = wanted;
        this.unattended = unattended;
    }

    /** The decisions on a report's images: none without a review. */
    Decisions of(Path report, ReportHeader header) throws CommandFailure, IOException {
        Optional<Path> file = wanted.file();
        // An empty one is told, too: it may be the rest of one that a full disk has cut.
        if (file.isEmpty() && !wanted.none() && Files.exists(ReviewFile.pathFor(report))) {
            file = Optional.of(ReviewFile.pathFor(report));
        }
        if (file.isEmpty()) {
            return image -> Optional.empty();
        }
        try {
            ReviewFile review = ReviewFile.view(file.get(), header);
            open.add(review);
            if (review.isCutOff() && unattended) {
                throw new CommandFailure(
                        ExitCode.REFUSED,
                        "the review " + file.get() + " breaks off in its last line, so what that decided is not known;"
                                + " nothing was removed. Look with label-verifier review, or leave it out with"
                                + " --no-review");
            }
            return review;
        } catch (ReviewUnfitException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    e.getMessage()
                            + "; nothing was removed. Leave it out with --no-review, or name another with --review",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "cannot read the review " + file.get() + ": " + IoProblem.of(e) + "; nothing was removed",
                    e);
        }
    }

    /** Tells what the decisions make of a plan. */
    void tell(RemovalPlan plan, Decisions decisions) {
        if (!(decisions instanceof ReviewFile review)) {
            return;
        }
        ReviewEffect effect = plan.reviewed();
        console.info("Review " + review.path() + ": " + Text.count(effect.decided(), "decision") + "; "
                + Text.count(effect.added()) + " added, " + Text.count(effect.spared()) + " spared, "
                + Text.count(effect.moved()) + " to move.");
        if (review.isCutOff()) {
            console.warn("the review breaks off in its last line: what that decided is not known, and does not count");
        }
        long others = review.decided() - effect.decided();
        if (others > 0) {
            console.warn(Text.count(others, "decision") + " of the review " + (others == 1 ? "does" : "do")
                    + " not count: the report has no such image, or of other content");
        }
        if (effect.exemplars() > 0) {
            console.warn(Text.count(effect.exemplars(), "exemplar") + (effect.exemplars() == 1 ? " is" : " are")
                    + " marked in the review, and kept all the same");
        }
    }

    @Override
    public void close() throws IOException {
        for (ReviewFile review : open) {
            review.close();
        }
    }
}
