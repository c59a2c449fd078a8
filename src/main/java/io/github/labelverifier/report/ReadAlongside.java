package io.github.labelverifier.report;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.KeyOrder;
import io.github.labelverifier.label.Detection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report in the order of its keys, read alongside a listing in the same order: each answer is there when its image comes, and
 * nothing is looked up. Used from one thread.
 */
final class ReadAlongside implements Closeable {
    private final Path report;
    private final LabelTexts texts;
    private final Set<String> changed;
    private @Nullable ReportReader reader;
    private Optional<ImageEntry> head = Optional.empty();

    /**
     * A report that is opened only when it is asked for an image.
     *
     * @param changed the keys whose answers it does not give
     */
    ReadAlongside(Path report, LabelTexts texts, Set<String> changed) {
        this.report = report;
        this.texts = texts;
        this.changed = changed;
    }

    /** What was answered for an image if the report has it unchanged; the keys that are asked for never go back. */
    Optional<Detection> answerFor(ImageEntry image) throws IOException {
        if (reader == null) {
            reader = ReportReader.openPlain(report, texts);
            head = next(reader);
        }
        while (head.isPresent() && KeyOrder.UTF_8.compare(head.get().key(), image.key()) < 0) {
            head = next(reader);
        }
        return head.isPresent() && head.get().isUnchanged(image) && !changed.contains(image.key())
                ? reader.answer()
                : Optional.empty();
    }

    private static Optional<ImageEntry> next(ReportReader reader) throws IOException {
        return reader.advance() ? Optional.of(reader.image()) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
