package io.github.labelverifier.cli;

import io.github.labelverifier.image.Sending;
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

    @Option(
            names = "--convert",
            paramLabel = "WHEN",
            description =
                    "What Rekognition would refuse by format or size is decoded here and sent as JPEG: auto, never."
                            + " Default: auto.")
    private Convert convert = Convert.auto;

    @Option(
            names = "--send",
            paramLabel = "WAY",
            description =
                    "How objects of a bucket reach Rekognition: by reference, or as bytes, which are fetched first:"
                            + " auto, reference, bytes. Default: auto, which fetches them where Rekognition cannot read the"
                            + " bucket.")
    private Sending sending = Sending.AUTO;

    Sending sending() {
        return sending;
    }

    boolean isConvert() {
        return convert == Convert.auto;
    }
}
