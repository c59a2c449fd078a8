package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageFilter;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which images are checked, and against which exemplars. */
@OptionGroup("Images")
final class ImageOptions {
    @Everyday
    @Option(
            names = {"-e", "--exemplar"},
            paramLabel = "KEY",
            description = "An image that shows the class: a full key of the same bucket, an s3:// URI, or a path in the"
                    + " folder. Repeat it; two to five are best.")
    private List<String> exemplars = new ArrayList<>();

    @Option(
            names = "--exemplars-from",
            paramLabel = "FILE",
            description = "Read exemplars from a file, one a line; - is standard input.")
    private @Nullable String exemplarsFrom;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Check only images whose name below the location matches; * is any text.")
    private List<String> includes = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "Leave out images that match; wins over --include.")
    private List<String> excludes = new ArrayList<>();

    @Option(
            names = "--keys-from",
            paramLabel = "FILE",
            description = "Check the keys of this file only, in its order, without listing; - is standard input.")
    private @Nullable String keysFrom;

    @Everyday
    @Option(names = "--limit", paramLabel = "N", description = "Stop after N images.")
    private @Nullable Long limit;

    @Option(names = "--raw-prefix", description = "Take the prefix literally: deer then also matches deer-old/.")
    private boolean rawPrefix;

    @Option(names = "--whole-bucket", description = "Allow a location without a prefix.")
    private boolean wholeBucket;

    List<String> exemplars() {
        return exemplars;
    }

    Optional<String> exemplarsFrom() {
        return Optional.ofNullable(exemplarsFrom);
    }

    Optional<String> keysFrom() {
        return Optional.ofNullable(keysFrom);
    }

    OptionalLong limit() throws CommandFailure {
        if (limit == null) {
            return OptionalLong.empty();
        }
        Check.atLeast("--limit", limit, 1);
        return OptionalLong.of(limit);
    }

    boolean isRawPrefix() {
        return rawPrefix;
    }

    boolean isWholeBucket() {
        return wholeBucket;
    }

    boolean hasExemplars() {
        return !exemplars.isEmpty() || exemplarsFrom != null;
    }

    void checkStandardInput() throws CommandFailure {
        if ("-".equals(exemplarsFrom) && "-".equals(keysFrom)) {
            throw CommandFailure.usage("--exemplars-from and --keys-from cannot both read standard input");
        }
    }

    ImageFilter toFilter() throws CommandFailure {
        try {
            return new ImageFilter(includes, excludes);
        } catch (PatternSyntaxException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--include or --exclude has a set that cannot be read: " + e.getDescription(), e);
        }
    }
}
