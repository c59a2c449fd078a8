package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.inspect.InspectRequest;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a run looks into the pictures, too. */
@OptionGroup("Pictures")
final class InspectOptions {
    @Option(
            names = "--inspect",
            description = "After the scan, look into the pictures: what looks alike, size, quality. The three options"
                    + " below imply it. See label-verifier inspect.")
    private boolean inspect;

    @Mixin
    private PictureFlagOptions flags = new PictureFlagOptions();

    /** What is to be flagged by what is seen; empty if nobody wants to look. */
    Optional<InspectRequest.Flags> toFlags() throws CommandFailure {
        InspectRequest.Flags wanted = flags.toFlags();
        return inspect || flags.isAny() ? Optional.of(wanted) : Optional.empty();
    }
}
