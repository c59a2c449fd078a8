package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a report line by line. What {@link #flush} has returned from survives the end of this process, and no line is
 * ever half in the file but by the machine's own failure or a full disk.
 *
 * <p>While it writes, it answers for images whose content it has written before: see {@link #answers}. Used from one
 * thread.
 */
public final class ReportWriter implements Closeable {
    private static final int FLUSH_BYTES = 256 * 1024;

    private final FileChannel file;
    private final Optional<OutputStream> copy;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(FLUSH_BYTES);
    private final JsonGenerator json;
    private final Optional<OffsetIndex> contents;
    private final Optional<PendingAnswers> held;
    private final List<String> settled = new ArrayList<>();
    private long written;
    private @Nullable Asked asked;

    private ReportWriter(
            FileChannel file,
            Optional<PendingAnswers> held,
            Optional<OutputStream> copy,
            Optional<OffsetIndex> contents)
            throws IOException {
        this.file = file;
        this.held = held;
        this.copy = copy;
        this.json = ReportJson.generator(pending);
        this.contents = contents;
    }

    /**
     * A report in a file. What the file had before is lost only when the header is written.
     *
     * @param overwrite whether a file that exists is written over
     * @throws java.nio.file.FileAlreadyExistsException if it exists and must not be written over
     */
    public static ReportWriter toFile(Path file, boolean overwrite) throws IOException {
        Set<OpenOption> options = Set.of(
                overwrite ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        return new ReportWriter(
                FileChannel.open(file, options),
                Optional.of(new PendingAnswers(file)),
                Optional.empty(),
                Optional.of(new OffsetIndex()));
    }

    /**
     * A report in a new file whose answers come from other reports: it need not answer for any of them.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it exists
     */
    public static ReportWriter copying(Path file) throws IOException {
        return new ReportWriter(
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A report that goes to a stream, by way of a temporary file that is gone with this writer. */
    public static ReportWriter toStream(OutputStream stream) throws IOException {
        Path spool = Files.createTempFile("label-verifier", ".jsonl");
        return new ReportWriter(
                FileChannel.open(
                        spool, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE),
                Optional.empty(),
                Optional.of(stream),
                Optional.of(new OffsetIndex()));
    }

    /** Writes the first line. */
    public void header(ReportHeader header) throws IOException {
        asked = header.asked();
        file.truncate(0);
        if (held.isPresent()) {
            held.get().reset();
        }
        ReportJson.writeHeader(json, header);
        endLine();
        flush();
        if (contents.isPresent()) {
            for (ReportHeader.Answer answer : header.exemplarAnswers()) {
                contents.get().putIfAbsent(contentKey(answer.image()), 0, (int) written);
            }
        }
    }

    /** Writes a finding, which may stay in memory until the next {@link #flush}. */
    public void finding(Finding finding) throws IOException {
        long start = written + pending.size();
        ReportJson.writeFinding(json, finding, asked);
        endLine();
        if (held.isPresent()) {
            settled.add(finding.image().key());
        }
        if (contents.isPresent()
                && (finding.detection().isPresent() || finding.isRefusal())
                && !finding.image().etag().isEmpty()) {
            int length = (int) (written + pending.size() - start);
            contents.get().putIfAbsent(contentKey(finding.image()), start, length);
        }
        if (pending.size() >= FLUSH_BYTES) {
            flush();
        }
    }

    /**
     * Saves an answer beside the report, at once, for an image whose finding cannot be written yet. A report on standard
     * output has nothing beside it: there it is not saved.
     */
    public void hold(ImageEntry image, Detection answer) throws IOException {
        if (held.isPresent()) {
            held.get().add(image, answer);
        }
    }

    /** Writes the last line, and waits until the whole report is on the disk. */
    public void summary(ReportSummary summary) throws IOException {
        ReportJson.writeSummary(json, summary);
        endLine();
        flush();
        file.force(true);
    }

    /** Hands all lines to the operating system. */
    public void flush() throws IOException {
        if (pending.size() == 0) {
            return;
        }
        byte[] bytes = pending.toByteArray();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        written += bytes.length;
        pending.reset();
        if (held.isPresent()) {
            held.get().settled(settled);
        }
        settled.clear();
        if (copy.isPresent()) {
            copy.get().write(bytes);
            copy.get().flush();
        }
    }

    private void endLine() throws IOException {
        json.writeRaw('\n');
        json.flush();
    }

    /** The labels, or the refusal, of images of the same content that this report has already, in bounded memory. */
    public RecordedAnswers answers() {
        return new RecordedAnswers() {
            @Override
            public Optional<Detection> find(ImageEntry image) throws IOException {
                return answerFor(image);
            }

            @Override
            public Optional<Refusal> refusal(ImageEntry image) throws IOException {
                return findingFor(image).flatMap(finding -> finding.refusalOf(image));
            }
        };
    }

    private Optional<Detection> answerFor(ImageEntry image) throws IOException {
        Optional<ReportJson.Line> line = lineFor(image);
        if (line.isPresent() && line.get().type().equals("header")) {
            return line.get().toHeader().exemplarAnswers().stream()
                    .filter(answer -> answer.image().sameContentAs(image))
                    .map(ReportHeader.Answer::detection)
                    .findFirst();
        }
        return findingFor(image).flatMap(Finding::detection);
    }

    private Optional<Finding> findingFor(ImageEntry image) throws IOException {
        Optional<ReportJson.Line> line = lineFor(image);
        if (line.isEmpty() || asked == null || line.get().type().equals("header")) {
            return Optional.empty();
        }
        return Optional.of(line.get().toFinding(asked))
                .filter(finding -> finding.image().sameContentAs(image));
    }

    private Optional<ReportJson.Line> lineFor(ImageEntry image) throws IOException {
        if (image.etag().isEmpty() || asked == null || contents.isEmpty()) {
            return Optional.empty();
        }
        Optional<OffsetIndex.Extent> extent = contents.get().find(contentKey(image));
        if (extent.isEmpty()) {
            return Optional.empty();
        }
        flush();
        return Optional.of(readLine(extent.get()));
    }

    private ReportJson.Line readLine(OffsetIndex.Extent extent) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(extent.length());
        long position = extent.offset();
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, position);
            if (read < 0) {
                throw new IOException("the report was cut short while it was written");
            }
            position += read;
        }
        return ReportJson.Line.parse(bytes.array(), 0, extent.length());
    }

    private static String contentKey(ImageEntry image) {
        return image.etag() + ' ' + image.size();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
            if (held.isPresent()) {
                held.get().close();
            }
        } finally {
            if (contents.isPresent()) {
                contents.get().close();
            }
        }
    }
}
