package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;

/** Takes the findings of a run in their order. An exception ends the run. */
public interface FindingSink {

    /** Takes one finding, which may stay in memory until {@link #flush}. */
    void accept(Finding finding) throws IOException;

    /**
     * Saves an answer whose image cannot have its turn yet, since an earlier one is still waited for: it survives the end
     * of this process from now on, and the image's finding follows later.
     */
    void hold(ImageEntry image, Detection answer) throws IOException;

    /** Makes sure that all findings survive the end of this process. Called before further calls are paid for. */
    void flush() throws IOException;
}
