package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.ui.view.Format;
import io.github.labelverifier.ui.view.Shown;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What standard output gets of the findings, and in which form. */
@OptionGroup("Report and output")
final class PrintOptions {
    @Everyday
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What standard output gets: table (of several reports or classes, one row each), keys, uris,"
                    + " jsonl, csv, none. Default: table.")
    private @Nullable Format format;

    @Mixin
    private ShownOptions shown = new ShownOptions();

    Format format() {
        return givenFormat().orElse(Format.table);
    }

    /** The format, where the command line names one. */
    Optional<Format> givenFormat() {
        return Optional.ofNullable(format);
    }

    boolean isNul() {
        return shown.isNul();
    }

    boolean isShowGiven() {
        return shown.isShowGiven();
    }

    /** What {@code --show} names; flagged images if it names none. */
    Shown show() throws CommandFailure {
        return new Shown(shown.show(), shown.isShowGiven());
    }
}
