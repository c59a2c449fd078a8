package io.github.labelverifier.cli;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One job of {@code dataset}.
 *
 * @param exemplars those of each class, as they were given
 * @param skipUnlisted whether classes without exemplars are left out
 * @param judging how all classes are judged once their labels are there
 */
record DatasetRequest(
        ImageLocation location,
        Map<String, List<String>> exemplars,
        boolean skipUnlisted,
        VerifyRequest.Rule rule,
        JudgingRule judging,
        Output output,
        Removing removing,
        FlaggedReports.Ask ask,
        VerifyRequest.Pace pace,
        AwsSettings aws) {

    /** What is written where. */
    record Output(
            Path folder, boolean overwrite, Reuse reuse, long minKept, Format format, boolean nul, Set<Verdict> show) {}
}
