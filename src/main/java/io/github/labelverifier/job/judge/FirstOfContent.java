package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.Contents;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.report.LineAt;
import io.github.labelverifier.report.ReportReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which image of each content stays when the others go: an exemplar, else the first that the rule keeps, else the first.
 * What was seen is in indexes on disk, so that memory does not grow with the number of images.
 */
public final class FirstOfContent implements Closeable {

    /**
     * The first image of a content.
     *
     * @param report the number of its report
     */
    public record First(int report, String key) {}

    private final List<Path> reports;
    private final OffsetIndex kept = new OffsetIndex();
    private final OffsetIndex seen = new OffsetIndex();
    private final Contents contents;
    private final Map<Content, First> exemplars = new HashMap<>();

    /**
     * Nothing was seen yet of these reports.
     *
     * @param contents by all images of all reports
     */
    public FirstOfContent(List<Path> reports, Contents contents) throws IOException {
        this.reports = List.copyOf(reports);
        this.contents = contents;
        if (reports.size() >= LineAt.MOST_REPORTS) {
            throw new IllegalArgumentException("reports: " + reports.size());
        }
    }

    /** Enters an exemplar, before all other images; tells which other exemplar has the same content, if one has. */
    public Optional<First> enterExemplar(int report, ImageEntry exemplar) {
        return contents.of(exemplar)
                .filter(Content::isOfBytes)
                .map(content -> exemplars.putIfAbsent(content, new First(report, exemplar.key())));
    }

    /**
     * Enters an image that the rule keeps, before the first question.
     *
     * @param report the number of the report that the reader reads
     * @param reader has just read the image
     */
    void enterKept(ImageEntry image, int report, ReportReader reader) throws IOException {
        Optional<Content> known = contents.of(image).filter(Content::isOfBytes);
        if (known.isPresent()) {
            LineAt here = LineAt.in(report, reader.lastLine());
            kept.putIfAbsent(known.get().mark(), here.place(), here.length());
        }
    }

    /**
     * The image of the same content that stays; empty if it is this one.
     *
     * @param report the number of the report that the reader reads
     * @param reader has just read the image
     */
    public Optional<First> before(ImageEntry image, int report, ReportReader reader) throws IOException {
        Optional<Content> known = contents.of(image).filter(Content::isOfBytes);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        First exemplar = exemplars.get(known.get());
        if (exemplar != null) {
            return Optional.of(exemplar).filter(first -> !first.equals(new First(report, image.key())));
        }
        String content = known.get().mark();
        LineAt here = LineAt.in(report, reader.lastLine());
        Optional<OffsetIndex.Extent> best = kept.find(content);
        Optional<LineAt> first = (best.isPresent() ? best : seen.find(content)).map(LineAt::kept);
        if (first.isEmpty()) {
            seen.putIfAbsent(content, here.place(), here.length());
            return Optional.empty();
        }
        if (first.get().place() == here.place()) {
            return Optional.empty();
        }
        int number = first.get().report();
        return Optional.of(new First(number, first.get().readKey(reports.get(number))));
    }

    @Override
    public void close() throws IOException {
        try (kept) {
            seen.close();
        }
    }
}
