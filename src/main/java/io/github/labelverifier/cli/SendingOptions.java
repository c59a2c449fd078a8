package io.github.labelverifier.cli;

import io.github.labelverifier.detector.CommandWords;
import io.github.labelverifier.image.Sending;
import io.github.labelverifier.job.CommandFailure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How images reach Rekognition. */
@OptionGroup("Sending")
final class SendingOptions {

    /** What is done with an image that Rekognition would refuse. */
    enum Convert {
        /** It is converted. */
        auto,
        /** It is skipped, or sent as it is. */
        never
    }

    /** How objects reach Rekognition. */
    enum Send {
        /** By reference where that can be. */
        auto,
        /** By reference. */
        reference,
        /** As bytes. */
        bytes
    }

    @Option(
            names = "--convert",
            paramLabel = "WHEN",
            description = "Decode images whose format or size Rekognition would refuse, and send them as JPEG: auto, "
                    + "never. Default: auto.")
    private Convert convert = Convert.auto;

    @Option(
            names = "--send",
            paramLabel = "WAY",
            description =
                    "How objects of a bucket reach Rekognition: by reference, or as bytes, which are fetched first:"
                            + " auto, reference, bytes. Default: auto, which fetches them where Rekognition cannot read the"
                            + " bucket.")
    private Send send = Send.auto;

    @Option(
            names = "--detector-command",
            paramLabel = "CMD",
            description = "Let this program find the labels instead of Rekognition. It is run without a shell; the "
                    + "guide describes what it reads and writes. Costs nothing, and needs no AWS account for a "
                    + "folder.")
    private @Nullable String detector;

    /** The words of the command that finds labels, if one is given. */
    Optional<List<String>> detector() throws CommandFailure {
        return words(detector);
    }

    /** The words of what is given as the command of a detector, if something is. */
    static Optional<List<String>> words(@Nullable String detector) throws CommandFailure {
        if (detector == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CommandWords.of(detector));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--detector-command: " + e.getMessage());
        }
    }

    Sending sending() {
        return Sending.valueOf(send.name().toUpperCase(Locale.ROOT));
    }

    boolean isConvert() {
        return convert == Convert.auto;
    }
}
