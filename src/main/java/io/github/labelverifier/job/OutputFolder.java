package io.github.labelverifier.job;

import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of {@code --out-dir}, where a run puts a report for each class. */
public final class OutputFolder {
    private OutputFolder() {}

    /** Makes the folder, unless it is there. */
    public static void create(Path folder) throws CommandFailure {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, "--out-dir: cannot make " + folder + ": " + IoProblem.of(e), e);
        }
    }
}
