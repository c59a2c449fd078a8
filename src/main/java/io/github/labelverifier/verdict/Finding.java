package io.github.labelverifier.verdict;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One image with its verdict, the reasons for it and the labels it rests on.
 *
 * @param image as it was listed
 * @param reasons why it is flagged, doubtful, skipped or in error; most often empty for an image that is kept
 * @param overlap the labels it shares with the reference, best first
 * @param detection all recorded labels; empty if there is no answer
 * @param message why there is no answer, for people
 * @param contrast what the contrast rule found; empty with any other rule
 * @param picture what was seen in its pixels; empty if nobody has looked
 */
public record Finding(
        ImageEntry image,
        Verdict verdict,
        List<Reason> reasons,
        List<String> overlap,
        Optional<Detection> detection,
        Optional<String> message,
        Optional<Contrast> contrast,
        Optional<PictureFacts> picture) {
    private static final int LONGEST_REASON = 200;

    private static final int LONGEST_MESSAGE = 4_000;

    public Finding {
        reasons = List.copyOf(reasons);
        overlap = List.copyOf(overlap);
    }

    /** A finding into whose picture nobody has looked. */
    public Finding(
            ImageEntry image,
            Verdict verdict,
            List<Reason> reasons,
            List<String> overlap,
            Optional<Detection> detection,
            Optional<String> message,
            Optional<Contrast> contrast) {
        this(image, verdict, reasons, overlap, detection, message, contrast, Optional.empty());
    }

    /** A finding of another rule than the contrast. */
    public Finding(
            ImageEntry image,
            Verdict verdict,
            List<Reason> reasons,
            List<String> overlap,
            Optional<Detection> detection,
            Optional<String> message) {
        this(image, verdict, reasons, overlap, detection, message, Optional.empty());
    }

    /** An image that no call is worth, for the reason of this text. */
    public static Finding skipped(ImageEntry image, String reason) {
        return unchecked(image, Verdict.SKIP, reason, Optional.empty());
    }

    /** An image without an answer, for the reason of this text: a known one, or what a service calls it. */
    public static Finding unchecked(ImageEntry image, Verdict verdict, String reason, Optional<String> message) {
        return new Finding(
                image,
                verdict,
                List.of(Reason.parse(bounded(reason, LONGEST_REASON))),
                List.of(),
                Optional.empty(),
                message.map(text -> bounded(text, LONGEST_MESSAGE)));
    }

    /** What a service said, as far as a report takes it: valid text of bounded length. */
    private static String bounded(String text, int most) {
        String start = text.substring(0, Math.min(text.length(), most));
        return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** What was decided of the image. */
    public Decision decision() {
        return new Decision(verdict, reasons, contrast);
    }

    /** Whether the image has been checked: it is kept or flagged. */
    public boolean isChecked() {
        return verdict == Verdict.KEEP || verdict == Verdict.FLAG;
    }

    /** Whether this is one of its reasons. */
    public boolean has(Reason reason) {
        return reasons.contains(reason);
    }

    /** Whether a person who asks for one of these means one of its reasons. */
    public boolean isMeantBy(Collection<Reason> asked) {
        return reasons.stream().anyMatch(reason -> reason.isMeantBy(asked));
    }

    /** Whether it is flagged as having the content of another. */
    public boolean isDuplicate() {
        return decision().isDuplicate();
    }

    /** The rejected labels that it has. */
    public List<String> rejected() {
        return reasons.stream()
                .filter(reason -> reason.kind() == Reason.Kind.CONTAINS)
                .map(Reason::detail)
                .toList();
    }

    /** The same image, flagged because it has the content of another. */
    public Finding asDuplicateOf(String key) {
        return decided(decision().asDuplicateOf(key));
    }

    /** The same finding of the same image as it is listed from another place. */
    public Finding of(ImageEntry other) {
        return new Finding(other, verdict, reasons, overlap, detection, message, contrast, picture);
    }

    /** The same image with another verdict, for these reasons. */
    public Finding decided(Verdict other, List<Reason> why) {
        return new Finding(image, other, why, overlap, detection, message, contrast, picture);
    }

    /** The same image, decided so. */
    public Finding decided(Decision decision) {
        return new Finding(
                image,
                decision.verdict(),
                decision.reasons(),
                overlap,
                detection,
                message,
                decision.contrast(),
                picture);
    }

    /** The same finding with what was seen in the picture. */
    public Finding seen(PictureFacts facts) {
        return new Finding(image, verdict, reasons, overlap, detection, message, contrast, Optional.of(facts));
    }

    /** Whether its content was refused when it was sent; what is skipped without being sent has no message. */
    public boolean isRefusal() {
        return verdict == Verdict.SKIP && message.isPresent() && !reasons.isEmpty();
    }

    /** The refusal of this image's content, in words for another image of it. */
    public Optional<Refusal> refusalOf(ImageEntry other) {
        if (!isRefusal()) {
            return Optional.empty();
        }
        String own = image.key() + ": ";
        String why = message.orElseThrow();
        return Optional.of(new Refusal(
                reasons.get(0).text(), why.startsWith(own) ? other.key() + ": " + why.substring(own.length()) : why));
    }

    /** Whether a removal may act on it: only on what was checked and found wrong. */
    public boolean isRemovable() {
        return verdict == Verdict.FLAG;
    }
}
