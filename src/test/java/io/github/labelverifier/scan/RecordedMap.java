package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers by content, as a report keeps them for the run that writes it. */
final class RecordedMap implements RecordedAnswers {
    private record Content(String etag, long size) {}

    private final Map<Content, Detection> answers = new HashMap<>();
    private Optional<String> failAt = Optional.empty();
    private @Nullable IOException failure;

    RecordedMap put(ImageEntry image, Detection detection) {
        answers.put(new Content(image.etag(), image.size()), detection);
        return this;
    }

    void record(Finding finding) {
        if (!finding.image().etag().isEmpty()) {
            finding.detection().ifPresent(detection -> put(finding.image(), detection));
        }
    }

    RecordedMap failingAt(String key, IOException e) {
        failAt = Optional.of(key);
        failure = e;
        return this;
    }

    @Override
    public Optional<Detection> find(ImageEntry image) throws IOException {
        if (failAt.filter(image.key()::equals).isPresent() && failure != null) {
            throw failure;
        }
        return Optional.ofNullable(answers.get(new Content(image.etag(), image.size())));
    }
}
