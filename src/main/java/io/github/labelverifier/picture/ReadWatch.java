package io.github.labelverifier.picture;

import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.event.IIOReadWarningListener;

/** Stops a reader at the deadline, and hears what it says of a file that ends too early: readers hand on what they have. */
final class ReadWatch implements IIOReadProgressListener, IIOReadWarningListener {
    private final Deadline deadline;
    private boolean endsEarly;

    private ReadWatch(Deadline deadline) {
        this.deadline = deadline;
    }

    static ReadWatch over(ImageReader reader, Deadline deadline) {
        ReadWatch watch = new ReadWatch(deadline);
        reader.addIIOReadProgressListener(watch);
        reader.addIIOReadWarningListener(watch);
        return watch;
    }

    /** Whether the file ended before its picture did. */
    boolean endsEarly() {
        return endsEarly;
    }

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        String text = warning.toLowerCase(Locale.ROOT);
        endsEarly |= (text.contains("premature end of") && text.contains("file")) || text.contains("truncated");
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        if (deadline.isOver()) {
            source.abort();
        }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
}
