package io.github.labelverifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report or a ledger as a stranger would read it: JSON Lines. */
record Report(List<Map<String, @Nullable Object>> lines) {

    static Report read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Report parse(String text) {
        return new Report(Json.lines(text));
    }

    Map<String, @Nullable Object> header() {
        return lines.get(0);
    }

    /** Whether the last line is a summary. */
    boolean isComplete() {
        return "summary".equals(lines.get(lines.size() - 1).get("type"));
    }

    Map<String, @Nullable Object> summary() {
        if (!isComplete()) {
            throw new AssertionError("no summary");
        }
        return lines.get(lines.size() - 1);
    }

    List<Map<String, @Nullable Object>> ofType(String type) {
        return lines.stream().filter(line -> type.equals(line.get("type"))).toList();
    }

    Map<String, @Nullable Object> image(String key) {
        return ofType("image").stream()
                .filter(line -> key.equals(line.get("key")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no image " + key));
    }

    List<String> keys() {
        return ofType("image").stream()
                .map(line -> String.valueOf(line.get("key")))
                .toList();
    }

    /** Every image with its verdict and reasons, such as {@code flag [no-overlap]}, in the order of the report. */
    Map<String, String> verdicts() {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> image : ofType("image")) {
            String before =
                    verdicts.put(String.valueOf(image.get("key")), image.get("verdict") + " " + image.get("reasons"));
            if (before != null) {
                throw new AssertionError("twice in the report: " + image.get("key"));
            }
        }
        return verdicts;
    }

    /** Of a ledger: every image with the outcome of its removal. */
    Map<String, String> outcomes() {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (Map<String, @Nullable Object> removal : ofType("removal")) {
            String before = outcomes.put(String.valueOf(removal.get("key")), String.valueOf(removal.get("outcome")));
            if (before != null) {
                throw new AssertionError("twice in the ledger: " + removal.get("key"));
            }
        }
        return outcomes;
    }
}
