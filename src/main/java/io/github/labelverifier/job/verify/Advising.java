package io.github.labelverifier.job.verify;

import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.delete.Consent;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.AdviceText;
import java.nio.file.Path;
import java.util.Set;

/**
 * When a run says what is worth trying next. What it found comes with the summary. The commands that go on from there come at the
 * end, where somebody sits in front of it and nothing was removed.
 */
final class Advising {
    private final AdviceText text;
    private final VerifyRequest request;
    private final boolean isAny;
    private final boolean isFlagged;
    private final boolean isWatched;

    /**
     * The advice of a run.
     *
     * @param report its report, as the user calls it
     */
    Advising(Console console, VerifyRequest request, Path report, ClassResult judged) {
        this.request = request;
        this.isAny = !judged.summary().advice().isEmpty();
        this.isFlagged = judged.counts().flag() > 0;
        this.isWatched = console.terminal().isError() && console.terminal().isOutput();
        this.text = new AdviceText(
                console,
                report,
                request.rule().policy().ignored(),
                judged.summary().advice(),
                judged.answered());
    }

    /** With the summary. */
    void beforeRemoval() {
        text.tell(!isWatched || isRemoving());
    }

    /** After the removal, if there was one. */
    void atEnd(Set<ExitCode> codes) {
        boolean isKept = !isRemoving() || codes.contains(ExitCode.NOT_CONFIRMED);
        if (isWatched && isKept && (isAny || isFlagged)) {
            text.tellNext(request.output().gallery(), isFlagged, !isRemoving());
        }
    }

    private boolean isRemoving() {
        return isFlagged && request.removing().consent() != Consent.REPORT_ONLY;
    }
}
