package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.verify.VerifyRequest;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How fast calls are made, and how many. */
@OptionGroup("Pace and cost")
final class PaceOptions {
    @Option(
            names = "--tps",
            paramLabel = "N",
            description = "Make at most N DetectLabels calls a second. Default: found out, just under the account's"
                    + " quota.")
    private @Nullable Double tps;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description =
                    "Make at most N calls at a time, and at most N requests when images are removed. Default: 32.")
    private int concurrency = 32;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description = "Stop before the N+1st paid call: the report stays unfinished, exit 5.")
    private @Nullable Long maxCalls;

    @Option(
            names = "--ask-above",
            paramLabel = "USD",
            description = "At a terminal, ask before a run that would cost more than this. Default: 5.")
    private BigDecimal askAbove = new BigDecimal("5");

    @Option(
            names = "--price-per-image",
            paramLabel = "USD",
            description = "What a call costs, for the estimate. Default: 0.001.")
    private BigDecimal price = new BigDecimal("0.001");

    @Everyday
    @Option(
            names = "--count",
            description = "Only list, and say how many images a run would check, how many calls it would make and what"
                    + " they would cost. Calls nothing, writes no report.")
    private boolean count;

    boolean isCount() {
        return count;
    }

    VerifyRequest.Pace toPace() throws CommandFailure {
        Check.atLeast("--ask-above", askAbove.doubleValue(), 0);
        return new VerifyRequest.Pace(concurrency(), tps(), maxCalls(), price(), askAbove, count);
    }

    private OptionalDouble tps() throws CommandFailure {
        if (tps == null) {
            return OptionalDouble.empty();
        }
        if (!(tps > 0) || tps.isInfinite()) {
            throw CommandFailure.usage("--tps must be above 0, not " + tps);
        }
        return OptionalDouble.of(tps);
    }

    private int concurrency() throws CommandFailure {
        Check.within("--concurrency", concurrency, 1, 1000);
        return concurrency;
    }

    private OptionalLong maxCalls() throws CommandFailure {
        if (maxCalls == null) {
            return OptionalLong.empty();
        }
        Check.atLeast("--max-calls", maxCalls, 0);
        return OptionalLong.of(maxCalls);
    }

    private BigDecimal price() throws CommandFailure {
        Check.atLeast("--price-per-image", price.doubleValue(), 0);
        return price;
    }
}
