package io.github.labelverifier.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of an image file, until a deadline. Decoders cannot be told to stop while they take in a progressive JPEG,
 * but they fetch the file in small parts: the one after the deadline is refused.
 */
final class TimedImageStream extends ImageInputStreamImpl {
    private static final int LOOK_AFTER = 4_096;

    private final byte[] file;
    private final Deadline deadline;
    private int single;
    private boolean isBeyondEnd;

    TimedImageStream(byte[] file, Deadline deadline) {
        this.file = file;
        this.deadline = deadline;
    }

    byte[] file() {
        return file;
    }

    Deadline deadline() {
        return deadline;
    }

    @Override
    public int read() throws IOException {
        // One byte is soon read: looking at the clock for each would take longer.
        checkClosed();
        if (++single % LOOK_AFTER == 0) {
            requireTime();
        }
        bitOffset = 0;
        if (streamPos >= file.length) {
            isBeyondEnd = true;
            return -1;
        }
        return file[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        checkClosed();
        requireTime();
        bitOffset = 0;
        if (most == 0) {
            return 0;
        }
        int count = (int) Math.min(most, file.length - streamPos);
        if (count <= 0) {
            isBeyondEnd = true;
            return -1;
        }
        System.arraycopy(file, (int) streamPos, bytes, from, count);
        streamPos += count;
        return count;
    }

    /** Whether more was asked for than the file has. */
    boolean isBeyondEnd() {
        return isBeyondEnd;
    }

    private void requireTime() throws IOException {
        if (deadline.isOver()) {
            throw new IOException("out of time");
        }
    }

    @Override
    public long length() {
        return file.length;
    }
}
