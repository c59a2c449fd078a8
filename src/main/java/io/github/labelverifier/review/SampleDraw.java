package io.github.labelverifier.review;

import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws a random sample of the checked images of a report while they go by, each with the same chance. Every image gets
 * a number from its key and the seed, and the images of the lowest numbers are drawn. So a larger sample with the same
 * seed contains the smaller one, what was marked of that still counts, and the first images of a sample are a sample
 * themselves. Used from one thread.
 */
public final class SampleDraw {
    private final ReviewSample sample;
    private final PriorityQueue<Drawn> drawn = new PriorityQueue<>(ORDER.reversed());
    private final MessageDigest digest;
    private long offered;

    private static final Comparator<Drawn> ORDER = Comparator.comparingLong(Drawn::lot)
            .thenComparing(one -> one.finding.image().key());

    /** One that may be drawn, and where it stands among all that went by, from 0. */
    public record Drawn(Finding finding, long position, long lot) {}

    /** Begins to draw. */
    public SampleDraw(ReviewSample sample) {
        this.sample = sample;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether an image is among those that are drawn from: it was checked, and is not known to be right. */
    public static boolean isEligible(Finding finding) {
        return finding.isChecked()
                && finding.detection().isPresent()
                && !finding.image().etag().isEmpty()
                && !finding.has(Reason.EXEMPLAR);
    }

    /**
     * Lets an image go by.
     *
     * @param position where it stands in its report, from 0
     */
    public void offer(Finding finding, long position) {
        if (!isEligible(finding)) {
            return;
        }
        offered++;
        Drawn one = new Drawn(finding, position, lot(finding.image().key()));
        if (drawn.size() < sample.size()) {
            drawn.add(one);
        } else if (ORDER.compare(one, drawn.element()) < 0) {
            drawn.remove();
            drawn.add(one);
        }
    }

    private long lot(String key) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(sample.seed()).flip());
        byte[] hash = digest.digest(key.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong() >>> 1;
    }

    /** How many images could have been drawn. */
    public long offered() {
        return offered;
    }

    /** The images of the sample, in the order of their lots, in which they are asked about. */
    public List<Drawn> drawn() {
        List<Drawn> list = new ArrayList<>(drawn);
        list.sort(ORDER);
        return list;
    }
}
