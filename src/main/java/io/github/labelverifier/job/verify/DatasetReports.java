package io.github.labelverifier.job.verify;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.disk.TemporaryFolderException;
import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.DatasetClass;
import io.github.labelverifier.job.judge.ReportJudging;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.rate.RateGovernor;
import io.github.labelverifier.report.ClassResult;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportSummary;
import io.github.labelverifier.report.ReportWriter;
import io.github.labelverifier.scan.FindingSink;
import io.github.labelverifier.ui.text.IoProblem;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Judge;
import io.github.labelverifier.verdict.Verdicts;
import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a dataset while one scan fills them, class after class: the scan sees the images of the dataset, each report
 * those of its class. A class's report is finished as soon as the first image of the next class comes.
 */
final class DatasetReports implements FindingSink, Verdicts, Closeable {

    /** The report of one class and what it has cost. */
    private static final class Entry {
        private final DatasetClass folder;
        private final Path path;
        private final ReportWriter writer;
        private final Judge judge;
        private final AtomicLong calls = new AtomicLong();
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong throttled = new AtomicLong();
        private final ClassResult tally;
        private long reused;
        private Optional<ReportSummary> summary = Optional.empty();

        Entry(DatasetClass folder, Path path, ReportWriter writer, Judge judge) {
            this.folder = folder;
            this.path = path;
            this.writer = writer;
            this.judge = judge;
            this.tally = new ClassResult(path, folder.location().uri(), ReportHeader.OVERLAP);
        }
    }

    private final ImageLocation dataset;
    private final BigDecimal price;
    private final RateGovernor governor;
    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final KeySet contents;
    private @Nullable Entry current;
    private String lastReused = "";

    DatasetReports(ImageLocation dataset, BigDecimal price, RateGovernor governor, Clock clock) throws IOException {
        this.dataset = dataset;
        this.price = price;
        this.governor = governor;
        this.clock = clock;
        this.contents = new KeySet();
    }

    /** Begins the report of a class, whose exemplars have cost so much. */
    void begin(
            DatasetClass folder,
            Path path,
            boolean overwrite,
            ReportHeader header,
            Judge judge,
            ExemplarCalls.Cost exemplars)
            throws IOException {
        Entry entry = new Entry(folder, path, ReportWriter.toFile(path, overwrite), judge);
        entries.put(folder.name(), entry);
        entry.calls.set(exemplars.calls());
        entry.answered.set(exemplars.calls());
        entry.throttled.set(exemplars.throttled());
        entry.writer.header(header);
        for (ReportHeader.Answer answer : header.exemplarAnswers()) {
            noteContent(answer.image());
        }
    }

    private Entry of(ImageEntry image) {
        return Objects.requireNonNull(entries.get(DatasetClass.nameOf(dataset, image.key())), image.key());
    }

    private boolean noteContent(ImageEntry image) throws IOException {
        Optional<Content> content = image.content().filter(Content::isOfBytes);
        return content.isEmpty() || contents.add(content.get().mark());
    }

    /** Counts the calls of each class. */
    LabelDetector counting(LabelDetector detector) {
        return detector.with((inner, image) -> {
            try {
                Detection answer = inner.detect(image);
                of(image).calls.incrementAndGet();
                of(image).answered.incrementAndGet();
                return answer;
            } catch (DetectionException e) {
                if (e.kind() == DetectionException.Kind.UNCHECKABLE || e.kind() == DetectionException.Kind.FAILED) {
                    of(image).calls.incrementAndGet();
                }
                throw e;
            }
        });
    }

    /** Counts the calls of each class that are turned away for coming too fast. */
    LabelDetector countingThrottled(LabelDetector detector) {
        return detector.with((inner, image) -> {
            try {
                return inner.detect(image);
            } catch (DetectionException e) {
                if (e.kind() == DetectionException.Kind.THROTTLED) {
                    of(image).throttled.incrementAndGet();
                }
                throw e;
            }
        });
    }

    /** Counts what each class takes from earlier reports. */
    RecordedAnswers countingReused(RecordedAnswers earlier) {
        return earlier.telling((image, answer) -> countReused(image));
    }

