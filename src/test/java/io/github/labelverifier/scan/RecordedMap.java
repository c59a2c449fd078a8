package io.github.labelverifier.scan;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.label.Refusal;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers by key and by content, as a report keeps them for the run that writes it. */
final class RecordedMap implements RecordedAnswers {
    private final Map<String, Recorded> byKey = new HashMap<>();
    private final Map<Content, Recorded> byContent = new HashMap<>();
    private final Map<String, Refusal> refusals = new HashMap<>();
    private Optional<String> failAt = Optional.empty();
    private @Nullable IOException failure;

    RecordedMap put(ImageEntry image, Detection detection) {
        Recorded recorded = new Recorded(image, detection, false);
        byKey.put(image.key(), recorded);
        image.content().ifPresent(content -> byContent.put(content, recorded));
        return this;
    }

    RecordedMap refuse(ImageEntry image, Refusal refusal) {
        refusals.put(image.key(), refusal);
        return this;
    }

    void record(Finding finding) {
        finding.detection().ifPresent(detection -> put(finding.image(), detection));
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
        return Optional.ofNullable(byKey.get(image.key()))
                .filter(recorded -> recorded.image().isUnchanged(image))
                .map(Recorded::detection);
    }

    @Override
    public Optional<Refusal> refusal(ImageEntry image) {
        return Optional.ofNullable(refusals.get(image.key()));
    }

    @Override
    public Optional<Recorded> twinOf(ImageEntry image) {
        return image.content().map(byContent::get);
    }
}
