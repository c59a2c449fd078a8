package io.github.labelverifier.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 server on 127.0.0.1: the common core of the stand-ins.
 *
 * <p>One thread does everything: it shares two cores with the program under test, and a reply that waits (latency, a held answer, one
 * that never comes) costs no thread, so hundreds may be in flight. A handler must therefore not block; a reply that has to wait says so
 * ({@link HttpReply#delayed}, {@link HttpReply#heldUntil}).
 */
public final class HttpStandIn implements AutoCloseable {
    /** Answers requests, on the thread of the server. */
    @FunctionalInterface
    public interface Handler {
        /** The reply to a request; must not block. */
        HttpReply reply(HttpRequest request);
    }

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    private static final int BACKLOG = 1024;

    /** Between the bytes of an answer that drips: often enough that no read waits for long. */
    private static final long DROP_NANOS = 20_000_000;

    private final Handler handler;
    private final Selector selector;
    private final ServerSocketChannel listener;
    private final URI endpoint;
    private final Thread thread;
    private final ByteBuffer input = ByteBuffer.allocateDirect(128 * 1024);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::due).thenComparingLong(Timer::number));
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private long timersMade;
    private volatile boolean closing;

    private record Timer(long due, long number, Runnable action) {}

    private HttpStandIn(String name, int port, Handler handler) throws IOException {
        this.handler = handler;
        selector = Selector.open();
        listener = ServerSocketChannel.open();
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        listener.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        int bound = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        endpoint = URI.create("http://127.0.0.1:" + bound);
        thread = new Thread(this::run, name + "-" + bound);
        thread.setDaemon(true);
    }

    /**
     * Starts a server.
     *
     * @param name what its thread is called
     * @param port the port on 127.0.0.1; 0 takes a free one
     * @param handler answers every request
     */
    public static HttpStandIn start(String name, int port, Handler handler) {
        try {
            HttpStandIn server = new HttpStandIn(name, port, handler);
            server.thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** {@code http://127.0.0.1:PORT}, without a slash at the end. */
    public URI endpoint() {
        return endpoint;
    }

    /** Waits until the server is closed by another thread. */
    public void awaitClosed() throws InterruptedException {
        ended.await();
    }

    /**
     * Closes the listening socket and every connection.
     *
     * @throws IllegalStateException if a handler threw anything; its request was answered with 500
     */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        boolean interrupted = false;
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw new IllegalStateException("the stand-in itself failed: " + thrown, thrown);
        }
    }

    private void run() {
        try (selector;
                listener) {
            while (!closing) {
                runTasks();
                long wait = fireTimers();
                if (wait < 0) {
                    selector.select(this::ready);
                } else if (wait == 0) {
                    selector.selectNow(this::ready);
                } else {
                    selector.select(this::ready, wait);
                }
            }
            for (SelectionKey key : selector.keys()) {
                if (key.attachment() instanceof Connection connection) {
                    connection.close();
                }
            }
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        } finally {
            ended.countDown();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Fires what is due; the milliseconds until the next is, or -1 if there is none. */
    private long fireTimers() {
        while (!timers.isEmpty()) {
            long left = timers.peek().due() - System.nanoTime();
            if (left > 0) {
                return tasks.isEmpty() ? left / 1_000_000 + 1 : 0;
            }
            timers.remove().action().run();
        }
        return tasks.isEmpty() ? -1 : 0;
    }

    private void later(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void ready(SelectionKey key) {
        if (key.isValid() && key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof Connection connection) {
            connection.ready();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Connection(channel, key));
            }
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** One connection, with at most one request being answered. */
    private final class Connection {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final HttpRequestParser parser = new HttpRequestParser();
        private Optional<Exchange> current = Optional.empty();
        private Optional<ByteBuffer> output = Optional.empty();
        private boolean closed;

        Connection(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
        }

        void ready() {
            try {
                if (key.isValid() && key.isWritable()) {
                    flush();
                    pump();
                }
                if (key.isValid() && key.isReadable()) {
                    read();
                }
            } catch (IOException e) {
                close();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                close();
            }
        }

        private void read() throws IOException {
            input.clear();
            int count = channel.read(input);
            if (count < 0) {
                close();
                return;
            }
            parser.feed(input.flip());
            pump();
        }

        /** Answers what has arrived, as long as nothing stands before it. */
        private void pump() throws IOException {
            while (current.isEmpty() && !closed) {
                Optional<HttpRequest> request = parser.next();
                if (request.isEmpty()) {
                    if (parser.takeContinue()) {
                        channel.write(ByteBuffer.wrap(CONTINUE));
                    }
                    return;
                }
                Exchange exchange = new Exchange(request.get(), answer(request.get()));
                current = Optional.of(exchange);
                begin(exchange);
            }
        }

        private HttpReply answer(HttpRequest request) {
            try {
                return handler.reply(request);
            } catch (RuntimeException | AssertionError e) {
                failure.compareAndSet(null, e);
                return HttpReply.of(500, "text/plain", "the stand-in itself failed: " + e);
            }
        }

        private void begin(Exchange exchange) throws IOException {
            if (exchange.reply.gate().isPresent()) {
                exchange.reply
                        .gate()
                        .get()
                        .whenComplete((value, thrown) -> later(() -> resume(exchange, this::afterGate)));
            } else {
                afterGate(exchange);
            }
        }

        private void afterGate(Exchange exchange) throws IOException {
            long delay = exchange.reply.delayNanos();
            if (delay > 0) {
                timers.add(new Timer(System.nanoTime() + delay, timersMade++, () -> resume(exchange, this::deliver)));
            } else {
                deliver(exchange);
            }
        }

        private void resume(Exchange exchange, Step step) {
            if (closed || current.filter(exchange::equals).isEmpty()) {
                return;
            }
            try {
                step.take(exchange);
                pump();
            } catch (IOException e) {
                close();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                close();
            }
        }

        private void deliver(Exchange exchange) throws IOException {
            if (exchange.reply.delivery() != HttpReply.Delivery.NEVER) {
                exchange.done();
            }
            switch (exchange.reply.delivery()) {
                case NEVER -> {}
                case RESET_BEFORE -> reset();
                default -> {
                    byte[] wire = exchange.reply.wire(exchange.isHead());
                    int atOnce = exchange.reply.atOnce(wire);
                    if (atOnce < wire.length) {
                        drip(exchange, ByteBuffer.wrap(wire), atOnce);
                    } else {
                        output = Optional.of(ByteBuffer.wrap(wire));
                        flush();
                    }
                }
            }
        }

        /** Sends up to an end, and then one byte after another, at length. */
        private void drip(Exchange exchange, ByteBuffer wire, int end) throws IOException {
            wire.limit(end);
            channel.write(wire);
            if (end == wire.capacity()) {
                finish();
                return;
            }
            timers.add(new Timer(
                    System.nanoTime() + DROP_NANOS,
                    timersMade++,
                    () -> resume(exchange, later -> drip(later, wire, end + 1))));
        }

        private void flush() throws IOException {
            if (output.isEmpty()) {
                return;
            }
            ByteBuffer bytes = output.get();
            channel.write(bytes);
            if (bytes.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            if (key.interestOps() != SelectionKey.OP_READ) {
                key.interestOps(SelectionKey.OP_READ);
            }
            output = Optional.empty();
            Exchange exchange = current.orElseThrow();
            switch (exchange.reply.delivery()) {
                case RESET_MIDWAY -> reset();
                case CUT_CONNECTION, CUT_AFTER_HEAD -> close();
                default -> {
                    finish();
                    if (exchange.closesAfterwards()) {
                        close();
                    }
                }
            }
        }

        private void finish() {
            Optional<Exchange> finished = current;
            current = Optional.empty();
            finished.ifPresent(Exchange::done);
        }

        /** A lingering time of zero makes the close a reset. */
        private void reset() throws IOException {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            close();
        }

        private void close() {
            if (closed) {
                return;
            }
            closed = true;
            finish();
            try {
                channel.close();
            } catch (IOException e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(Exchange exchange) throws IOException;
    }

    private static final class Exchange {
        private final HttpRequest request;
        private final HttpReply reply;
        private boolean done;

        Exchange(HttpRequest request, HttpReply reply) {
            this.request = request;
            this.reply = reply;
        }

        /** Before the first byte leaves, so that whoever has read the reply finds its counters right. */
        void done() {
            if (!done) {
                done = true;
                reply.done().run();
            }
        }

        boolean isHead() {
            return request.method().equals("HEAD");
        }

        boolean closesAfterwards() {
            return request.header("Connection")
                    .filter("close"::equalsIgnoreCase)
                    .isPresent();
        }
    }
}
