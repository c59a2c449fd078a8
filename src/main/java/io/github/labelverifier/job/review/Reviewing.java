package io.github.labelverifier.job.review;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.DeleteLine;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Interruptions;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.verdict.Verdict;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The job of {@code review}: serves a page of reports' images until the person has decided, and prints the commands that carry
 * it out. It removes nothing and cannot.
 */
public final class Reviewing {
    private final Console console;
    private final Stores stores;
    private final Interruptions interruptions;
    private final Clock clock;

    /** A review with this clock. */
    public Reviewing(Console console, Stores stores, Interruptions interruptions, Clock clock) {
        this.console = console;
        this.stores = stores;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** Does the job and tells how it ended. */
    public ExitCode run(ReviewRequest request) throws CommandFailure, IOException, InterruptedException {
        if (request.inTerminal()) {
            return askInTerminal(request);
        }
        // The JVM waits for this at its end, so that the commands are still printed.
        interruptions.enter();
        try (OpenedReports opened = new OpenedReports(console, stores, clock, this::isStopped)) {
            opened.open(request);
            try (Session session = new Session(opened.list())) {
                return run(request, session);
            }
        } catch (StoppedException e) {
            console.clearProgress();
            return ExitCode.INTERRUPTED;
        } finally {
            interruptions.leave();
        }
    }

    /** What is answered is in the review at once, so that nobody need wait for a person at the end of the process. */
    private ExitCode askInTerminal(ReviewRequest request) throws CommandFailure, IOException {
        interruptions.atEnd(() -> console.terminal().endKeys());
        try (OpenedReports opened = new OpenedReports(console, stores, clock, this::isStopped)) {
            opened.open(request);
            try (Session session = new Session(opened.list())) {
                boolean goesOn = true;
                for (int i = 0; i < opened.list().size() && goesOn; i++) {
                    goesOn = new TerminalSample(console, session, i).ask();
                }
                conclude(request, session);
                return ExitCode.OK;
            }
        } catch (StoppedException e) {
            console.clearProgress();
            return ExitCode.INTERRUPTED;
        }
    }

    private boolean isStopped() {
        return interruptions.stop().isRequested();
    }

    private ExitCode run(ReviewRequest request, Session session)
            throws CommandFailure, IOException, InterruptedException {
        Course course = new Course(console, request.idle(), clock.instant(), () -> commands(request, session));
        Course.End end = serve(request, session, course);
        if (end == Course.End.IDLE) {
            console.info("Nobody has done anything for " + request.idle().toMinutes()
                    + " minutes: the review ends (--idle).");
        }
        conclude(request, session);
        return end == Course.End.STOPPED ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private Course.End serve(ReviewRequest request, Session session, Course course)
            throws CommandFailure, IOException, InterruptedException {
        try (ReviewServer server = start(request, session, course);
                Browser browser = new Browser(console.environment())) {
            welcome(request, session, server, browser);
            return course.await(this::isStopped, clock::instant);
        }
    }

    private static ReviewServer start(ReviewRequest request, Session session, Course course)
            throws CommandFailure, IOException {
        try {
            return ReviewServer.start(request.port(), ReviewPage.load(), session, course);
        } catch (BindException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "port " + request.port() + " of this machine is taken: name another with --port, or none",
                    e);
        }
    }

    private void welcome(ReviewRequest request, Session session, ReviewServer server, Browser browser) {
        for (ReviewedReport report : session.reports()) {
            MarkCounts counts = report.table().counts();
            console.info(report.report() + ": "
                    + (report.sample().isEmpty()
                            ? Text.count(report.table().size(), "image") + ", " + Text.count(counts.of(Verdict.FLAG))
                                    + " flagged"
                            : Text.count(report.sample().size(), "image") + " drawn at random")
                    + (counts.decided() == 0 ? "" : ", " + Text.count(counts.decided()) + " decided before"));
            if (!report.table().isFinished()) {
                console.warn(report.report() + " is unfinished: delete will refuse it");
            }
        }
        boolean isOpened = request.opensBrowser()
                && console.terminal().isError()
                && browser.isThere()
                && browser.open(server.address());
        console.tell((isOpened ? "The review opens in your browser: " : "Open this in a browser: ") + server.address());
        if (!isOpened) {
            console.info("From another machine, first: ssh -L " + server.port() + ":127.0.0.1:" + server.port()
                    + " THIS-MACHINE");
        }
        console.info("Every decision is saved at once; nothing is removed. End it in the page, or with Ctrl-C.");
    }

    /** What was decided, and the commands that carry it out. */
    private void conclude(ReviewRequest request, Session session) throws IOException {
        for (ReviewedReport report : session.reports()) {
            console.info(report.report() + ": " + ReviewWords.of(report.table().counts()));
        }
        for (String command : commands(request, session)) {
            console.out().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        }
        console.out().flush();
    }

    /** The commands that carry it out: one for all reports that take the same options, and none where nothing would go. */
    private static List<String> commands(ReviewRequest request, Session session) {
        Map<List<String>, List<Path>> byOptions = new LinkedHashMap<>();
        for (ReviewedReport report : session.reports()) {
            if (report.table().isFinished() && ReviewWords.going(report.table().counts()) > 0) {
                List<String> options = DeleteLine.options(
                        report.location(),
                        request.aws(),
                        report.table().header().endpoint());
                byOptions.computeIfAbsent(options, same -> new ArrayList<>()).add(report.report());
            }
        }
        return byOptions.entrySet().stream()
                .map(entry -> DeleteLine.of(entry.getValue(), entry.getKey()))
                .toList();
    }
}
