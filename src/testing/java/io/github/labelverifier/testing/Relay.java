package io.github.labelverifier.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Accepts connections on 127.0.0.1 and hands their bytes on to another server, and back: the core of what stands between. */
final class Relay implements AutoCloseable {
    /** Decides where a connection goes. */
    interface Greeting {
        /** Reads what it needs, and gives the connection to the server behind; null if it is answered already. */
        @org.jspecify.annotations.Nullable
        Socket connect(Socket client) throws IOException;
    }

    private final ServerSocket listener;
    private final Greeting greeting;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private Relay(ServerSocket listener, Greeting greeting) {
        this.listener = listener;
        this.greeting = greeting;
    }

    /** Accepts connections from this socket. */
    static Relay start(String name, ServerSocket listener, Greeting greeting) {
        Relay relay = new Relay(listener, greeting);
        daemon(name, relay::accept);
        return relay;
    }

    /** A socket on a free port of 127.0.0.1. */
    static InetAddress here() {
        return InetAddress.getLoopbackAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                daemon("relay", () -> serve(client));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            Socket server = greeting.connect(client);
            if (server == null) {
                return;
            }
            open.add(server);
            try (server) {
                daemon("relay back", () -> copy(server, client));
                copy(client, server);
            }
        } catch (IOException e) {
            // One of both has gone away, which the other sees.
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // As above.
        } finally {
            try {
                to.close();
            } catch (IOException e) {
                // Nothing is left to close.
            }
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
