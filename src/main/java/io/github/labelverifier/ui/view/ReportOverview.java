package io.github.labelverifier.ui.view;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.report.CountLines;
import io.github.labelverifier.report.FindingFilter;
import io.github.labelverifier.report.Frequencies;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Table;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How often each verdict, reason, note on quality and label occurs in a report. */
public final class ReportOverview {
    private static final int MOST_LABELS = 20;
    private static final int MOST_REASONS = 100;
    private static final int MOST_NOTES = 20;

    private final Frequencies verdicts = new Frequencies();
    private final Frequencies reasons = new Frequencies();
    private final Frequencies notes = new Frequencies();
    private final Frequencies labels = new Frequencies();
    private long flagged;

    /** Counts the findings of a report that a filter accepts. */
    public static ReportOverview of(Path report, FindingFilter test) throws IOException {
        ReportOverview overview = new ReportOverview();
        try (ReportReader reader = ReportReader.open(report)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (test.accepts(next.get())) {
                    overview.add(next.get());
                }
            }
        }
        return overview;
    }

    private void add(Finding finding) {
        verdicts.add(finding.verdict().id());
        finding.reasons().stream()
                // An exemplar is kept because it is one; that is no reason against it.
                .filter(reason -> !reason.equals(Reason.EXEMPLAR))
                .forEach(reason -> reasons.add(reason.counted().text()));
        finding.picture().ifPresent(picture -> picture.notes().forEach(notes::add));
        if (finding.verdict() == Verdict.FLAG) {
            flagged++;
            finding.detection()
                    .ifPresent(detection -> detection.labels().stream()
                            .map(label -> label.name())
                            .distinct()
                            .forEach(labels::add));
        }
    }

    private record Section(String id, String title, List<Frequencies.Count> counts) {}

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("verdict", "VERDICT", verdicts.best(Verdict.values().length)));
        sections.add(new Section("reason", "REASON", reasons.best(MOST_REASONS)));
        sections.add(new Section("note", "NOTE ON QUALITY", notes.best(MOST_NOTES)));
        if (flagged > 0) {
            sections.add(new Section("label", "LABEL OF FLAGGED IMAGES", labels.best(MOST_LABELS)));
        }
        return sections;
    }

    public void printTable(Console console) throws IOException {
        boolean isFirst = true;
        for (Section section : sections()) {
            if (section.counts().isEmpty()) {
                continue;
            }
            if (!isFirst) {
                console.out().write('\n');
            }
            isFirst = false;
            table(section).writeTo(console.out(), console.colorsOutput());
        }
    }

    private static Table table(Section section) {
        Table table = new Table(List.of(Table.Side.RIGHT, Table.Side.LEFT));
        table.head(List.of("IMAGES", section.title()));
        for (Frequencies.Count count : section.counts()) {
            String name =
                    section.id().equals("reason") ? Reason.parse(count.name()).inWords() : count.name();
            table.row(List.of(Text.count(count.count()), PlainText.escape(name)));
        }
        return table;
    }

    public void printJson(OutputStream out) throws IOException {
        for (Section section : sections()) {
            CountLines.write(out, section.id(), section.counts());
        }
    }
}
