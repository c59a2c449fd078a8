package io.github.labelverifier.job.judge;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.Content;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.report.KnownContents;
import io.github.labelverifier.report.LabelTexts;
import io.github.labelverifier.report.PlainLine;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.store.NamesOfFile;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.verdict.Decision;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Flags all images of a content but one, in one report or in several that are judged together. The one that stays is one that the
 * rule keeps: if the rule flags the first of two, and the second were flagged for being its duplicate, no copy would be left.
 */
final class Duplicates implements Closeable {
    private final Console console;
    private final ReportSet reports;
    private final KnownContents contents;
    private final FirstOfContent firsts;
    private final Repeats repeats = new Repeats();

    private Duplicates(Console console, ReportSet reports, KnownContents contents) throws IOException {
        this.console = console;
        this.reports = reports;
        this.contents = contents;
        this.firsts = new FirstOfContent(
                reports.all().stream().map(OpenedReport::path).toList(), contents);
    }

    /**
     * Reads all reports before the first image is compared: an ETag that any two sizes share says nothing of the bytes, and what
     * the rule keeps has to be known.
     */
    static Duplicates in(ReportSet reports, Judges judges, Console console)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        Duplicates duplicates = new Duplicates(console, reports, new KnownContents());
        try {
            ExecutorService workers = ReportPass.workers();
            try {
                duplicates.noteContents(judges, new LabelTexts(), workers);
            } finally {
                workers.shutdownNow();
            }
            duplicates.enterExemplars();
            duplicates.enterKept(judges);
            return duplicates;
        } catch (CommandFailure | IOException | ReportJudging.StoppedException e) {
            duplicates.close();
            throw e;
        }
    }

    private void noteContents(Judges judges, LabelTexts texts, ExecutorService workers)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        for (OpenedReport report : reports.all()) {
            for (ReportHeader.Answer answer : report.header().exemplarAnswers()) {
                note(answer.image());
            }
            if (judges.isSideBySide() && report.target().isPresent()) {
                noteKnown(report, judges);
            } else {
                noteAll(report, texts, workers);
            }
        }
    }

    private void noteKnown(OpenedReport report, Judges judges)
            throws CommandFailure, IOException, ReportJudging.StoppedException {
        try (Judges.OfReport judge = judges.beforehand(report);
                ReportPass pass = reports.read(report)) {
            new JudgedLines(report, judge, pass).forEach(new Noting());
        }
    }

    private void noteAll(OpenedReport report, LabelTexts texts, ExecutorService workers)
            throws IOException, ReportJudging.StoppedException {
        try (ReportPass pass = reports.readAhead(report, texts, workers)) {
            while (pass.advance()) {
                Optional<PlainLine> line = pass.reader().plain();
                note(
                        line.isPresent()
                                ? line.get().image()
                                : pass.reader().finding().image());
            }
        }
    }

    private void note(ImageEntry image) throws IOException {
        if (contents.note(image)) {
            repeats.add(image);
        }
    }

    /** Whether an image may have a duplicate, or has an ETag that is no mark of the content. */
    private boolean mayHaveOthers(ImageEntry image) {
        return repeats.mayContain(image)
                || image.content().filter(Content::isOfBytes).isEmpty();
    }

    /** Notes the images of a report, whatever is decided of them. */
    private final class Noting implements JudgedLines.Taker {
        @Override
        public boolean isOfNoInterest(JudgedLine known, byte[] line) throws IOException {
            note(known.image(line));
            return true;
        }

        @Override
        public void take(JudgedLine known, byte[] line, Decision decision) throws IOException {
            note(known.image(line));
        }

        @Override
        public void take(Finding judged) throws IOException {
            note(judged.image());
        }
    }

    private void enterExemplars() {
        for (OpenedReport report : reports.all()) {
            for (ReportHeader.Answer answer : report.header().exemplarAnswers()) {
                Optional<FirstOfContent.First> other = firsts.enterExemplar(report.number(), answer.image());
                if (other.isPresent() && other.get().report() != report.number()) {
                    console.warn("the exemplar " + answer.image().key() + " of " + report.location()
                            + " is the same image as the exemplar "
                            + other.get().key() + " of "
                            + reports.all().get(other.get().report()).location());
                }
            }
        }
    }

    private void enterKept(Judges judges) throws CommandFailure, IOException, ReportJudging.StoppedException {
        for (OpenedReport report : reports.targets()) {
            try (Judges.OfReport judge = judges.beforehand(report);
                    ReportPass pass = reports.read(report)) {
                new JudgedLines(report, judge, pass).forEach(new Keeping(report, pass));
            }
        }
    }

    /** Enters the images of a report that are kept. */
    private final class Keeping implements JudgedLines.Taker {
        private final OpenedReport report;
        private final ReportPass pass;

        Keeping(OpenedReport report, ReportPass pass) {
            this.report = report;
            this.pass = pass;
        }

        @Override
        public boolean isOfNoInterest(JudgedLine known, byte[] line) throws IOException {
            return !mayHaveOthers(known.image(line));
        }

        @Override
        public void take(JudgedLine known, byte[] line, Decision decision) throws IOException {
            if (decision.verdict() == Verdict.KEEP) {
                firsts.enterKept(known.image(line), report.number(), pass.reader());
            }
        }

        @Override
        public void take(Finding judged) throws IOException {
            if (judged.verdict() == Verdict.KEEP) {
                firsts.enterKept(judged.image(), report.number(), pass.reader());
            }
        }
    }

    /**
     * Returns what was decided of an image, flagged if another image of its content stays; an exemplar is never flagged.
     *
     * @param pass has just read it
     */
    Decision flag(Decision decision, ImageEntry image, OpenedReport report, ReportPass pass) throws IOException {
        boolean isExemplar =
                decision.verdict() == Verdict.KEEP && decision.reasons().contains(Reason.EXEMPLAR);
        Optional<FirstOfContent.First> first = isExemplar || !mayHaveOthers(image)
                ? Optional.empty()
                : firsts.before(image, report.number(), pass.reader());
        if (first.isEmpty()) {
            return decision;
        }
        OpenedReport there = reports.all().get(first.get().report());
        String key = first.get().key();
        if (!areApart(report.location(), image.key(), there.location(), key)) {
            return decision;
        }
        return decision.asDuplicateOf(
                there.number() == report.number() ? key : ImageLocation.name(report.location(), there.location(), key));
    }

    /** Two names of one file are one picture, and so are two that nobody can look at, as far as anybody knows. */
    private static boolean areApart(String location, String key, String otherLocation, String otherKey) {
        try {
            return NamesOfFile.areApart(ImageLocation.of(location), key, ImageLocation.of(otherLocation), otherKey);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Warns if some ETags in these reports turned out not to identify the content. */
    void tellUnmarked() {
        contents.notByBytes()
                .ifPresent(image -> console.warn("not every ETag is a mark of the content (such as that of "
                        + PlainText.escape(image.key()) + "): by such a one no image is found to be a duplicate"));
    }

    @Override
    public void close() throws IOException {
        try (contents) {
            firsts.close();
        }
    }
}
