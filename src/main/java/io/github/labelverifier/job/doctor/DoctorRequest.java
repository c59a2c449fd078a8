package io.github.labelverifier.job.doctor;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import java.util.List;
import java.util.Optional;

/**
 * What is looked at.
 *
 * @param location where the images are; without one, nothing is said of buckets and folders
 * @param detector the command of what finds labels in the place of Rekognition
 */
public record DoctorRequest(Optional<ImageLocation> location, AwsSettings aws, Optional<List<String>> detector) {

    /** Whether no account is needed: neither for the images nor for their labels. */
    boolean needsNoAccount() {
        return detector.isPresent()
                && location.filter(FolderLocation.class::isInstance).isPresent();
    }
}
