package io.github.labelverifier.job.verify;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.judge.Rejudgement;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.LabelDetector;
import io.github.labelverifier.label.RecordedAnswers;
import io.github.labelverifier.scan.StopSignal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The label models of a run. Labels of several cannot be compared: where all images are compared with each other in the end,
 * the run stops as soon as there are two, and not when all has been paid for. Safe for use by several threads.
 */
final class LabelModels {
    private final boolean mustBeOne;
    private final StopSignal stop;
    private final Map<String, String> seen = new TreeMap<>();

    /**
     * None was seen yet.
     *
     * @param judging how the images are judged in the end, if not by the scan alone
     * @param stop is asked to end the run
     */
    LabelModels(Optional<Rejudgement> judging, StopSignal stop) {
        this.mustBeOne = judging.filter(rule -> rule.contrast().isPresent() && !rule.mixedModels())
                .isPresent();
        this.stop = stop;
    }

    /** Enters models that were found somewhere. */
    synchronized void add(Set<String> models, String where) {
        models.stream().filter(model -> !model.isEmpty()).forEach(model -> seen.putIfAbsent(model, where));
    }

    private synchronized Detection note(Detection answer, String where) {
        add(Set.of(answer.model()), where);
        if (mustBeOne && seen.size() > 1) {
            stop.request();
        }
        return answer;
    }

    /** Enters the models of what a detector answers. */
    LabelDetector notingLive(LabelDetector detector) {
        return detector.with((inner, image) -> note(inner.detect(image), "Rekognition now"));
    }

    /** Enters the models of what is taken from earlier reports. */
    RecordedAnswers notingRecorded(RecordedAnswers earlier) {
        return earlier.telling((image, answer) -> note(answer, "recorded"));
    }

    /** Refuses to go on if answers do not compare; {@code howToGoOn} ends the message. */
    synchronized void requireOne(String howToGoOn) throws CommandFailure {
        if (mustBeOne && seen.size() > 1) {
            String models = seen.entrySet().stream()
                    .map(model -> model.getKey() + " (" + model.getValue() + ")")
                    .collect(Collectors.joining(" and "));
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    "the labels are of several label models, " + models + ", which name things differently: check again"
                            + " without the older reports, or add --mixed-models" + howToGoOn);
        }
    }
}
