package io.github.labelverifier.report;

import io.github.labelverifier.label.Asked;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Single lines of many reports, each read when it is asked for. A place is a number that names the report and where the line
 * begins. Of the files only a few are open at a time. Used from one thread.
 */
final class ReportLines implements Closeable {
    private static final int REPORT_BITS = 20;
    private static final int MOST_OPEN = 32;

    /** A report and what its calls asked for, unless a line tells otherwise. */
    private record Source(Path file, Asked asked) {}

    private final List<Source> sources = new ArrayList<>();
    private final Map<Integer, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

    /** Adds a report, and gives its number. */
    int add(Path file, Asked asked) {
        if (sources.size() >= 1 << REPORT_BITS) {
            throw new IllegalStateException("too many reports");
        }
        sources.add(new Source(file, asked));
        return sources.size() - 1;
    }

    /** The place of a line. */
    static long place(int report, long offset) {
        return offset << REPORT_BITS | report;
    }

    /** The finding at a place. */
    Finding read(long place, int length) throws IOException {
        int report = (int) (place & ((1 << REPORT_BITS) - 1));
        Source source = sources.get(report);
        ByteBuffer line = ByteBuffer.allocate(length);
        long at = place >>> REPORT_BITS;
        while (line.hasRemaining()) {
            int read = channel(report).read(line, at);
            if (read < 0) {
                throw new IOException(source.file() + " became shorter while it was read");
            }
            at += read;
        }
        return ReportLine.parse(line.array()).toFinding(source.asked());
    }

    private FileChannel channel(int report) throws IOException {
        @Nullable FileChannel channel = open.get(report);
        if (channel == null) {
            if (open.size() == MOST_OPEN) {
                int longestUnused = open.keySet().iterator().next();
                open.get(longestUnused).close();
                open.remove(longestUnused);
            }
            channel = FileChannel.open(sources.get(report).file(), StandardOpenOption.READ);
            open.put(report, channel);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open.values()) {
            channel.close();
        }
        open.clear();
    }
}
