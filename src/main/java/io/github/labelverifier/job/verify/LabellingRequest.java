package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.verdict.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One job of {@code labels}, checked as far as that goes without looking at an image.
 *
 * @param images as they were given: {@code s3://} URIs, or paths of files
 * @param referenceLabels what the reference has by name
 * @param convert whether what Rekognition would refuse by format or size is converted
 * @param detector the command that finds labels in the place of Rekognition, in words
 * @param against reports of other folders
 */
public record LabellingRequest(
        List<String> images,
        Policy policy,
        List<String> referenceLabels,
        Asked asked,
        boolean convert,
        Optional<List<String>> detector,
        List<Path> against,
        AwsSettings aws) {

    public LabellingRequest {
        images = List.copyOf(images);
        referenceLabels = List.copyOf(referenceLabels);
        against = List.copyOf(against);
    }
}
