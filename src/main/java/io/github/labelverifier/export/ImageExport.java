package io.github.labelverifier.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A list of images in the making, which is whole only when it is finished. The stream below it stays open. */
public interface ImageExport extends Closeable {
    /**
     * Writes one image.
     *
     * @return whether it is in the list; a tool may not be able to tell it from another one
     */
    boolean accept(ExportedImage image) throws IOException;

    /** Writes the end of the list. Without it, what was written is no whole list, and does not look like one. */
    void finish() throws IOException;

    /** What a person should know of the list, such as a limit of the tool that reads it; most often nothing. Complete once the list is finished. */
    default List<String> warnings() {
        return List.of();
    }

    /** Lets go of what the making needed. */
    @Override
    void close() throws IOException;
}
