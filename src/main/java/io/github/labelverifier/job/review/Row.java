package io.github.labelverifier.job.review;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.verdict.Verdict;
import java.nio.ByteBuffer;

/**
 * What sorting and filtering need to know of every image, as a record of fixed length.
 *
 * @param line where the image's line stands in the report
 * @param verdict what the report says of it
 * @param mark what a person has decided
 * @param to the number of the place that it is to be moved to; -1 if it is not
 * @param canGo whether it may be marked for removal: not an exemplar, and of known content
 * @param size in bytes
 * @param modified in milliseconds
 * @param badness how little it fits: {@link io.github.labelverifier.verdict.Badness}
 * @param nameRank its place among all images by name, from 0
 * @param reason the number of the reason that it is grouped by
 * @param suggest the number of the place that it fits better; -1 if there is none
 * @param facets where the facets of the image stand in their file
 */
record Row(
        OffsetIndex.Extent line,
        Verdict verdict,
        Mark mark,
        int to,
        boolean canGo,
        long size,
        long modified,
        double badness,
        long nameRank,
        int reason,
        int suggest,
        OffsetIndex.Extent facets) {
    static final int BYTES = 80;

    /** Where the mark stands in a row; the number of the destination follows. */
    static final int MARK_AT = 0;

    private static final Verdict[] VERDICTS = Verdict.values();
    private static final Mark[] MARKS = Mark.values();

    void write(ByteBuffer out) {
        out.putInt(mark.ordinal()).putInt(to).putInt(verdict.ordinal()).putInt(canGo ? 1 : 0);
        out.putLong(line.offset()).putInt(line.length());
        out.putInt(reason).putInt(suggest).putInt(facets.length()).putLong(facets.offset());
        out.putLong(size).putLong(modified).putDouble(badness).putLong(nameRank);
    }

    static Row read(ByteBuffer in) {
        Mark mark = MARKS[in.getInt()];
        int to = in.getInt();
        Verdict verdict = VERDICTS[in.getInt()];
        boolean canGo = in.getInt() == 1;
        OffsetIndex.Extent line = new OffsetIndex.Extent(in.getLong(), in.getInt());
        int reason = in.getInt();
        int suggest = in.getInt();
        int facetBytes = in.getInt();
        OffsetIndex.Extent facets = new OffsetIndex.Extent(in.getLong(), facetBytes);
        return new Row(
                line,
                verdict,
                mark,
                to,
                canGo,
                in.getLong(),
                in.getLong(),
                in.getDouble(),
                in.getLong(),
                reason,
                suggest,
                facets);
    }

    Row ranked(long rank) {
        return new Row(line, verdict, mark, to, canGo, size, modified, badness, rank, reason, suggest, facets);
    }

    Row marked(Mark other, int place) {
        return new Row(line, verdict, other, place, canGo, size, modified, badness, nameRank, reason, suggest, facets);
    }
}
