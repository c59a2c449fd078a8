package io.github.labelverifier.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The reports among the files of a folder. Ledgers, lists and whatever else lies there are passed over. */
final class ReportFiles {
    private static final Pattern HEADER = Pattern.compile("\\s*\\{.*\"type\"\\s*:\\s*\"header\".*", Pattern.DOTALL);
    private static final int BEGINNING_BYTES = 4096;
    private static final String SUFFIX = ".jsonl";

    private static final int END_BYTES = 1024 * 1024;
    private static final String SUMMARY = "{\"type\":\"summary\"";

    private ReportFiles() {}

    /**
     * All reports that lie directly in a folder, by name.
     *
     * @throws MalformedReportException if one is a report but cannot be read
     */
    static List<Path> in(Path folder) throws IOException {
        List<Path> reports = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && isReport(file)) {
                    reports.add(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        reports.sort(null);
        return reports;
    }

    private static boolean isReport(Path file) throws IOException {
        boolean isNamedSo = String.valueOf(file.getFileName()).endsWith(SUFFIX);
        boolean beginsSo = HEADER.matcher(beginning(file)).matches();
        if (beginsSo) {
            // One that was cut off in its first line has no answer.
            return hasLine(file);
        }
        if (!isNamedSo) {
            return false;
        }
        // Another program may have put the fields of the header into another order.
        try (ReportReader reader = ReportReader.open(file)) {
            return !reader.header().location().isEmpty();
        } catch (MalformedReportException e) {
            return false;
        }
    }

    private static boolean hasLine(Path file) throws IOException {
        try (RawLines lines = new RawLines(file)) {
            return lines.next().filter(RawLines.RawLine::isWhole).isPresent();
        }
    }

    /**
     * The last line of a report, told by the end of the file alone. Empty if the report is unfinished, or that line is not
     * understood; one that another program has written anew may pass for unfinished.
     */
    static Optional<ReportSummary> summary(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(channel.size(), END_BYTES));
            long at = channel.size() - end.capacity();
            int read = 0;
            while (end.hasRemaining() && read >= 0) {
                read = channel.read(end, at + end.position());
            }
            String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8).stripTrailing();
            String last = text.substring(text.lastIndexOf('\n') + 1);
            return last.startsWith(SUMMARY) && last.endsWith("}") ? parsed(last) : Optional.empty();
        }
    }

    /** Empty for a line that whoever reads all of the report complains of. */
    private static Optional<ReportSummary> parsed(String line) {
        try {
            return ReportLine.parse(line.getBytes(StandardCharsets.UTF_8)).toSummary();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What stands at the beginning of a file's first line. */
    private static String beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(BEGINNING_BYTES), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        }
    }
}
