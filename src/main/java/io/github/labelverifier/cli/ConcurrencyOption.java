package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import picocli.CommandLine.Option;

/** How many requests go out at a time, for commands that call only the store and not Rekognition. */
@OptionGroup("Pace and cost")
final class ConcurrencyOption {
    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Make at most N requests to the store at a time, 1 to 1000. Default: 32.")
    private int concurrency = 32;

    int concurrency() throws CommandFailure {
        Check.within("--concurrency", concurrency, 1, 1000);
        return concurrency;
    }
}
