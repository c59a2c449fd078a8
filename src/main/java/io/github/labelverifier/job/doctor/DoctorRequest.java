package io.github.labelverifier.job.doctor;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageLocation;
import java.util.Optional;

/**
 * What is looked at.
 *
 * @param location where the images are; without one, nothing is said of buckets and folders
 */
public record DoctorRequest(Optional<ImageLocation> location, AwsSettings aws) {}
