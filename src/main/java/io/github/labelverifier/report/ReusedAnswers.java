package io.github.labelverifier.report;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.KeyOrder;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
 * The answers of an earlier run, finished or not: for images that are unchanged since, and for others of the same content,
 * if what was asked for then suffices for the rule now.
 *
 * <p>The report is checked once from end to end before it answers. Where images come in the order of a listing, it is then
 * read a second time alongside, so that memory does not grow with it; where they come in any other order, an index on disk
 * tells where each stands.
 */
public final class ReusedAnswers implements RecordedAnswers, Closeable {
    private final Path file;
    private final ReportHeader header;
    private final Policy policy;
    private final List<ReportHeader.Answer> exemplars = new ArrayList<>();
    private final Map<String, ReportHeader.Answer> pending = new HashMap<>();
    private final Optional<OffsetIndex> index;
    private final FileChannel content;
    private final KnownContents contents = new KnownContents();
    private final OffsetIndex byContent = new OffsetIndex();
    private final Map<Content, Recorded> besides = new HashMap<>();
    private long usable;
    private @Nullable ReportReader alongside;
    private Optional<Finding> head = Optional.empty();

    private ReusedAnswers(Path file, ReportHeader header, Policy policy, boolean inListingOrder) throws IOException {
        this.file = file;
        this.header = header;
        this.policy = policy;
        this.index = inListingOrder ? Optional.empty() : Optional.of(new OffsetIndex());
        this.content = FileChannel.open(file, StandardOpenOption.READ);
    }

    /**
     * Opens and checks a report.
     *
     * @param location what the run is about
     * @param policy the rule of the run
     * @param exemplars the keys of the run's exemplars, which are asked for before all others
     * @param inListingOrder whether the images will be asked for in {@link KeyOrder}
     * @throws MalformedReportException if the file is no report of this schema, or out of order where order is needed
     * @throws ForeignReportException if it is of another location
     */
    public static ReusedAnswers open(
            Path file, String location, Policy policy, Set<String> exemplars, boolean inListingOrder)
            throws IOException {
        try (ReportReader reader = ReportReader.open(file)) {
            if (!reader.header().location().equals(location)) {
                throw new ForeignReportException(
                        file, "is a report of " + reader.header().location() + ", not of " + location);
            }
            ReusedAnswers answers = new ReusedAnswers(file, reader.header(), policy, inListingOrder);
            try {
                answers.check(reader, exemplars, inListingOrder);
            } catch (IOException e) {
                answers.close();
                throw e;
            }
            return answers;
        }
    }

