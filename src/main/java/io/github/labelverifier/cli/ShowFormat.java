package io.github.labelverifier.cli;

import io.github.labelverifier.export.ExportFormat;
import io.github.labelverifier.ui.view.Format;
import java.util.Arrays;
import java.util.Optional;

/** What {@code show --format} takes: the formats of findings, and those of lists for training tools. */
enum ShowFormat {
    table,
    keys,
    uris,
    jsonl,
    csv,
    none,
    manifest,
    hf,
    fiftyone;

    Optional<Format> findings() {
        return Arrays.stream(Format.values())
                .filter(format -> format.name().equals(name()))
                .findFirst();
    }

    Optional<ExportFormat> export() {
        return Arrays.stream(ExportFormat.values())
                .filter(format -> format.name().equals(name()))
                .findFirst();
    }
}
