package io.github.labelverifier.job.gallery;

import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.util.ArrayList;
import java.util.List;

/** The images that have no verdict by their labels: the first of them, and how many there are. */
final class Unchecked {
    private static final int MOST = 500;
    private static final int MOST_MESSAGE = 400;

    private static final Reason NONE = Reason.parse("");

    /** One of them. */
    record Row(String key, Reason reason, String message) {}

    private final List<Row> rows = new ArrayList<>();
    private long total;

    void add(Finding finding) {
        total++;
        if (rows.size() < MOST) {
            String message = finding.message().orElse("");
            rows.add(new Row(
                    finding.image().key(),
                    finding.reasons().stream().findFirst().orElse(NONE),
                    message.length() > MOST_MESSAGE ? message.substring(0, MOST_MESSAGE) + "…" : message));
        }
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    long total() {
        return total;
    }
}
