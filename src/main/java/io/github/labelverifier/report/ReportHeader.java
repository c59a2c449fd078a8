package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.ContrastRule;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The first line of a report: what was checked, against what, and how.
 *
 * @param tool the program and its version
 * @param location as {@link io.github.labelverifier.image.ImageLocation#uri()} names it
 * @param region where Rekognition was called
 * @param endpoint the endpoint that stood for AWS's own
 * @param exemplars their keys
 * @param exemplarAnswers what was answered for them, so that a later run need not pay for it again
 * @param reference what every image was compared with
 * @param policy the thresholds and labels of the rule
 * @param asked what every call asked for
 * @param rule the name of the rule
 * @param contrast the cuts of the contrast rule; empty with any other rule
 * @param startedAt when the run began
 * @param reused the reports and folders of reports whose answers the run could take, relative to this report's folder where
 *     that can be: what they hold counts as held by this report for as long as it is unfinished
 * @param detecting how labels were found
 */
public record ReportHeader(
        String tool,
        String location,
        Optional<String> region,
        Optional<String> endpoint,
        List<String> exemplars,
        List<Answer> exemplarAnswers,
        List<ReferenceLabels.Entry> reference,
        Policy policy,
        Asked asked,
        String rule,
        Optional<ContrastRule> contrast,
        Instant startedAt,
        List<String> reused,
        Detecting detecting) {
    /** The version of the format that this program writes and reads. */
    public static final int SCHEMA = 1;

    /** The rule that an image must share a label with the reference. */
    public static final String OVERLAP = "overlap";

    /** The rule that an image must not fit another folder of the run clearly better. */
    public static final String CONTRAST = "contrast";

    public ReportHeader {
        exemplars = List.copyOf(exemplars);
        exemplarAnswers = List.copyOf(exemplarAnswers);
        reference = List.copyOf(reference);
        reused = List.copyOf(reused);
    }

    /** A header of another rule than the contrast, and of a run that reuses nothing. */
    public ReportHeader(
            String tool,
            String location,
            Optional<String> region,
            Optional<String> endpoint,
            List<String> exemplars,
            List<Answer> exemplarAnswers,
            List<ReferenceLabels.Entry> reference,
            Policy policy,
            Asked asked,
            String rule,
            Instant startedAt) {
        this(
                tool,
                location,
                region,
                endpoint,
                exemplars,
                exemplarAnswers,
                reference,
                policy,
                asked,
                rule,
                Optional.empty(),
                startedAt,
                List.of(),
                Detecting.USUAL);
    }

    /** The same header for the same images at another place. */
    public ReportHeader at(String otherLocation) {
        return new ReportHeader(
                tool,
                otherLocation,
                region,
                endpoint,
                exemplars,
                exemplarAnswers,
                reference,
                policy,
                asked,
                rule,
                contrast,
                startedAt,
                reused,
                detecting);
    }

    /** The same header of a run that reuses these reports. */
    public ReportHeader reusing(List<String> reports) {
        return new ReportHeader(
                tool,
                location,
                region,
                endpoint,
                exemplars,
                exemplarAnswers,
                reference,
                policy,
                asked,
                rule,
                contrast,
                startedAt,
                reports,
                detecting);
    }

    /** The same header for the same images, judged anew. */
    public ReportHeader judged(
            String otherTool,
            List<ReferenceLabels.Entry> otherReference,
            Policy otherPolicy,
            String otherRule,
            Optional<ContrastRule> otherContrast) {
        return new ReportHeader(
                otherTool,
                location,
                region,
                endpoint,
                exemplars,
                exemplarAnswers,
                otherReference,
                otherPolicy,
                asked,
                otherRule,
                otherContrast,
                startedAt,
                reused,
                detecting);
    }

    /** Whether the score of an image decides over it. */
    public boolean isByScore() {
        return rule.equals(CONTRAST);
    }

    /** Whether images have scores. */
    public boolean isScored() {
        return contrast.isPresent();
    }

    /**
     * How labels were found.
     *
     * @param sending how objects reached the detector; empty for files, and in reports of before
     * @param detector the name of the detector; empty if it was Amazon Rekognition
     */
    public record Detecting(Optional<Sending> sending, Optional<String> detector) {
        /** By Amazon Rekognition, with nothing to be told. */
        public static final Detecting USUAL = new Detecting(Optional.empty(), Optional.empty());
    }

    /** An image and its labels. */
    public record Answer(ImageEntry image, Detection detection) {}
}
