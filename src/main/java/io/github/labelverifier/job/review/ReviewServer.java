package io.github.labelverifier.job.review;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.gallery.Tile;
import io.github.labelverifier.picture.Thumbnail;
import io.github.labelverifier.thread.Workers;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Serves the page of a review and what it asks for, to this machine alone: images are named by their numbers and keys in the
 * reports, and there is no way to name a file.
 */
final class ReviewServer implements Closeable {
    private static final int THREADS = 12;
    private static final int BACKLOG = 64;
    private static final int MOST_IN_WINDOW = 200;
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int FAILED = 500;

    private final HttpServer server;
    private final ExecutorService threads;
    private final Doorkeeper doorkeeper;
    private final ReviewPage page;
    private final Session session;
    private final Course course;

    private ReviewServer(HttpServer server, ReviewPage page, Session session, Course course) {
        this.server = server;
        this.page = page;
        this.session = session;
        this.course = course;
        doorkeeper = new Doorkeeper(server.getAddress().getPort());
        threads = Workers.pool(THREADS, "review");
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any that is free
     * @throws java.net.BindException if the port is taken
     */
    static ReviewServer start(int port, ReviewPage page, Session session, Course course) throws IOException {
        // A caller that sends nothing must not hold a thread for ever, and small answers need not wait for more.
        System.setProperty("sun.net.httpserver.maxReqTime", "60");
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        ReviewServer review = new ReviewServer(server, page, session, course);
        server.setExecutor(review.threads);
        server.createContext("/", review::serve);
        server.start();
        return review;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The address to open, with the token in it. */
    String address() {
        return "http://127.0.0.1:" + port() + "/#" + doorkeeper.token();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            protect(exchange);
            String path = exchange.getRequestURI().getPath();
            boolean isPage = path.equals("/");
            Optional<String> refusal = isPage ? doorkeeper.refusePage(exchange) : doorkeeper.refuse(exchange);
            if (refusal.isPresent()) {
                error(exchange, FORBIDDEN, refusal.get());
                return;
            }
            if (isPage) {
                servePage(exchange);
                return;
            }
            course.touch(Instant.now());
            answer(exchange, path);
        } catch (RuntimeException e) {
            // The exchange is closed: the page sees a broken answer, and the review goes on.
            course.trouble(e);
        }
    }

    private static void protect(HttpExchange exchange) {
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Cross-Origin-Resource-Policy", "same-origin");
        exchange.getResponseHeaders().set("Cross-Origin-Opener-Policy", "same-origin");
        exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
    }

    private void servePage(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            error(exchange, METHOD_NOT_ALLOWED, "the page is only read");
            return;
        }
        exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
        send(exchange, OK, "text/html; charset=utf-8", page.html());
    }

