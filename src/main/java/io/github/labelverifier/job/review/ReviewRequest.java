package io.github.labelverifier.job.review;

import io.github.labelverifier.image.AwsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is reviewed, and how.
 *
 * @param reports one or more
 * @param port at which the page is served; 0 for any that is free
 * @param idle after which the review ends by itself; zero for never
 * @param opensBrowser whether the page is opened where there is a browser
 * @param inTerminal whether the sample is asked about in the terminal, without a page
 * @param sample what random sample is asked about; empty if all images are looked at
 */
public record ReviewRequest(
        List<Path> reports,
        int port,
        Duration idle,
        boolean opensBrowser,
        boolean inTerminal,
        Optional<Sample> sample,
        AwsSettings aws) {
    /** After which a review ends by itself unless told otherwise. */
    public static final Duration DEFAULT_IDLE = Duration.ofMinutes(30);

    public ReviewRequest {
        reports = List.copyOf(reports);
    }

    /**
     * A random sample.
     *
     * @param size how many images
     * @param seed what they are drawn by; empty for that of the review, or one of no meaning
     */
    public record Sample(int size, OptionalLong seed) {}
}
