package io.github.labelverifier.report;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.disk.PlaceLog;
import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.KeyOrder;
import io.github.labelverifier.image.PictureFacts;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Policy;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answers of earlier runs, finished or not, at whatever location: they belong to the content of an image. An answer
 * counts if what was asked for then suffices for the rule now; of several answers for one content, the latest run's.
 *
 * <p>Each report is checked once from end to end before it answers. Where images come in the order of a listing, and one of
 * the reports is of the same listing, it is read a second time alongside; whatever it does not have is looked up in an index
 * on disk. So memory does not grow with the reports.
 */
public final class ReusedAnswers implements RecordedAnswers, Closeable {

    /**
     * What a run looks for.
     *
     * @param location what the run is about
     * @param policy the rule of the run
     * @param exemplars the run's exemplars, which are asked for before all others
     * @param inListingOrder whether the images will be asked for in {@link KeyOrder}
     * @param verdicts whether it will be asked what finished reports show
     * @param detector whose labels they shall be; empty for Amazon Rekognition's
     */
    public record Wanted(
            String location,
            Policy policy,
            List<ImageEntry> exemplars,
            boolean inListingOrder,
            boolean verdicts,
            Optional<String> detector) {
        public Wanted {
            exemplars = List.copyOf(exemplars);
        }

        /** What a run by Rekognition wants. */
        public Wanted(
                String location, Policy policy, List<ImageEntry> exemplars, boolean inListingOrder, boolean verdicts) {
            this(location, policy, exemplars, inListingOrder, verdicts, Optional.empty());
        }

        private boolean suffices(Asked asked) {
            return asked.suffices(policy.minConfidence(), policy.maxLabels());
        }
    }

    private final Wanted wanted;
    private final Set<String> exemplarMarks = new HashSet<>();
    private final Map<String, Recorded> atHand = new HashMap<>();
    private final LabelTexts texts = new LabelTexts();
    private final ReportLines lines = new ReportLines();
    private final PlaceLog sufficient = new PlaceLog();
    private final PlaceLog proven = new PlaceLog();
    private final PlaceLog tooNarrow = new PlaceLog();
    private final PlaceLog refused = new PlaceLog();
    private final PlaceLog pictures = new PlaceLog();
    private final ShownVerdicts verdicts = new ShownVerdicts();
    private final PlaceLog sizes = PlaceLog.markingDifferences();
    private final List<Path> reports = new ArrayList<>();
    private final FoundPaces paces = new FoundPaces();
    private final FoundSendings sendings = new FoundSendings();
    private final List<Path> missing;
    private Optional<ReadAlongside> lead = Optional.empty();

    private ReusedAnswers(Wanted wanted, ReusedReports sources) throws IOException {
        this.wanted = wanted;
        this.missing = sources.missing();
        wanted.exemplars().forEach(exemplar -> exemplarMarks.addAll(marksOf(exemplar)));
    }

    /**
     * Opens and checks reports. Where one is unfinished, or does not prove its answers, those that its own run has reused are
     * taken too.
     *
     * @param given reports, and folders of which all reports are taken
     * @throws MalformedReportException if a file is no report of this schema, or has a key twice
     * @throws ForeignReportException if a report that is given itself is of another kind of store
     */
    public static ReusedAnswers open(List<Path> given, Wanted wanted) throws IOException {
        ReusedReports sources = new ReusedReports(wanted.location().startsWith(S3Location.SCHEME), wanted.detector());
        sources.addAll(given);
        ReusedAnswers answers = new ReusedAnswers(wanted, sources);
        try {
            for (Optional<Path> next = sources.next(); next.isPresent(); next = sources.next()) {
                try (ReportReader reader = ReportReader.openPlain(next.get(), answers.texts)) {
                    answers.check(next.get(), reader);
                    answers.sendings.note(reader.header(), reader.summary());
                    reader.summary().ifPresent(summary -> answers.paces.note(reader.header(), summary));
                    sources.follow(next.get(), reader.header(), reader.summary());
                }
            }
        } catch (IOException | RuntimeException e) {
            answers.close();
            throw e;
        }
        return answers;
    }

    private void check(Path file, ReportReader reader) throws IOException {
        reports.add(file);
        int number = lines.add(file, reader.header().asked());
        Optional<ReportSummary> summary = ReportFiles.summary(file);
        Optional<Set<String>> changed = summary.flatMap(ReportSummary::changedMeanwhile);
        for (ReportHeader.Answer answer : reader.header().exemplarAnswers()) {
            takeAtHand(answer, changed);
        }
        for (ReportHeader.Answer answer : PendingAnswers.of(file)) {
            takeAtHand(answer, changed);
        }
        @Nullable String last = null;
        boolean inOrder = true;
        boolean notesVerdicts = wanted.verdicts() && summary.isPresent();
        while (reader.advance()) {
            ImageEntry image = reader.image();
            String key = image.key();
            int order = last == null ? -1 : KeyOrder.UTF_8.compare(last, key);
            if (order == 0) {
                throw twice(file, reader, key);
            }
            inOrder &= order < 0;
            last = key;
            take(image, reader, LineAt.in(number, reader.lastLine()), changed);
            if (notesVerdicts) {
                verdicts.note(reader.finding());
            }
        }
        if (!inOrder) {
            requireKeysOnce(file);
        } else if (lead.isEmpty()
                && wanted.inListingOrder()
                && reader.header().location().equals(wanted.location())) {
            lead = Optional.of(new ReadAlongside(file, texts, changed.orElse(Set.of())));
        }
    }

