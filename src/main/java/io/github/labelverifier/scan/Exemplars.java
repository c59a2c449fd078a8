package io.github.labelverifier.scan;

import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.DetectionException;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.Recorded;
import io.github.labelverifier.label.RecordedAnswers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what the exemplars show, each content once. */
public final class Exemplars {
    private final LabelDetector detector;
    private final RecordedAnswers recorded;
    private final Twins twins;
    private final CallBudget budget;
    private long reused;

    /**
     * Asks the recording first and the detector second.
     *
     * @param twins tells when the answer for one may stand for another
     * @param budget is charged for every call
     */
    public Exemplars(LabelDetector detector, RecordedAnswers recorded, Twins twins, CallBudget budget) {
        this.detector = detector;
        this.recorded = recorded;
        this.twins = twins;
        this.budget = budget;
    }

    /**
     * The answers, in the order of the images.
     *
     * @throws CallsSpentException if the budget does not reach; nothing was paid then
     * @throws DetectionException if one of them has no answer
     */
    public List<Detection> detect(List<ImageEntry> images) throws IOException, DetectionException, CallsSpentException {
        List<Optional<Detection>> known = new ArrayList<>();
        for (ImageEntry image : images) {
            known.add(recorded(image));
        }
        reused = known.stream().filter(Optional::isPresent).count();
        List<Detection> answers = new ArrayList<>();
        if (callsNeeded(images, known) > budget.left()) {
            throw new CallsSpentException();
        }
        for (int i = 0; i < images.size(); i++) {
            Optional<Detection> answer = known.get(i);
            for (int j = 0; j < i && answer.isEmpty(); j++) {
                if (isTwin(images.get(i), images.get(j)) && twins.isProven(images.get(j))) {
                    answer = Optional.of(answers.get(j));
                }
            }
            answers.add(answer.isPresent() ? answer.get() : call(images.get(i)));
        }
        return answers;
    }

    private Optional<Detection> recorded(ImageEntry image) throws IOException {
        Optional<Detection> own = recorded.find(image);
        if (own.isPresent() || twins.contentOf(image).filter(Content::isOfBytes).isEmpty()) {
            return own;
        }
        return recorded.twinOf(image)
                .filter(twin -> twins.isProvenOfEarlier(twin.image()))
                .map(Recorded::detection);
    }

    private boolean isTwin(ImageEntry one, ImageEntry other) {
        Optional<Content> content = twins.contentOf(one);
        return content.isPresent() && content.equals(twins.contentOf(other));
    }

    private Detection call(ImageEntry image) throws DetectionException, CallsSpentException {
        if (!budget.take()) {
            throw new CallsSpentException();
        }
        return detector.detect(image);
    }

    private long callsNeeded(List<ImageEntry> images, List<Optional<Detection>> known) {
        long needed = 0;
        for (int i = 0; i < images.size(); i++) {
            ImageEntry image = images.get(i);
            boolean seen = images.subList(0, i).stream().anyMatch(other -> isTwin(image, other));
            needed += known.get(i).isPresent() || seen ? 0 : 1;
        }
        return needed;
    }

    /** How many of the answers were recorded before. */
    public long reused() {
        return reused;
    }
}
