package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small file beside a report that is being written. It holds answers that are paid for but cannot be written yet,
 * because earlier images are not done. It exists only while there are any, so it is left over only by a run that was
 * killed.
 */
final class PendingAnswers implements Closeable {
    /** Far above what the answers to all calls in flight take. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Path file;
    private final Set<String> keys = new HashSet<>();
    private @Nullable FileChannel channel;

    PendingAnswers(Path report) {
        this.file = pathFor(report);
    }

    static Path pathFor(Path report) {
        return report.resolveSibling(report.getFileName() + ".pending.jsonl");
    }

    /** Forgets what an earlier run of the same report may have left. */
    void reset() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Saves an answer. */
    void add(ImageEntry image, Detection answer) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = ReportJson.generator(line)) {
            ReportJson.writeAnswer(json, image, answer);
            json.writeRaw('\n');
        }
        if (channel == null) {
            // What stands there by now is not this run's.
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
        ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        keys.add(image.key());
    }

    /** Notes that the finding of an image is in the report now, on disk. */
    void settled(List<String> settledKeys) throws IOException {
        if (!keys.isEmpty() && keys.removeAll(settledKeys) && keys.isEmpty()) {
            close();
        }
    }

    /** Takes the file away, unless something is still pending. */
    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
            if (keys.isEmpty()) {
                Files.delete(file);
            }
        }
    }

    /** The answers that a killed run has left beside its report. */
    static List<ReportHeader.Answer> of(Path report) throws IOException {
        Path file = pathFor(report);
        List<ReportHeader.Answer> answers = new ArrayList<>();
        if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
            return answers;
        }
        for (byte[] line : lines(file)) {
            try {
                ImageFields answer = ReportLine.parse(line).image();
                Optional<Detection> detection = answer.toDetection(null);
                if (detection.isPresent()) {
                    answers.add(new ReportHeader.Answer(answer.toImage(), detection.get()));
                }
            } catch (IOException e) {
                // The line that was being written when the run was killed: its answer is lost with it.
                break;
            }
        }
        return answers;
    }

    private static List<byte[]> lines(Path file) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        byte[] content = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                lines.add(java.util.Arrays.copyOfRange(content, start, i));
                start = i + 1;
            }
        }
        return lines;
    }
}