    /**
     * The pace that the latest run has found there, in calls a second.
     *
     * @param region as in the headers of reports
     * @param endpoint likewise
     */
    public OptionalDouble pace(Optional<String> region, Optional<String> endpoint) {
        return paces.latest(region, endpoint);
    }

    /** Whether the latest run has fetched and sent the objects of the bucket of that location there. */
    public boolean isSent(ImageLocation location, Optional<String> region, Optional<String> endpoint) {
        return sendings.isSent(location, region, endpoint);
    }

    /** Whether no finished report shows this image, as it is now, with the same verdict; of several, the latest counts. */
    public boolean isNew(Finding finding) throws IOException {
        return verdicts.isNew(finding);
    }

    private void takeAtHand(ReportHeader.Answer answer, Optional<Set<String>> changed) throws IOException {
        if (isOfAnother(answer.image(), changed)) {
            return;
        }
        List<String> marks = marksOf(answer.image());
        noteSize(answer.image(), marks);
        if (!wanted.suffices(answer.detection().asked())) {
            noteTooNarrow(marks, answer.detection().asked());
            return;
        }
        for (String mark : marks) {
            atHand.putIfAbsent(mark, new Recorded(answer.image(), answer.detection(), changed.isPresent()));
        }
    }

    /** Whether an answer may be of what was put in the place of the image that was listed. */
    private static boolean isOfAnother(ImageEntry image, Optional<Set<String>> changed) {
        return changed.isPresent() && changed.get().contains(image.key());
    }

    /** Takes the line that a reader came to, which is understood no further than need be. */
    private void take(ImageEntry image, ReportReader reader, LineAt line, Optional<Set<String>> changed)
            throws IOException {
        List<String> marks = marksOf(image);
        noteSize(image, marks);
        Optional<Finding> full = reader.plain().isPresent() ? Optional.empty() : Optional.of(reader.finding());
        if (full.flatMap(Finding::picture).isPresent()) {
            for (String mark : marks) {
                pictures.add(mark, line.place(), line.length());
            }
        }
        if (isOfAnother(image, changed)) {
            return;
        }
        if (full.filter(Finding::isRefusal).isPresent()) {
            for (String mark : marks) {
                refused.add(mark, line.place(), line.length());
            }
            return;
        }
        if (full.isPresent() && full.get().detection().isEmpty()) {
            return;
        }
        Asked asked = full.flatMap(Finding::detection)
                .map(Detection::asked)
                .orElse(reader.header().asked());
        if (!wanted.suffices(asked)) {
            noteTooNarrow(marks, asked);
            return;
        }
        for (String mark : marks) {
            boolean isProvenForOthers = changed.isPresent() && !mark.equals(marks.get(0));
            (isProvenForOthers ? proven : sufficient).add(mark, line.place(), line.length());
            if (exemplarMarks.contains(mark)) {
                atHand.putIfAbsent(mark, new Recorded(image, reader.answer().orElseThrow(), changed.isPresent()));
            }
        }
    }

    /** By what an image is looked up: as the one of its key, and as any of its bytes. */
    private static List<String> marksOf(ImageEntry image) {
        Optional<Content> alone = Content.ofThisAlone(image);
        if (alone.isEmpty()) {
            return List.of();
        }
        Content content = image.content().orElse(alone.get());
        return content.isOfBytes()
                ? List.of(alone.get().mark(), content.mark())
                : List.of(alone.get().mark());
    }

    /** An ETag that images of several sizes have is no mark of their bytes. */
    private void noteSize(ImageEntry image, List<String> marks) throws IOException {
        if (marks.size() > 1) {
            sizes.add(image.etag(), image.size(), 1);
        }
    }

    /** What tells an image's content, by all that the reports show; empty if nothing does. */
    private Optional<Content> contentOf(ImageEntry image) throws IOException {
        Optional<Content> content = image.content();
        return content.filter(Content::isOfBytes).isPresent() && sizes.isOfSeveral(image.etag(), image.size())
                ? Content.ofThisAlone(image)
                : content;
    }

    /** The contents by which an image may be known, its very own first, by all that the reports show. */
    private List<Content> contentsOf(ImageEntry image) throws IOException {
        return Stream.concat(Content.ofThisAlone(image).stream(), contentOf(image).stream())
                .distinct()
                .toList();
    }

    private void noteTooNarrow(List<String> marks, Asked asked) throws IOException {
        for (String mark : marks) {
            tooNarrow.add(mark, Double.doubleToLongBits(asked.minConfidence()), asked.maxLabels());
        }
    }

