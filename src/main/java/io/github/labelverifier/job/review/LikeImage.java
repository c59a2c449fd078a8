package io.github.labelverifier.job.review;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The image that another one has the content of, or looks like.
 *
 * @param name as the reason has it
 * @param place where it is; empty if no report under review has it
 */
record LikeImage(String name, Optional<At> place) {

    /** The place of an image: the number of its report, and its own there. */
    record At(int report, long image) {}

    /**
     * The one that a reason of a finding names, looked for in its own report first.
     *
     * @param report the number of the finding's report
     * @param image the number of the finding there
     */
    static Optional<LikeImage> of(Finding finding, int report, long image, List<ReviewedReport> reports)
            throws IOException {
        Optional<String> name = finding.reasons().stream()
                .flatMap(reason -> reason.otherImage().stream())
                .findFirst();
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new LikeImage(name.get(), find(name.get(), new At(report, image), reports)));
    }

    private static Optional<At> find(String name, At self, List<ReviewedReport> reports) throws IOException {
        OptionalLong own = reports.get(self.report()).table().find(name);
        if (own.isPresent() && own.getAsLong() != self.image()) {
            return Optional.of(new At(self.report(), own.getAsLong()));
        }
        for (int other = 0; other < reports.size(); other++) {
            if (other == self.report()) {
                continue;
            }
            ReviewedReport report = reports.get(other);
            String before = ImageLocation.name(
                    reports.get(self.report()).location().uri(),
                    report.location().uri(),
                    "");
            // Reports of before have no bucket there. A key may be one of another bucket too, and then is not the
            // image's own.
            boolean hasBucket = !before.startsWith(S3Location.SCHEME) || name.startsWith(S3Location.SCHEME);
            if (hasBucket && !name.startsWith(before)) {
                continue;
            }
            OptionalLong there = report.table().find(hasBucket ? name.substring(before.length()) : name);
            if (there.isPresent()) {
                return Optional.of(new At(other, there.getAsLong()));
            }
        }
        return Optional.empty();
    }
}
