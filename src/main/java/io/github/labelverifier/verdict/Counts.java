package io.github.labelverifier.verdict;

/**
 * How many images ended in which verdict.
 *
 * @param bytesFlagged the size of all flagged images
 */
public record Counts(long keep, long flag, long skip, long error, long bytesFlagged) {
    /** Nothing was counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** These counts and one finding more. */
    public Counts plus(Finding finding) {
        return plus(finding.verdict(), finding.image().size());
    }

    /** These counts and one image more, of this size in bytes. */
    public Counts plus(Verdict verdict, long size) {
        return switch (verdict) {
            case KEEP -> new Counts(keep + 1, flag, skip, error, bytesFlagged);
            case FLAG -> new Counts(keep, flag + 1, skip, error, sum(bytesFlagged, size));
            case SKIP -> new Counts(keep, flag, skip + 1, error, bytesFlagged);
            case ERROR -> new Counts(keep, flag, skip, error + 1, bytesFlagged);
        };
    }

    /** What two sizes come to; the largest number there is where a report claims more than that. */
    public static long sum(long bytes, long more) {
        return bytes > Long.MAX_VALUE - more ? Long.MAX_VALUE : bytes + more;
    }

    /** All images. */
    public long images() {
        return keep + flag + skip + error;
    }

    /** The images that have a verdict by their labels. */
    public long checked() {
        return keep + flag;
    }

    /** The share of flagged images among those checked, in percent; 0 if none was checked. */
    public double percentFlagged() {
        return checked() == 0 ? 0 : 100.0 * flag / checked();
    }
}
