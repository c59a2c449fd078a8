package io.github.labelverifier.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final ByteArrayOutputStream decided = new ByteArrayOutputStream();
    private final JsonGenerator json;
    private final JsonGenerator decidedJson;
    private final Optional<OffsetIndex> contents;

    /** The answers for the exemplars, which the header has: few enough for the memory. */
    private final Map<Content, Recorded> exemplars = new HashMap<>();

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
        this.decidedJson = ReportJson.generator(decided);
        this.contents = contents;
    }

    /**
     * A report in a file. What the file had before is lost only when the header is written.
     *
     * @param overwrite whether a file that exists is written over, and so a file of answers that stands beside it
     * @throws FileAlreadyExistsException if one exists and must not be written over
     */
    public static ReportWriter toFile(Path file, boolean overwrite) throws IOException {
        Path beside = pathBeside(file);
        if (!overwrite && Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(beside.toString());
        }
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

    /** The file of answers that may stand beside a report while it is written, and after a run that was killed. */
    public static Path pathBeside(Path report) {
        return PendingAnswers.pathFor(report);
    }

    /**
     * A report in a new file whose answers come from other reports: it need not answer for any of them.
     *
     * @throws FileAlreadyExistsException if it exists
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
        return new ReportWriter(
                TemporaryFiles.channel(".jsonl"),
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
        if (pending.size() > ReportReader.MAX_LINE_BYTES) {
            pending.reset();
            throw new IOException(
                    "the labels of so many exemplars make the first line of the report too long: name fewer exemplars");
        }
        flush();
        if (contents.isPresent()) {
            for (ReportHeader.Answer answer : header.exemplarAnswers()) {
                Recorded recorded = new Recorded(answer.image(), answer.detection(), false);
                Content.ofThisAlone(answer.image()).ifPresent(content -> exemplars.putIfAbsent(content, recorded));
                answer.image().content().ifPresent(content -> exemplars.putIfAbsent(content, recorded));
            }
        }
    }

    /**
     * A line that was written.
     *
     * @param place where it is in the report, without its end
     * @param decided where its decided fields stand, if others come after them
     */
    public record Line(OffsetIndex.Extent place, Optional<DecidedFields> decided) {}

    /** Writes a finding, which may stay in memory until the next {@link #flush}. */
    public Line finding(Finding finding) throws IOException {
        int begin = pending.size();
        long start = written + begin;
        ReportJson.beginFinding(json, finding);
        int from = nextField() - begin;
        ReportJson.writeDecision(json, finding.decision());
        int to = nextField() - begin;
        ReportJson.endFinding(json, finding, asked);
        endLine();
        int length = pending.size() - begin;
        if (held.isPresent()) {
            settled.add(finding.image().key());
        }
        boolean isKnown = finding.detection().isPresent() || finding.isRefusal();
        Optional<Content> content =
                contents.isPresent() && isKnown ? contentOfBytes(finding.image()) : Optional.empty();
        if (content.isPresent()) {
            // The last one: an earlier one may have turned out to be of another content than it was listed with.
            contents.get().put(content.get().mark(), start, length);
        }
        if (pending.size() >= FLUSH_BYTES) {
            flush();
        }
        return new Line(
                new OffsetIndex.Extent(start, length - 1),
                finding.detection().isPresent() ? Optional.of(new DecidedFields(from, to)) : Optional.empty());
    }

    /** Where in what is pending the next field of a line will begin, behind a comma. */
    private int nextField() {
        return pending.size() + json.getOutputBuffered() + 1;
    }

    /**
     * Writes the line of a finding anew, as it was but for what was decided of it.
     *
     * @param place where its decided fields stand
     */
    public void decidedAnew(byte[] line, DecidedFields place, Decision decision) throws IOException {
        place.requireIn(line);
        decided.reset();
        ReportJson.writeDecided(decidedJson, decision);
        decidedJson.flush();
        byte[] object = decided.toByteArray();
        pending.write(line, 0, place.from());
        // Without its braces.
        pending.write(object, 1, object.length - 2);
        pending.write(',');
        pending.write(line, place.to(), line.length - place.to());
        pending.write('\n');
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
        if (copy.isPresent()) {
            TemporaryFiles.write(file, buffer, written);
        }
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
            public Optional<Detection> find(ImageEntry image) {
                return Content.ofThisAlone(image).map(exemplars::get).map(Recorded::detection);
            }

            @Override
            public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
                Optional<Content> content = contentOfBytes(image);
                Optional<Finding> written = written(content);
                if (written.isEmpty()) {
                    return content.map(exemplars::get);
                }
                ImageEntry twin = written.get().image();
                return written.get()
                        .detection()
                        .filter(answer -> twin.content().equals(content))
                        .map(answer -> new Recorded(twin, answer, false));
            }

            @Override
            public Optional<Refusal> refusal(ImageEntry image) throws IOException {
                return written(contentOfBytes(image)).flatMap(finding -> finding.refusalOf(image));
            }
        };
    }

    private static Optional<Content> contentOfBytes(ImageEntry image) {
        return image.content().filter(Content::isOfBytes);
    }

    /** The last finding of a content that was written, whose mark may be that of another by chance. */
    private Optional<Finding> written(Optional<Content> content) throws IOException {
        if (content.isEmpty() || asked == null || contents.isEmpty()) {
            return Optional.empty();
        }
        Optional<OffsetIndex.Extent> extent = contents.get().find(content.get().mark());
        if (extent.isEmpty()) {
            return Optional.empty();
        }
        flush();
        return Optional.of(LineAt.in(0, extent.get())
                .read(file, "the report was cut short while it was written")
                .toFinding(asked));
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
