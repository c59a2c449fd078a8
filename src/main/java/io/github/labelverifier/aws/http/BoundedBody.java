package io.github.labelverifier.aws.http;

import io.github.labelverifier.aws.error.BrokenAnswerException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.RetryableException;

/**
 * The body of an answer, which is cut off if it arrives more slowly than over any real line. It never fails with an
 * {@link IOException}.
 */
final class BoundedBody extends FilterInputStream {
    /** Bytes a second: a thirtieth of a modem's line. */
    private static final int SLOWEST = 100;

    private static final double NANOS = 1e9;

    private final Duration patience;
    private final CallDeadline deadline;
    private final LongSupplier nanoTime;
    private long received;
    private long waited;

    /**
     * Bounds a body.
     *
     * @param patience for how long it may be slow
     * @param deadline is cancelled when the body ends or is closed
     */
    BoundedBody(InputStream body, Duration patience, CallDeadline deadline) {
        this(body, patience, deadline, System::nanoTime);
    }

    /** For tests, with a clock. */
    BoundedBody(InputStream body, Duration patience, CallDeadline deadline, LongSupplier nanoTime) {
        super(body);
        this.patience = patience;
        this.deadline = deadline;
        this.nanoTime = nanoTime;
    }

    private interface Reading {
        long from(InputStream body) throws IOException;
    }

    @Override
    public int read() {
        return (int) count(body -> body.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return (int) count(body -> body.read(bytes, offset, length), 0);
    }

    @Override
    public long skip(long count) {
        return count(body -> body.skip(count), 0);
    }

    /** Reads; what comes is that many bytes, or as many as the result says if that is 0. */
    private long count(Reading reading, int bytes) {
        long start = nanoTime.getAsLong();
        long result;
        try {
            result = reading.from(in);
        } catch (IOException e) {
            throw deadline.hasPassed() ? deadline.failure() : failure(e);
        }
        waited += nanoTime.getAsLong() - start;
        if (result < 0) {
            deadline.cancel();
        } else {
            received += bytes == 0 ? result : bytes;
            requireSpeed();
        }
        return result;
    }

    private void requireSpeed() {
        if (waited > patience.toNanos() && received < waited / NANOS * SLOWEST) {
            throw failure(new BrokenAnswerException("the answer comes too slowly: " + received + " bytes in "
                    + Math.round(waited / NANOS) + " seconds"));
        }
    }

    /** Of the one kind that goes through all readers as it is, and that is repeated. */
    private static RetryableException failure(IOException cause) {
        return RetryableException.create("the answer broke off", cause);
    }

    @Override
    public void close() throws IOException {
        deadline.cancel();
        super.close();
    }
}
