package io.github.labelverifier.report;

import io.github.labelverifier.image.KeyOrder;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report in the order of its keys, read alongside a listing in the same order: each finding is there when its image comes, and
 * nothing is looked up. Used from one thread.
 */
final class ReadAlongside implements Closeable {
    private final Path report;
    private @Nullable ReportReader reader;
    private Optional<Finding> head = Optional.empty();

    /** A report that is opened only when it is asked for an image. */
    ReadAlongside(Path report) {
        this.report = report;
    }

    /** The finding of a key; the keys that are asked for never go back. */
    Optional<Finding> at(String key) throws IOException {
        if (reader == null) {
            reader = ReportReader.open(report);
            head = reader.next();
        }
        while (head.isPresent() && KeyOrder.UTF_8.compare(head.get().image().key(), key) < 0) {
            head = reader.next();
        }
        return head.filter(finding -> finding.image().key().equals(key));
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
