package io.github.labelverifier.report;

import io.github.labelverifier.disk.OffsetIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a line stands, and how it is read back. An index on disk keeps it as a place and a length, where the place is a
 * number that holds the report and the offset.
 *
 * @param report the number of its report, from 0, below {@link #MOST_REPORTS}
 * @param offset where it begins in its report
 * @param length in bytes, without its end
 */
public record LineAt(int report, long offset, int length) {
    private static final int REPORT_BITS = 20;

    /** So many reports can be told from each other. */
    public static final int MOST_REPORTS = 1 << REPORT_BITS;

    /** The line of a report of this number that stands there. */
    public static LineAt in(int report, OffsetIndex.Extent line) {
        return new LineAt(report, line.offset(), line.length());
    }

    /** The line that an index has kept: the opposite of {@link #place}. */
    public static LineAt kept(OffsetIndex.Extent placeAndLength) {
        long place = placeAndLength.offset();
        return new LineAt((int) (place & (MOST_REPORTS - 1)), place >>> REPORT_BITS, placeAndLength.length());
    }

    /** The number by which an index keeps where the line begins. */
    public long place() {
        return offset << REPORT_BITS | report;
    }

    /** The key of the image that the line is about, read from its report. */
    public String readKey(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, file).image().key();
        }
    }

    /** The line, read from its report, which is open. */
    ReportLine read(FileChannel channel, Path file) throws IOException {
        return read(channel, file + " became shorter while it was read");
    }

    /**
     * The line, read from its report, which is open.
     *
     * @param ifShorter what is said if the file ends before the line does
     */
    ReportLine read(FileChannel channel, String ifShorter) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new IOException(ifShorter);
            }
        }
        return ReportLine.parse(bytes.array());
    }
}
