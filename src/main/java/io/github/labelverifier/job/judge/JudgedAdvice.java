package io.github.labelverifier.job.judge;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.Reports;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.view.AdviceText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is worth trying next with a report that was judged anew, as {@code verify} says it of a report that was just made: with the
 * summary, and on a terminal, where there is but one report to go on with, what comes next at the end.
 */
final class JudgedAdvice {
    private final Console console;
    private final JudgementRequest request;

    JudgedAdvice(Console console, JudgementRequest request) {
        this.console = console;
        this.request = request;
    }

    /**
     * Says it of one report.
     *
     * @param source what was judged
     */
    void tell(Path source, ClassResult judged) throws CommandFailure {
        boolean isFlagged = judged.counts().flag() > 0;
        boolean hasNext = request.reports().size() == 1
                && request.output().isKept()
                && console.terminal().isError()
                && console.terminal().isOutput();
        if (judged.summary().advice().isEmpty() && !(hasNext && isFlagged)) {
            return;
        }
        AdviceText text = new AdviceText(
                console,
                request.output().isKept() ? judged.report() : source,
                ignored(source),
                judged.summary().advice(),
                judged.answered());
        text.tell(!hasNext && isAboutWhatStays());
        if (hasNext) {
            text.tellNext(Optional.empty(), isFlagged, true);
        }
    }

    /** A command on the old report would forget what was changed this time, and the new report is gone. */
    private boolean isAboutWhatStays() {
        return request.output().isKept() || request.rule().equals(Rejudgement.BY_EXEMPLARS);
    }

    private List<String> ignored(Path source) throws CommandFailure {
        Optional<List<String>> given = request.rule().changes().ignored();
        return given.isPresent()
                ? given.get()
                : Reports.headerOfFile(source).policy().ignored();
    }
}
