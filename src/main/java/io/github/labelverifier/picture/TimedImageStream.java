package io.github.labelverifier.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of an image file, until a deadline. The JDK's decoders cannot be told to stop while they take in a progressive
 * JPEG, but they fetch the file in small parts: the one after the deadline is refused.
 */
final class TimedImageStream extends ImageInputStreamImpl {
    private final byte[] file;
    private final Deadline deadline;

    TimedImageStream(byte[] file, Deadline deadline) {
        this.file = file;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        // One byte is soon read: looking at the clock would take longer.
        checkClosed();
        bitOffset = 0;
        return streamPos < file.length ? file[(int) streamPos++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        checkClosed();
        if (deadline.isOver()) {
            throw new IOException("out of time");
        }
        bitOffset = 0;
        if (most == 0) {
            return 0;
        }
        int count = (int) Math.min(most, file.length - streamPos);
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(file, (int) streamPos, bytes, from, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return file.length;
    }
}
