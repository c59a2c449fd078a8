package io.github.labelverifier.ui.terminal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output: bytes as they are, and no failure hidden. A reader that went away is an {@link OutputClosedException},
 * anything else, such as a full disk, an {@link IOException} that says which stream it was.
 */
public final class DataOutput extends FilterOutputStream {

    DataOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw translate(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw translate(e);
        }
    }

    private static IOException translate(IOException e) {
        String message = String.valueOf(e.getMessage());
        // The JDK has no type for EPIPE. Linux and macOS say the first, Windows one of the others.
        boolean gone = message.contains("Broken pipe")
                || message.contains("pipe is being closed")
                || message.contains("pipe has been ended");
        return gone ? new OutputClosedException(e) : new IOException("cannot write to standard output: " + message, e);
    }
}
