package io.github.labelverifier.job.inspect;

import io.github.labelverifier.picture.NearHashes;
import io.github.labelverifier.picture.PerceptualHash;
import io.github.labelverifier.picture.QualityNote;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * Which images of all reports look alike, and which one of each group stays: an exemplar, else one that nothing speaks against,
 * else any; of several the one of the most pixels, of equal ones the first. Pictures without information look like each other
 * whatever they show, and are left out. Holds some 60 bytes an image.
 */
final class LookAlikeImages {
    private static final int LONGS = PerceptualHash.BITS / Long.SIZE;
    private static final int START = 1024;

    private static final byte LEFT_OUT = 0;
    private static final byte WRONG = 1;
    private static final byte RIGHT = 2;
    private static final byte EXEMPLAR = 3;

    private final InspectRequest.Flags flags;
    private long[] bits = new long[START * LONGS];
    private long[] pixels = new long[START];
    private byte[] ranks = new byte[START];
    private int[] reports = new int[START];
    private int count;
    private int[] stays = {};

    /** Of no image yet. */
    LookAlikeImages(InspectRequest.Flags flags) {
        this.flags = flags;
    }

    /** One more image, in the order of the reports and their lines. */
    void add(Finding finding, int report) {
        if (count == ranks.length) {
            grow();
        }
        reports[count] = report;
        boolean isOne = finding.picture()
                .filter(picture -> !picture.notes().contains(QualityNote.LOW_INFORMATION.id()))
                .isPresent();
        if (isOne) {
            long[] hash = PerceptualHash.parse(finding.picture().orElseThrow().phash());
            System.arraycopy(hash, 0, bits, count * LONGS, LONGS);
            pixels[count] = finding.picture().orElseThrow().pixels();
            ranks[count] = rank(finding);
        }
        count++;
    }

    private byte rank(Finding finding) {
        if (finding.has(Reason.EXEMPLAR)) {
            return EXEMPLAR;
        }
        SeenReasons reasons = SeenReasons.of(finding);
        boolean isGood = flags.decidesQuality()
                ? flags.notes(finding).isEmpty()
                : reasons.quality().isEmpty();
        return isGood && reasons.without().verdict() == Verdict.KEEP ? RIGHT : WRONG;
    }

    private void grow() {
        int more = Math.toIntExact(2L * ranks.length);
        bits = Arrays.copyOf(bits, Math.toIntExact((long) more * LONGS));
        pixels = Arrays.copyOf(pixels, more);
        ranks = Arrays.copyOf(ranks, more);
        reports = Arrays.copyOf(reports, more);
    }

    /** Finds the groups. */
    void compare(int mostDistance) {
        int[] members = new int[count];
        int some = 0;
        for (int i = 0; i < count; i++) {
            if (ranks[i] != LEFT_OUT) {
                System.arraycopy(bits, i * LONGS, bits, some * LONGS, LONGS);
                members[some++] = i;
            }
        }
        int[] firsts = new NearHashes(LongBuffer.wrap(bits, 0, some * LONGS)).groups(mostDistance);
        int[] best = new int[some];
        Arrays.fill(best, -1);
        for (int i = 0; i < some; i++) {
            if (best[firsts[i]] < 0 || isBetter(members[i], members[best[firsts[i]]])) {
                best[firsts[i]] = i;
            }
        }
        stays = new int[count];
        for (int i = 0; i < count; i++) {
            stays[i] = i;
        }
        for (int i = 0; i < some; i++) {
            stays[members[i]] = members[best[firsts[i]]];
        }
    }

    private boolean isBetter(int one, int other) {
        return ranks[one] != ranks[other] ? ranks[one] > ranks[other] : pixels[one] > pixels[other];
    }

    int count() {
        return count;
    }

    /** The image that stays of the group of this one; itself if it is alone. */
    int stayFor(int image) {
        return stays[image];
    }

    /** The number of the report of an image. */
    int reportOf(int image) {
        return reports[image];
    }
}
