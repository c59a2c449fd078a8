package io.github.labelverifier.report;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The findings of a report, each read when it is asked for from where its line stands, as {@link ReportReader#lastLine} told.
 * The file stays open: one that is put in its place meanwhile is not seen. Safe for use by several threads.
 */
public final class FindingsByPlace implements Closeable {
    private final Path file;
    private final Asked asked;
    private final FileChannel channel;

    private FindingsByPlace(Path file, Asked asked, FileChannel channel) {
        this.file = file;
        this.asked = asked;
        this.channel = channel;
    }

    /** Opens a report of this header. */
    public static FindingsByPlace open(Path file, ReportHeader header) throws IOException {
        return new FindingsByPlace(file, header.asked(), FileChannel.open(file, StandardOpenOption.READ));
    }

    /** The finding whose line stands there. */
    public Finding read(OffsetIndex.Extent line) throws IOException {
        return LineAt.in(0, line).read(channel, file).toFinding(asked);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
