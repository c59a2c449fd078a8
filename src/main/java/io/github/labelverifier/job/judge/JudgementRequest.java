package io.github.labelverifier.job.judge;

import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.Shown;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One job of {@code judge}, complete and checked as far as that goes without looking at a file.
 *
 * @param reports the finished reports, one a folder
 */
public record JudgementRequest(List<Path> reports, Rejudgement rule, Output output) {

    public JudgementRequest {
        reports = List.copyOf(reports);
    }

    /**
     * Where the results go. With neither a file nor a folder, the new reports are not kept.
     *
     * @param file the new report, if one report is judged
     * @param folder where the new reports get their old names; not given together with a file
     * @param overwrite whether they may replace what is there
     * @param nul whether keys end with NUL instead of newline
     * @param show which findings standard output gets
     */
    public record Output(
            Optional<Path> file, Optional<Path> folder, boolean overwrite, Format format, boolean nul, Shown show) {

        public Output {
            if (file.isPresent() && folder.isPresent()) {
                throw new IllegalArgumentException("file and folder: " + file.get() + ", " + folder.get());
            }
        }

        boolean isKept() {
            return file.isPresent() || folder.isPresent();
        }
    }
}
