package io.github.labelverifier.job.delete;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.review.ReviewFile;
import io.github.labelverifier.review.ReviewInUseException;
import io.github.labelverifier.review.ReviewUnfitException;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The review at the question of a removal. Its file is open, and nobody else's, until the removal is over. */
final class TerminalReview implements Closeable {
    private final Console console;
    private final Interruptions interruptions;
    private final ReviewView view;
    private final Optional<Path> path;
    private final Clock clock;
    private final Runnable last;
    private Optional<ReviewFile> file = Optional.empty();

    /**
     * A review that is not begun.
     *
     * @param path its file; empty if no review counts
     * @param last what is done besides if the process is told to end
     */
    TerminalReview(
            Console console,
            Interruptions interruptions,
            ReviewView view,
            Optional<Path> path,
            Clock clock,
            Runnable last) {
        this.console = console;
        this.interruptions = interruptions;
        this.view = view;
        this.path = path;
        this.clock = clock;
        this.last = last;
    }

    /** Goes through the images, and tells those that are to go after that: what has no decision stays for now. */
    ConfirmedRemoval of(ConfirmedRemoval wanted) throws CommandFailure, IOException {
        RemovalPlan plan = wanted.plan();
        ReviewFile review = open(plan);
        file = Optional.of(review);
        interruptions.atEnd(() -> {
            console.terminal().endKeys();
            review.forgetIfEmpty();
            last.run();
        });
        try {
            new Review(console, view, plan, review).run();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the review broke off: " + IoProblem.of(e) + "; nothing was removed. What was decided is in "
                            + review.path(),
                    e);
        }
        return wanted.only(finding -> isToGo(review, finding.image()), review);
    }

    private static boolean isToGo(ReviewFile review, ImageEntry image) throws IOException {
        return review.of(image).filter(Decision::isToGo).isPresent();
    }

    /** Whether there can be one. */
    boolean isPossible() {
        return path.isPresent();
    }

    private ReviewFile open(RemovalPlan plan) throws CommandFailure {
        Path own = path.orElseThrow();
        try {
            return ReviewFile.openAt(own, plan.header(), clock);
        } catch (ReviewInUseException | ReviewUnfitException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage() + "; nothing was removed", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "cannot write the review " + own + ": " + IoProblem.of(e) + "; nothing was removed",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
