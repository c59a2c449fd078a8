package io.github.labelverifier.job.inspect;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.picture.QualityNote;
import io.github.labelverifier.verdict.Finding;
import java.nio.file.Path;
import java.util.List;
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
     * What is flagged by what was seen; nothing but notes are written otherwise.
     *
     * @param nearDuplicates whether of images that look alike all but one are flagged
     * @param nearDistance how many of 256 bits may differ in images that look alike
     * @param quality images with one of these notes
     */
    public record Flags(boolean nearDuplicates, int nearDistance, Set<QualityNote> quality) {

        public Flags {
            quality = Set.copyOf(quality);
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
