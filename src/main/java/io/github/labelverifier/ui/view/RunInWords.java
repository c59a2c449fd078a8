package io.github.labelverifier.ui.view;

import io.github.labelverifier.scan.Progress;
import io.github.labelverifier.ui.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What there is to say about a run at one moment.
 *
 * @param price of a call
 * @param expectedCalls how many calls the whole run makes, where that was counted before
 * @param images how many images a second have had their answer of late
 * @param calls how many calls a second were answered of late
 */
record RunInWords(
        Progress progress, BigDecimal price, OptionalLong expectedCalls, OptionalDouble images, OptionalDouble calls) {

    private static final Duration WORTH_A_WORD = Duration.ofSeconds(5);

    /** In words, and in percent of the images as soon as anybody knows how many there are; rounded down. */
    ProgressLine line() {
        OptionalInt percent = progress.listingDone() && progress.listed() > 0
                ? OptionalInt.of((int) (100 * progress.done() / progress.listed()))
                : OptionalInt.empty();
        return new ProgressLine(percent, parts());
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        parts.add(Text.count(progress.done()) + " of " + Text.count(progress.listed())
                + (progress.listingDone() ? "" : "+") + " images");
        progress.rate()
                .throttledFor()
                .filter(blocked -> blocked.compareTo(WORTH_A_WORD) > 0)
                .ifPresent(blocked ->
                        parts.add("Rekognition turns all calls away for " + Text.duration(blocked) + ", waiting"));
        left().ifPresent(seconds -> parts.add(Text.duration(Duration.ofSeconds(Math.round(seconds))) + " left"));
        parts.add(cost());
        parts.add(Text.count(progress.counts().flag()) + " flagged");
        if (progress.counts().error() > 0) {
            parts.add(Text.count(progress.counts().error(), "error"));
        }
        calls.ifPresent(rate -> parts.add(rate(rate)));
        parts.add(Text.count(progress.answered(), "call"));
        if (progress.reused() > 0) {
            parts.add(Text.count(progress.reused()) + " reused");
        }
        return parts;
    }

    /** The seconds that are left, by the calls that are to come where their number is known. */
    private OptionalDouble left() {
        if (!progress.listingDone()) {
            return OptionalDouble.empty();
        }
        double toCall = expectedCalls.orElse(0) - progress.answered();
        if (toCall > 0 && calls.orElse(0) > 0) {
            return OptionalDouble.of(toCall / calls.getAsDouble());
        }
        return images.orElse(0) > 0
                ? OptionalDouble.of((progress.listed() - progress.done()) / images.getAsDouble())
                : OptionalDouble.empty();
    }

    private String cost() {
        String soFar = Text.dollars(cost(progress.answered()));
        if (expectedCalls.isPresent()) {
            return soFar + " of " + Text.dollars(cost(Math.max(expectedCalls.getAsLong(), progress.answered())));
        }
        if (!progress.listingDone()) {
            return soFar + " so far";
        }
        // Some of those that have no answer yet will need no call.
        long most = Math.min(progress.answered() + progress.listed() - progress.done(), progress.listed());
        return soFar + " of at most " + Text.dollars(cost(Math.max(most, progress.answered())));
    }

    private BigDecimal cost(long answered) {
        return price.multiply(BigDecimal.valueOf(answered));
    }

    private String rate(double rate) {
        OptionalDouble quota = progress.rate().quota();
        return quota.isPresent()
                ? perSecond(rate) + " of " + perSecond(quota.getAsDouble()) + "/s"
                : perSecond(rate) + "/s";
    }

    /** With a decimal where it matters: some regions have a quota of 5. */
    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, rate < 9.95 ? "%.1f" : "%.0f", rate);
    }
}
