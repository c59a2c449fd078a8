package io.github.labelverifier.job.judge;

import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.DecidedFields;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.LookedAtLabels;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first pass over a report that is judged by its exemplars: takes the labels of its images, and keeps what the exemplars say
 * of each. Its findings are shown to it one by one, as they are read or as they are written.
 */
final class OverlapSurvey implements Closeable {
    private final OpenedReport report;
    private final Survey survey;
    private final Survey.Taking taking;
    private final OverlapSpool lines;
    private final ReferenceLabels reference;
    private final List<String> labels;
    private final Map<String, Integer> numbers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    OverlapSurvey(Console console, ReportSet reports, OpenedReport report) throws CommandFailure, IOException {
        this.report = report;
        this.reference = report.reference();
        this.labels =
                reference.entries().stream().map(ReferenceLabels.Entry::label).toList();
        labels.forEach(label -> numbers.put(label, numbers.size()));
        this.survey = new Survey(console, reports);
        this.taking = survey.begin(report);
        this.lines = new OverlapSpool();
    }

    /**
     * Takes a finding that has labels.
     *
     * @param written as its line has it
     * @param judged as the exemplars have it now
     * @param line where it is in the report
     */
    void take(Finding written, Finding judged, OffsetIndex.Extent line, Optional<DecidedFields> decided)
            throws CommandFailure, IOException {
        taking.add(written, JudgedLine.NONE);
        boolean isExemplar = judged.has(Reason.EXEMPLAR);
        Detection answer = written.detection().orElseThrow();
        // Of what is flagged anyway, and of exemplars, no advice is made.
        List<Label> shared = judged.reasons().isEmpty() ? reference.sharedLabels(answer, report.policy()) : List.of();
        lines.add(
                new OverlapSpool.Seen(
                        isExemplar,
                        !judged.has(Reason.NO_LABELS),
                        !judged.overlap().isEmpty(),
                        numbersOf(shared),
                        places(answer, shared)),
                JudgedLine.of(written, line, decided, report.policy(), judged.overlap()));
    }

    /** The numbers of the labels of the reference that an image shares. */
    private int[] numbersOf(List<Label> shared) {
        return shared.stream()
                .map(label -> reference.find(label).orElseThrow().label())
                .mapToInt(label -> Objects.requireNonNull(numbers.get(label)))
                .distinct()
                .toArray();
    }

    private static int[] places(Detection answer, List<Label> shared) {
        List<Integer> places = new ArrayList<>();
        int place = 0;
        for (Label label : answer.labels()) {
            if (label.confidence() >= LookedAtLabels.CONFIDENCE && place < LookedAtLabels.MOST_NUMBERS) {
                if (shared.contains(label)) {
                    places.add(place);
                }
                place++;
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The labels of the reference, by their numbers. */
    List<String> labels() {
        return labels;
    }

    ReferenceLabels reference() {
        return reference;
    }

    OpenedReport report() {
        return report;
    }

    Survey survey() {
        return survey;
    }

    /** All was taken: why scores would tell nothing; empty if they tell something. */
    Optional<String> end() throws CommandFailure, IOException {
        return survey.whyNotAlone(taking.end());
    }

    /** What was kept of the images, in the order of the report. */
    OverlapSpool.InOrder lines() throws IOException {
        return lines.read();
    }

    @Override
    public void close() throws IOException {
        try (survey) {
            lines.close();
        }
    }
}