    /** Counts an image once, however often it is asked for in a row. */
    private void countReused(ImageEntry image) throws IOException {
        if (!image.key().equals(lastReused)) {
            lastReused = image.key();
            of(image).reused++;
            noteContent(image);
        }
    }

    /** The labels of the exemplars, and the labels or the refusal of images of the same content, in any class, seen before. */
    RecordedAnswers answers() {
        return new RecordedAnswers() {
            private boolean isNew;

            @Override
            public Optional<Detection> find(ImageEntry image) throws IOException {
                isNew = noteContent(image);
                Entry entry = of(image);
                return entry.writer.answers().find(entry.folder.own(image));
            }

            @Override
            public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
                return isNew ? Optional.empty() : first(answers -> answers.twinOf(image));
            }

            @Override
            public Optional<Refusal> refusal(ImageEntry image) throws IOException {
                // It is asked for where there is no answer.
                return isNew ? Optional.empty() : first(answers -> answers.refusal(image));
            }
        };
    }

    private interface Look<T> {
        Optional<T> into(RecordedAnswers answers) throws IOException;
    }

    private <T> Optional<T> first(Look<T> look) throws IOException {
        for (Entry entry : entries.values()) {
            Optional<T> found = look.into(entry.writer.answers());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public Finding judge(ImageEntry image, Detection detection) {
        Entry entry = of(image);
        Finding finding = entry.judge.judge(entry.folder.own(image), detection);
        return finding.of(image);
    }

    @Override
    public void accept(Finding finding) throws IOException {
        Entry entry = of(finding.image());
        if (current != null && current != entry) {
            finish(current);
        }
        current = entry;
        Finding own = finding.of(entry.folder.own(finding.image()));
        entry.tally.add(own);
        try {
            entry.writer.finding(own);
        } catch (IOException e) {
            throw unwritable(entry, e);
        }
    }

    private static IOException unwritable(Entry entry, IOException e) {
        if (e instanceof TemporaryFolderException) {
            return e;
        }
        return new IOException("cannot write the report " + entry.path + ": " + IoProblem.of(e), e);
    }

    @Override
    public void hold(ImageEntry image, Detection answer) throws IOException {
        Entry entry = of(image);
        try {
            entry.writer.hold(entry.folder.own(image), answer);
        } catch (IOException e) {
            throw unwritable(entry, e);
        }
    }

    @Override
    public void flush() throws IOException {
        if (current != null) {
            try {
                current.writer.flush();
            } catch (IOException e) {
                throw unwritable(current, e);
            }
        }
    }

    private void finish(Entry entry) throws IOException {
        long calls = entry.calls.get();
        long answered = entry.answered.get();
        ReportSummary summary = new ReportSummary(
                        entry.tally.counts(),
                        entry.tally.skipped(),
                        calls,
                        entry.reused,
                        Math.max(0, entry.tally.answered() - answered - entry.reused),
                        entry.throttled.get(),
                        price.multiply(BigDecimal.valueOf(answered)),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS))
                .atPace(governor.status().pace());
        entry.writer.summary(summary);
        entry.summary = Optional.of(summary);
    }

    /** Finishes the reports of the last class, and of those that turned out to be empty; gives all. */
    List<Path> finish() throws IOException {
        for (Entry entry : entries.values()) {
            if (entry.summary.isEmpty()) {
                finish(entry);
            }
            entry.writer.close();
        }
        return entries.values().stream().map(entry -> entry.path).toList();
    }

    /**
     * The finished reports as they are to be judged.
     *
     * @param changed the keys, of any class, that were changed meanwhile, if that was found out
     */
    List<ReportJudging.Target> targets(Optional<Set<String>> changed) {
        return entries.values().stream()
                .map(entry -> new ReportJudging.Target(
                        entry.path, entry.path, entry.summary.map(summary -> summary.changedMeanwhile(changed))))
                .toList();
    }

    @Override
    public void close() throws IOException {
        try (contents) {
            for (Entry entry : entries.values()) {
                entry.writer.close();
            }
        }
    }
}