    private static void requireKeysOnce(Path file) throws IOException {
        try (ReportReader reader = ReportReader.open(file);
                KeySet keys = new KeySet()) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                String key = next.get().image().key();
                if (!keys.add(key)) {
                    throw twice(file, reader, key);
                }
            }
        }
    }

    private static MalformedReportException twice(Path file, ReportReader reader, String key) {
        return new MalformedReportException(file, reader.lineNumber(), "the key " + key + " stands there twice");
    }

    /** The reports that were taken, the latest first. */
    public List<Path> reports() {
        return List.copyOf(reports);
    }

    /** What a report names as reused by its run, and what is not there any more. */
    public List<Path> missing() {
        return List.copyOf(missing);
    }

    /** Whether there are answers at all that suffice for the rule now. */
    public boolean hasSufficient() {
        return sufficient.size() > 0 || !atHand.isEmpty();
    }

    /** Whether there are answers at all that do not suffice for the rule now. */
    public boolean hasTooNarrow() {
        return tooNarrow.size() > 0;
    }

    /** What was asked for when an image's answer was recorded, if all that is recorded of it does not suffice now. */
    public Optional<Asked> tooNarrow(ImageEntry image) throws IOException {
        Optional<OffsetIndex.Extent> narrow = Optional.empty();
        for (Content content : contentsOf(image)) {
            String mark = content.mark();
            if (atHand.containsKey(mark)
                    || sufficient.find(mark).isPresent()
                    || proven.find(mark).isPresent()) {
                return Optional.empty();
            }
            narrow = narrow.isPresent() ? narrow : tooNarrow.find(mark);
        }
        return narrow.map(asked -> new Asked(Double.longBitsToDouble(asked.offset()), asked.length()));
    }

    /** The answers for exemplars, which may be asked for in any order. */
    public RecordedAnswers forExemplars() {
        return new RecordedAnswers() {
            @Override
            public Optional<Detection> find(ImageEntry image) throws IOException {
                return Content.ofThisAlone(image)
                        .map(content -> atHand.get(content.mark()))
                        .map(Recorded::detection);
            }

            @Override
            public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
                return ReusedAnswers.this.twinOf(image);
            }
        };
    }

    @Override
    public Optional<Detection> find(ImageEntry image) throws IOException {
        if (lead.isPresent()) {
            Optional<Detection> answer = lead.get().answerFor(image).filter(found -> wanted.suffices(found.asked()));
            if (answer.isPresent()) {
                return answer;
            }
        }
        return recorded(Content.ofThisAlone(image)).map(Recorded::detection);
    }

    @Override
    public Optional<Recorded> twinOf(ImageEntry image) throws IOException {
        Optional<Content> content = contentOf(image).filter(Content::isOfBytes);
        Optional<Recorded> latest = recorded(content);
        if (content.isEmpty() || latest.filter(Recorded::isProven).isPresent()) {
            return latest;
        }
        // One of an earlier run that is proven is worth more than a later one whose image may be gone, and with it the
        // proof.
        Optional<Recorded> known = line(proven, content.get()).flatMap(finding -> recorded(finding, true));
        return known.isPresent() ? known : latest;
    }

    /** The latest that was recorded of a content: of whichever image, if it is one of bytes. */
    private Optional<Recorded> recorded(Optional<Content> content) throws IOException {
        Optional<Recorded> known = content.map(wantedOne -> atHand.get(wantedOne.mark()));
        if (known.isPresent() || content.isEmpty()) {
            return known;
        }
        return line(sufficient, content.get()).flatMap(finding -> recorded(finding, false));
    }

    private static Optional<Recorded> recorded(Finding finding, boolean isProven) {
        return finding.detection().map(answer -> new Recorded(finding.image(), answer, isProven));
    }

    @Override
    public Optional<Refusal> refusal(ImageEntry image) throws IOException {
        Optional<Content> content = contentOf(image);
        return content.isEmpty()
                ? Optional.empty()
                : line(refused, content.get()).flatMap(finding -> finding.refusalOf(image));
    }

    @Override
    public Optional<PictureFacts> picture(ImageEntry image) throws IOException {
        if (pictures.size() == 0) {
            return Optional.empty();
        }
        for (Content content : contentsOf(image)) {
            Optional<PictureFacts> seen = line(pictures, content).flatMap(Finding::picture);
            if (seen.isPresent()) {
                return seen;
            }
        }
        return Optional.empty();
    }

    /** The line of a content, whose mark may be that of another by chance. */
    private Optional<Finding> line(PlaceLog places, Content content) throws IOException {
        Optional<OffsetIndex.Extent> place = places.find(content.mark());
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Finding finding = lines.read(LineAt.kept(place.get()));
        return marksOf(finding.image()).contains(content.mark()) ? Optional.of(finding) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try (lines;
                sufficient;
                proven;
                tooNarrow;
                refused;
                pictures;
                verdicts;
                sizes) {
            if (lead.isPresent()) {
                lead.get().close();
            }
        }
    }
}
