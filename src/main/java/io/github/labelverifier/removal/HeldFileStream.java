package io.github.labelverifier.removal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a file from its start through a channel that holds a lock on it, which stays open and where it is: on most systems, to
 * open the file once more and close it would give up the lock.
 */
final class HeldFileStream extends InputStream {
    private final FileChannel channel;
    private long position;

    HeldFileStream(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
        position += Math.max(0, read);
        return read;
    }
}
