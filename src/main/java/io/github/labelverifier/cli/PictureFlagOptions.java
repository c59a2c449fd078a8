package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.inspect.InspectRequest;
import io.github.labelverifier.picture.PerceptualHash;
import io.github.labelverifier.picture.QualityNote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is flagged by what is seen in the pictures. */
@OptionGroup("Pictures")
final class PictureFlagOptions {
    private static final List<String> NOTES =
            Arrays.stream(QualityNote.values()).map(QualityNote::id).toList();

    @Option(
            names = "--flag-near-duplicates",
            description =
                    "Flag images that look alike, all but one of each group: an exemplar stays, else the largest.")
    private boolean nearDuplicates;

    @Option(
            names = "--near-distance",
            paramLabel = "N",
            description = "How different two images may be and still count as alike: in how many of 256 bits. Default: "
                    + "50.")
    private @Nullable Integer nearDistance;

    @Option(
            names = "--flag-quality",
            paramLabel = "LIST",
            split = ",",
            completionCandidates = Notes.class,
            description = "Flag images with one of these notes, separated by commas: dark, light, blurry,"
                    + " low-information, odd-aspect, small.")
    private List<String> quality = new ArrayList<>();

    /** What a shell offers. */
    static final class Notes extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Notes() {
            super(NOTES);
        }
    }

    /** Whether one of these options is given. */
    boolean isAny() {
        return nearDuplicates || nearDistance != null || !quality.isEmpty();
    }

    InspectRequest.Flags toFlags() throws CommandFailure {
        OptionalInt distance = nearDistance == null ? OptionalInt.empty() : OptionalInt.of(nearDistance);
        if (distance.isPresent()) {
            Check.within("--near-distance", distance.getAsInt(), 0, PerceptualHash.BITS - 1);
        }
        Set<QualityNote> notes = EnumSet.noneOf(QualityNote.class);
        for (String name : quality) {
            notes.add(QualityNote.of(name.strip())
                    .orElseThrow(() -> CommandFailure.usage("--flag-quality takes " + String.join(", ", NOTES)
                            + ", not '" + name + "'" + WrongArguments.didYouMean(name, NOTES))));
        }
        return new InspectRequest.Flags(nearDuplicates, distance, notes);
    }
}
