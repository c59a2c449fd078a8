package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageFilter;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.delete.RemovalSettings;
import io.github.labelverifier.job.inspect.InspectRequest;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.Shown;
import io.github.labelverifier.verdict.Policy;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One job of {@code verify}, complete and checked as far as that goes without looking at a store.
 *
 * @param exemplars their keys, each once
 * @param pictures what is flagged by what is seen in the pictures; empty if nobody looks
 */
public record VerifyRequest(
        ImageLocation location,
        List<String> exemplars,
        Rule rule,
        Images images,
        Output output,
        RemovalSettings removing,
        Pace pace,
        AwsSettings aws,
        Judging judging,
        Optional<InspectRequest.Flags> pictures) {

    /**
     * What counts.
     *
     * @param convert whether what Rekognition would refuse by format or size is converted
     * @param detector the command that finds labels in the place of Rekognition, in words
     */
    public record Rule(
            List<String> referenceLabels,
            Policy policy,
            Asked asked,
            boolean convert,
            Optional<List<String>> detector) {}

    /** Which images. */
    public record Images(
            ImageFilter filter, Optional<String> keysFrom, InputStream standardInput, OptionalLong limit) {}

    /**
     * What is written where.
     *
     * @param report the file; empty for standard output
     * @param isNamed whether somebody asked for the file's name, so that no other will do
     */
    public record Output(
            Optional<Path> report,
            boolean isNamed,
            boolean overwrite,
            Optional<Path> gallery,
            Reuse reuse,
            boolean offline,
            Format format,
            boolean nul,
            Shown show) {}

    /**
     * What is done with the findings once all labels are there.
     *
     * @param rule how they are judged anew; empty if the verdicts of the scan stand
     * @param against finished reports of other folders that they are compared with
     */
    public record Judging(Optional<Rejudgement> rule, List<Path> against) {
        boolean isContrast() {
            return rule.flatMap(Rejudgement::contrast).isPresent();
        }
    }

    /**
     * How fast, and how much.
     *
     * @param askAbove from which cost on the person at the terminal is asked before it is paid
     */
    public record Pace(
            int concurrency,
            OptionalDouble tps,
            OptionalLong maxCalls,
            BigDecimal price,
            BigDecimal askAbove,
            boolean countOnly) {

        /** The same where calls cost nothing. */
        public Pace free() {
            return new Pace(concurrency, tps, maxCalls, BigDecimal.ZERO, askAbove, countOnly);
        }

        /** How many calls need no question. */
        long callsUnasked() {
            return price.signum() == 0
                    ? Long.MAX_VALUE
                    : askAbove.divide(price, 0, RoundingMode.DOWN)
                            .min(BigDecimal.valueOf(Long.MAX_VALUE))
                            .longValue();
        }
    }
}
