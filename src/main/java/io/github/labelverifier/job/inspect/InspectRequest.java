package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.picture.NearHashes;
import io.github.labelverifier.picture.QualityNote;
import io.github.labelverifier.verdict.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One job of {@code inspect}.
 *
 * @param reports finished ones, at least one
 */
public record InspectRequest(List<Path> reports, Flags flags, AwsSettings aws) {

    public InspectRequest {
        reports = List.copyOf(reports);
    }

    /**
     * What is flagged by what was seen. What nothing is said of stays flagged as it is in the report.
     *
     * @param nearDuplicates whether of images that look alike all but one are flagged
     * @param givenDistance how many of 256 bits may differ in images that look alike, if that is said
     * @param quality images with one of these notes
     */
    public record Flags(boolean nearDuplicates, OptionalInt givenDistance, Set<QualityNote> quality) {

        public Flags {
            quality = Set.copyOf(quality);
        }

        int nearDistance() {
            return givenDistance.orElse(NearHashes.USUAL_DISTANCE);
        }

        /**
         * Whether it is decided anew which images are flagged as near duplicates. Where notes are flagged it is, lest all of a
         * group go.
         */
        boolean decidesNearDuplicates() {
            return nearDuplicates || givenDistance.isPresent() || decidesQuality();
        }

        boolean decidesQuality() {
            return !quality.isEmpty();
        }

        /** Those of the notes on a picture by which it is flagged. */
        List<String> notes(Finding finding) {
            return quality.stream()
                    .sorted()
                    .map(QualityNote::id)
                    .filter(note -> finding.picture().stream()
                            .anyMatch(picture -> picture.notes().contains(note)))
                    .toList();
        }
    }
}
