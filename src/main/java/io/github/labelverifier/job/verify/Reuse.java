package io.github.labelverifier.job.verify;

import java.nio.file.Path;
import java.util.List;

/**
 * What a run may take labels from instead of paying for them.
 *
 * @param option what the user knows it by
 * @param paths reports, and folders of reports
 * @param pay whether labels that were recorded too narrowly are paid for again
 * @param onlyNew whether only findings are shown that none of the finished ones has
 */
public record Reuse(String option, List<Path> paths, boolean pay, boolean onlyNew) {
    public Reuse {
        paths = List.copyOf(paths);
    }

    /** How the header of a report names them: by a path that holds when the folder of the report is moved. */
    List<String> namesIn(Path report) {
        Path folder = report.toAbsolutePath().normalize().resolve("..").normalize();
        return paths.stream()
                .map(path -> path.toAbsolutePath().normalize())
                .map(path -> path.startsWith(folder) ? folder.relativize(path).toString() : path.toString())
                .map(name -> name.isEmpty() ? "." : name)
                .toList();
    }
}
