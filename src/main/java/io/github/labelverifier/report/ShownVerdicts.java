package io.github.labelverifier.report;

import io.github.labelverifier.disk.PlaceLog;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;

/** The verdicts that people could see in finished reports, on disk. Of several reports the one that is noted first counts. */
final class ShownVerdicts implements Closeable {
    private final PlaceLog verdicts = new PlaceLog();

    /** Notes a finding of a report. */
    void note(Finding finding) throws IOException {
        verdicts.add(sight(finding.image()), finding.verdict().ordinal(), 1);
    }

    /** Whether none shows this image, as it is now, with the same verdict. */
    boolean isNew(Finding finding) throws IOException {
        return verdicts.find(sight(finding.image()))
                .filter(seen -> seen.offset() == finding.verdict().ordinal())
                .isEmpty();
    }

    /** An image as a person has seen it in a report: under its key, and as it was then. */
    private static String sight(ImageEntry image) {
        return image.key() + "\n" + image.size() + "\n" + image.etag();
    }

    @Override
    public void close() throws IOException {
        verdicts.close();
    }
}