    private void answer(HttpExchange exchange, String path) throws IOException {
        try {
            if (exchange.getRequestMethod().equals("POST")) {
                change(exchange, path, Request.ofBody(exchange));
            } else if (exchange.getRequestMethod().equals("GET")) {
                look(exchange, path, Request.ofQuery(exchange));
            } else {
                error(exchange, METHOD_NOT_ALLOWED, "no such request");
            }
        } catch (RefusedException e) {
            error(exchange, BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            course.trouble(e);
            if (exchange.getResponseCode() < 0) {
                error(exchange, FAILED, "not written: " + e.getMessage());
            }
        }
    }

    private void look(HttpExchange exchange, String path, Request request)
            throws IOException, RefusedException, InterruptedException {
        switch (path) {
            case "/api/reports" -> json(exchange, out -> out.reports(session));
            case "/api/view" -> view(exchange, request);
            case "/api/window" -> window(exchange, request);
            case "/api/thumbnail" -> thumbnail(exchange, request);
            case "/api/picture" -> picture(exchange, request);
            default -> error(exchange, NOT_FOUND, "there is nothing");
        }
    }

    private void view(HttpExchange exchange, Request request) throws IOException, RefusedException {
        Selection selection = new Selection(
                request.one("shown", Selection.Shown.class, Selection.Shown.CHECKED),
                request.one("decided", Selection.Decided.class, Selection.Decided.ANY),
                request.text("reason"),
                request.text("label"),
                request.text("place"),
                request.text("name"));
        boolean isSample = !session.report(report(request)).sample().isEmpty();
        Grouping grouping = isSample ? Grouping.NONE : request.one("group", Grouping.class, Grouping.NONE);
        long view = session.view(
                report(request),
                selection,
                request.one("sort", Sorting.class, Sorting.SCORE),
                request.text("reverse").equals("true"),
                grouping);
        List<View.Group> groups = session.groups(view);
        json(exchange, out -> {
            out.out().writeNumberField("view", view);
            out.groups(groups, grouping);
        });
    }

    private void window(HttpExchange exchange, Request request) throws IOException, RefusedException {
        long view = request.number("view");
        long from = Math.max(0, request.number("from"));
        int count = (int) Math.max(0, Math.min(MOST_IN_WINDOW, request.number("count")));
        json(exchange, out -> {
            out.out().writeNumberField("from", from);
            out.out().writeArrayFieldStart("images");
            session.window(view, from, count, out::image);
            out.out().writeEndArray();
        });
    }

    private static int report(Request request) throws RefusedException {
        long number = request.number("report");
        return number < 0 || number > Integer.MAX_VALUE ? -1 : (int) number;
    }

    /** The image that is named: an exemplar of a report by its place in the header, or any image by its number. */
    private ImageEntry image(Request request) throws IOException, RefusedException {
        if (!request.has("exemplar")) {
            return session.image(report(request), request.number("image"));
        }
        List<String> exemplars =
                session.report(report(request)).table().header().exemplars();
        long number = request.number("exemplar");
        if (number < 0 || number >= exemplars.size()) {
            throw new RefusedException("there is no exemplar " + number);
        }
        return new ImageEntry(exemplars.get((int) number), 0, "", Instant.EPOCH);
    }

    private void thumbnail(HttpExchange exchange, Request request)
            throws IOException, RefusedException, InterruptedException {
        Tile tile = session.report(report(request)).pictures().small(image(request));
        if (tile.isChanged()) {
            exchange.getResponseHeaders().set("X-Changed", "yes");
        }
        if (tile.thumbnail().isEmpty()) {
            problem(exchange, tile.problem());
            return;
        }
        Thumbnail small = tile.thumbnail().get();
        exchange.getResponseHeaders().set("X-Pixels", small.fullWidth() + "x" + small.fullHeight());
        send(exchange, OK, "image/jpeg", small.jpeg());
    }

    private void picture(HttpExchange exchange, Request request)
            throws IOException, RefusedException, InterruptedException {
        Pictures pictures = session.report(report(request)).pictures();
        ImageEntry image = image(request);
        try {
            pictures.whole(image, file -> send(exchange, OK, file.type(), file.bytes()));
        } catch (ImageStoreException e) {
            problem(exchange, e.getMessage());
        }
    }

    /** In the place of a picture: why there is none, which is no fault of the request. */
    private static void problem(HttpExchange exchange, String why) throws IOException, RefusedException {
        json(exchange, out -> out.out().writeStringField("problem", PlainText.escape(why)));
    }

    private void change(HttpExchange exchange, String path, Request request) throws IOException, RefusedException {
        switch (path) {
            case "/api/decide" -> decide(exchange, request);
            case "/api/undo" -> undo(exchange);
            case "/api/end" -> {
                json(exchange, out -> {
                    out.out().writeArrayFieldStart("commands");
                    for (String command : course.commands()) {
                        out.out().writeString(command);
                    }
                    out.out().writeEndArray();
                });
                exchange.close();
                course.end();
            }
            default -> error(exchange, NOT_FOUND, "there is nothing");
        }
    }

    private void decide(HttpExchange exchange, Request request) throws IOException, RefusedException {
        if (!request.has("mark")) {
            throw new RefusedException("nothing is decided");
        }
        Mark mark = request.one("mark", Mark.class, Mark.NONE);
        Session.Outcome outcome = request.has("view")
                ? session.decide(
                        request.number("view"),
                        request.number("from"),
                        request.number("to"),
                        mark,
                        request.optional("place"))
                : session.decide(report(request), request.keys(), mark, request.optional("place"));
        json(exchange, out -> {
            out.out().writeNumberField("changed", outcome.changed());
            out.out().writeNumberField("refused", outcome.refused());
            session.look(report(request), out::counts);
        });
    }

    private void undo(HttpExchange exchange) throws IOException, RefusedException {
        Optional<Session.TakenBack> back = session.undo();
        json(exchange, out -> {
            out.out()
                    .writeNumberField(
                            "images", back.map(Session.TakenBack::images).orElse(0L));
            if (back.isPresent()) {
                out.out().writeNumberField("report", back.get().report());
                out.out().writeNumberField("first", back.get().first());
                session.look(back.get().report(), out::counts);
            }
        });
    }

    private static void json(HttpExchange exchange, PageJson.Body body) throws IOException, RefusedException {
        send(exchange, OK, "application/json", PageJson.object(body));
    }

    private static void error(HttpExchange exchange, int status, String message) throws IOException {
        try {
            send(
                    exchange,
                    status,
                    "application/json",
                    PageJson.object(out -> out.out().writeStringField("error", message)));
        } catch (RefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops to serve; what is being answered is answered. */
    @Override
    public void close() {
        server.stop(1);
        threads.shutdownNow();
    }
}
