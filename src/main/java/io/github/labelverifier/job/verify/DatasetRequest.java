package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.delete.RemovalJobs;
import io.github.labelverifier.job.delete.RemovalSettings;
import io.github.labelverifier.job.inspect.InspectRequest;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.Shown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job of {@code dataset}.
 *
 * @param exemplars those of each class, as they were given
 * @param skipUnlisted whether classes without exemplars are left out
 * @param judging how all classes are judged once their labels are there
 * @param pictures what is flagged by what is seen in the pictures; empty if nobody looks
 */
public record DatasetRequest(
        ImageLocation location,
        Map<String, List<String>> exemplars,
        boolean skipUnlisted,
        VerifyRequest.Rule rule,
        Rejudgement judging,
        Optional<InspectRequest.Flags> pictures,
        Output output,
        RemovalSettings removing,
        RemovalJobs.Ask ask,
        VerifyRequest.Pace pace,
        AwsSettings aws) {

    /** What is written where. */
    public record Output(
            Path folder, boolean overwrite, Reuse reuse, long minKept, Format format, boolean nul, Shown show) {}
}
