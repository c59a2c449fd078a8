package io.github.labelverifier.ui.view;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.report.CommonLabels;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Table;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Policy;
import io.github.labelverifier.verdict.ReferenceLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The labels of a few images side by side, and the reference they would yield as exemplars. */
public final class LabelTable {
    /** From this share of images elsewhere on, a label tells little. */
    private static final double COMMON = 10;

    private static final int MAX_NAME = 24;

    private final Console console;
    private final Policy policy;
    private final ReferenceLabels reference;
    private final CommonLabels elsewhere;

    public LabelTable(Console console, Policy policy, ReferenceLabels reference, CommonLabels elsewhere) {
        this.console = console;
        this.policy = policy;
        this.reference = reference;
        this.elsewhere = elsewhere;
    }

    /** Prints the table on standard output, and what follows from it on standard error. */
    public void print(List<String> keys, List<Detection> answers) throws IOException {
        Map<String, Label> labels = new LinkedHashMap<>();
        for (Detection answer : answers) {
            answer.labels().forEach(label -> labels.putIfAbsent(label.name(), label));
        }
        List<String> head = new ArrayList<>(List.of("LABEL"));
        keys.forEach(key -> head.add(DisplayWidth.cut(PlainText.escape(ImageLocation.lastPart(key)), MAX_NAME)));
        head.addAll(List.of("REFERENCE", "GENERIC", "PARENTS"));
        Table table = new Table(Collections.nCopies(head.size(), Table.Side.LEFT));
        table.head(head);
        for (Label label : labels.values()) {
            table.row(row(label, answers, labels));
        }
        table.writeTo(console.out(), console.colorsOutput());
        console.out().flush();
        tell(keys, answers, labels);
    }

    private List<String> row(Label label, List<Detection> answers, Map<String, Label> labels) {
        List<String> row = new ArrayList<>(List.of(PlainText.escape(label.name())));
        for (Detection answer : answers) {
            row.add(answer.labels().stream()
                    .filter(other -> other.name().equals(label.name()))
                    .findFirst()
                    .map(other -> String.format(Locale.ROOT, "%.1f", other.confidence()))
                    .orElse(""));
        }
        row.add(isInReference(label) ? "yes" : "");
        row.add(generic(label, labels).map(PlainText::escape).orElse(""));
        row.add(PlainText.escape(String.join(", ", label.parents())));
        return row;
    }

    private boolean isInReference(Label label) {
        return reference.contains(label);
    }

    /** Why a label says little about a class: others are kinds of it, or it is common among other images. */
    private Optional<String> generic(Label label, Map<String, Label> labels) {
        List<String> why = new ArrayList<>();
        labels.values().stream()
                .filter(other -> other.parents().stream().anyMatch(label.name()::equalsIgnoreCase))
                .map(Label::name)
                .findFirst()
                .ifPresent(kind -> why.add("parent of " + kind));
        double percent = elsewhere.percent(label.name());
        if (percent >= COMMON) {
            why.add("in " + Text.percent(percent) + " elsewhere");
        }
        return why.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", why));
    }

    private void tell(List<String> keys, List<Detection> answers, Map<String, Label> labels) {
        for (int i = 0; i < answers.size(); i++) {
            for (String rejected : policy.rejectedIn(answers.get(i))) {
                console.warn(keys.get(i) + " contains " + rejected
                        + ", which is rejected: as an exemplar it would have images like it flagged (see --no-reject)");
            }
        }
        if (reference.isEmpty()) {
            console.warn("the reference would be empty: no label counts at --min-confidence "
                    + Text.number(policy.minConfidence()));
            return;
        }
        new SummaryText(console).tell(reference);
        TreeSet<String> generic = labels.values().stream()
                .filter(this::isInReference)
                .filter(label -> generic(label, labels).isPresent())
                .map(Label::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!generic.isEmpty()) {
            console.info(RuleWords.genericInReference(List.copyOf(generic)));
        }
    }
}
