package io.github.labelverifier.report;

import io.github.labelverifier.label.Asked;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Single lines of many reports, each read when it is asked for. Of the files only a few are open at a time. Used from one
 * thread.
 */
final class ReportLines implements Closeable {
    private static final int MOST_OPEN = 32;

    /** A report and what its calls asked for, unless a line tells otherwise. */
    private record Source(Path file, Asked asked) {}

    private final List<Source> sources = new ArrayList<>();
    private final Map<Integer, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

    /** Adds a report, and gives its number. */
    int add(Path file, Asked asked) {
        if (sources.size() >= LineAt.MOST_REPORTS) {
            throw new IllegalStateException("too many reports");
        }
        sources.add(new Source(file, asked));
        return sources.size() - 1;
    }

    /** The finding of a line. */
    Finding read(LineAt line) throws IOException {
        Source source = sources.get(line.report());
        return line.read(channel(line.report()), source.file()).toFinding(source.asked());
    }

    private FileChannel channel(int report) throws IOException {
        @Nullable FileChannel channel = open.get(report);
        if (channel == null) {
            if (open.size() == MOST_OPEN) {
                Map.Entry<Integer, FileChannel> longestUnused =
                        open.entrySet().iterator().next();
                longestUnused.getValue().close();
                open.remove(longestUnused.getKey());
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