    private void check(ReportReader reader, Set<String> exemplarKeys, boolean inListingOrder) throws IOException {
        for (ReportHeader.Answer answer : reader.header().exemplarAnswers()) {
            exemplars.add(answer);
            contents.note(answer.image());
            enterBesides(answer);
        }
        for (ReportHeader.Answer answer : PendingAnswers.of(file)) {
            if (suffices(answer.detection())) {
                pending.put(answer.image().key(), answer);
                usable++;
                exemplars.add(answer);
                contents.note(answer.image());
                enterBesides(answer);
            }
        }
        @Nullable String last = null;
        for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
            Finding finding = next.get();
            String key = finding.image().key();
            if (inListingOrder && last != null && KeyOrder.UTF_8.compare(last, key) >= 0) {
                throw new MalformedReportException(
                        file, reader.lineNumber(), "out of key order, as a listing never is");
            }
            last = key;
            contents.note(finding.image());
            if (finding.detection().filter(this::suffices).isEmpty()) {
                continue;
            }
            usable++;
            if (index.isPresent()) {
                index.get()
                        .putIfAbsent(
                                key,
                                reader.lastLine().offset(),
                                reader.lastLine().length());
            }
            Optional<Content> mark = finding.image().content().filter(Content::isOfBytes);
            if (mark.isPresent()) {
                byContent.putIfAbsent(
                        mark.get().mark(),
                        reader.lastLine().offset(),
                        reader.lastLine().length());
            }
            if (exemplarKeys.contains(key)) {
                exemplars.add(new ReportHeader.Answer(
                        finding.image(), finding.detection().get()));
            }
        }
    }

    /** Keeps what stands in no line of the report, or beside it, by its content. */
    private void enterBesides(ReportHeader.Answer answer) {
        Optional<Content> mark = answer.image().content().filter(Content::isOfBytes);
        if (mark.isPresent() && suffices(answer.detection())) {
            besides.putIfAbsent(mark.get(), new Recorded(answer.image(), answer.detection()));
        }
    }

    private boolean suffices(Detection detection) {
        return detection.asked().suffices(policy.minConfidence(), policy.maxLabels());
    }

    /** The header of the report. */
    public ReportHeader header() {
        return header;
    }

    /** How many of its findings have labels that suffice for the rule now. */
    public long usable() {
        return usable;
    }

    /** The answers for exemplars, which may be asked for in any order. */
    public RecordedAnswers forExemplars() {
        return new RecordedAnswers() {
            @Override
            public Optional<Detection> find(ImageEntry image) {
                return exemplars.stream()
                        .filter(answer -> answer.image().isUnchanged(image) && suffices(answer.detection()))
                        .map(ReportHeader.Answer::detection)
                        .findFirst();
            }

            @Override
            public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
                return ReusedAnswers.this.twinOf(image);
            }
        };
    }

    @Override
    public Optional<Detection> find(ImageEntry image) throws IOException {
        Optional<Finding> recorded = index.isPresent() ? lookUp(index.get(), image.key()) : advanceTo(image.key());
        return recorded.filter(finding -> finding.image().isUnchanged(image))
                .flatMap(Finding::detection)
                .filter(this::suffices)
                .or(() -> pendingFor(image));
    }

    private Optional<Detection> pendingFor(ImageEntry image) {
        return Optional.ofNullable(pending.get(image.key()))
                .filter(answer -> answer.image().isUnchanged(image))
                .map(ReportHeader.Answer::detection);
    }

    @Override
    public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
        Optional<Content> mark = contents.of(image).filter(Content::isOfBytes);
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        Optional<OffsetIndex.Extent> extent = byContent.find(mark.get().mark());
        if (extent.isEmpty()) {
            return Optional.ofNullable(besides.get(mark.get()));
        }
        Finding finding = read(extent.get());
        return finding.detection()
                .filter(answer -> suffices(answer) && finding.image().content().equals(mark))
                .map(answer -> new Recorded(finding.image(), answer));
    }

    private Optional<Finding> lookUp(OffsetIndex offsets, String key) throws IOException {
        Optional<OffsetIndex.Extent> extent = offsets.find(key);
        if (extent.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(read(extent.get()))
                .filter(finding -> finding.image().key().equals(key));
    }

    private Finding read(OffsetIndex.Extent extent) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(extent.length());
        long at = extent.offset();
        while (line.hasRemaining()) {
            int read = content.read(line, at);
            if (read < 0) {
                throw new IOException(file + " became shorter while it was read");
            }
            at += read;
        }
        return ReportJson.Line.parse(line.array(), 0, line.capacity()).toFinding(header.asked());
    }

    private Optional<Finding> advanceTo(String key) throws IOException {
        if (alongside == null) {
            alongside = ReportReader.open(file);
            head = alongside.next();
        }
        while (head.isPresent() && KeyOrder.UTF_8.compare(head.get().image().key(), key) < 0) {
            head = alongside.next();
        }
        return head.filter(finding -> finding.image().key().equals(key));
    }

    @Override
    public void close() throws IOException {
        try (content;
                contents;
                byContent) {
            if (alongside != null) {
                alongside.close();
            }
            if (index.isPresent()) {
                index.get().close();
            }
        }
    }
}
