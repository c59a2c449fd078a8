package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Instances;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.label.Sent;
import io.github.labelverifier.verdict.Counts;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import io.github.labelverifier.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Headers, findings and summaries as nobody would choose them, the same ones for the same seed. */
final class RandomReport {
    private static final List<String> ODD = List.of(
            "",
            " ",
            "deer/1.jpg",
            "line\nfeed",
            "carriage\rreturn\r\n",
            "tab\tnul\u0000bell\u0007",
            "\u001b[31mred\u001b[0m",
            "del\u007fnext-line\u0085",
            "line\u2028paragraph\u2029",
            "bidi\u202egpj.\u2066exe\u200f",
            "zero\u200bwidth\ufeff",
            "quote\"backslash\\slash/",
            "{\"type\":\"summary\",\"complete\":true}",
            "\n{\"type\":\"image\"}\n",
            "é e\u0301 日本",
            "\ud83e\udd8c\ud83d\udc68\u200d\ud83d\udc69",
            "\uffff\ufffd\ue000",
            "half \ud83e",
            "\udd8c half",
            "=1+1,\"x\";y",
            "'; drop",
            "x".repeat(900));

    /** What may be a label's name: halves of characters and very long texts are none. Two of the longest just fit. */
    private static final List<String> ODD_NAMES = Stream.concat(
                    ODD.stream().filter(text -> !text.contains("half") && text.length() < 250),
                    Stream.of("half \ud83e\udd8c half", "x".repeat(250)))
            .toList();

    private static final int LONGEST_MODEL = 100;

    private static final List<Verdict> VERDICTS = List.of(Verdict.values());

    private final Random random;

    RandomReport(long seed) {
        this.random = new Random(seed);
    }

    private String text() {
        return oneOrTwo(ODD);
    }

    private String name() {
        return oneOrTwo(ODD_NAMES);
    }

    private String model() {
        String text = text();
        return text.substring(0, Math.min(text.length(), LONGEST_MODEL));
    }

    private String oneOrTwo(List<String> of) {
        String text = of.get(random.nextInt(of.size()));
        return random.nextBoolean() ? text : text + of.get(random.nextInt(of.size()));
    }

    private <T> List<T> some(int most, Supplier<T> of) {
        List<T> some = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(of.get());
        }
        return some;
    }

    private <T> Optional<T> perhaps(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private double percent() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 100;
            // As the SDK has it: a float.
            case 2 -> random.nextFloat() * 100;
            default -> random.nextDouble() * 100;
        };
    }

    private long count() {
        return random.nextLong() >>> random.nextInt(1, 64);
    }

    private Asked asked() {
        return new Asked(percent(), 1 + random.nextInt(1000));
    }

    private ImageEntry image() {
        return new ImageEntry(text(), count(), text(), instant(), perhaps(this::text), Optional.empty());
    }

    private Detection detection(Asked ofReport) {
        List<Label> labels = some(
                4,
                () -> new Label(name(), percent(), some(3, this::name), some(2, this::name), perhaps(this::instances)));
        return new Detection(labels, model(), random.nextInt(3) == 0 ? asked() : ofReport, perhaps(this::sent));
    }

    private Sent sent() {
        return new Sent("jpeg", 1 + random.nextInt(5_000), 1 + random.nextInt(5_000), "webp");
    }

    private Instances instances() {
        return new Instances(1 + random.nextInt(20), random.nextBoolean() ? random.nextInt(2) : random.nextDouble());
    }

    ReportHeader header() {
        Asked asked = asked();
        return new ReportHeader(
                text(),
                text(),
                perhaps(this::text),
                perhaps(this::text),
                some(3, this::text),
                some(3, () -> new ReportHeader.Answer(image(), detection(asked))),
                some(4, () -> new ReferenceLabels.Entry(text(), random.nextInt(100))),
                new Policy(percent(), 1 + random.nextInt(1000), some(3, this::text), some(3, this::text)),
                asked,
                text(),
                instant());
    }

    Finding finding(ReportHeader header) {
        Verdict verdict = VERDICTS.get(random.nextInt(VERDICTS.size()));
        Optional<Detection> detection = perhaps(() -> detection(header.asked()));
        return new Finding(
                image(),
                verdict,
                some(3, () -> Reason.parse(text())),
                // What an image shares is known from its labels.
                detection.isPresent() ? some(3, this::text) : List.of(),
                detection,
                perhaps(this::text),
                Optional.empty(),
                perhaps(this::picture));
    }

    private PictureFacts picture() {
        String hash = String.format("%016x", random.nextLong()).repeat(4);
        return new PictureFacts(
                text(), 1 + random.nextInt(9_999), 1 + random.nextInt(9_999), hash, some(3, this::text));
    }

    private Advice advice() {
        return random.nextBoolean() ? new Advice.GenericLabel(text(), count()) : new Advice.OtherRule(text(), count());
    }

    ReportSummary summary() {
        return new ReportSummary(
                new Counts(
                        random.nextInt(1000),
                        random.nextInt(1000),
                        random.nextInt(1000),
                        random.nextInt(1000),
                        count()),
                Map.of("x" + text(), count(), "", 1L),
                count(),
                count(),
                count(),
                count(),
                BigDecimal.valueOf(random.nextInt(1_000_000), 4),
                random.nextBoolean()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of((1 + random.nextInt(1_000_000)) / 100.0),
                perhaps(() -> Set.copyOf(some(3, this::text))),
                instant(),
                some(3, this::advice));
    }
}
