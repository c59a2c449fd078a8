package io.github.labelverifier.report;

import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How common labels are among the images of some reports. */
public final class CommonLabels {
    private final Map<String, Long> images = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private long total;

    /** Adds the images of a report. */
    public void add(Path report) throws IOException {
        try (ReportReader reader = ReportReader.open(report)) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                next.get().detection().ifPresent(this::add);
            }
        }
    }

    private void add(Detection answer) {
        total++;
        answer.labels().stream().map(Label::name).distinct().forEach(name -> images.merge(name, 1L, Long::sum));
    }

    /** The share of images that have a label, in percent; 0 if there are none. */
    public double percent(String label) {
        return total == 0 ? 0 : 100.0 * images.getOrDefault(label, 0L) / total;
    }
}
