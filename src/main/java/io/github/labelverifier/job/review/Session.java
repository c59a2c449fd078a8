package io.github.labelverifier.job.review;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.review.Decision;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A review that is going on: the views that are open, the decisions, and undoing them. Each decision is in the review's
 * file when the method that made it returns. Safe for use by several threads.
 */
final class Session implements Closeable {
    private static final int MOST_VIEWS = 8;
    private static final int MOST_ACTS = 1_000;
    private static final int IMAGES_AT_ONCE = 500;
    private static final int UNDO_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private final List<ReviewedReport> reports;
    private final Map<Long, OpenView> views = new LinkedHashMap<>(16, 0.75f, true);
    private final RowFile undo = new RowFile(UNDO_BYTES);
    private final Deque<Act> acts = new ArrayDeque<>();
    private long lastView;

    private record OpenView(int report, View view) {}

    /** Something that was decided at once: records of the file of what was before. */
    private record Act(int report, long from, long count) {}

    /** An image of a view. */
    record Seen(long number, Row row, Finding finding, Optional<LikeImage> like) {}

    /** What came of a decision: how many images have it, and how many could not be given it. */
    record Outcome(long changed, long refused) {}

    /** What was taken back, and the number of the first image that it was of. */
    record TakenBack(int report, long images, long first) {}

    Session(List<ReviewedReport> reports) throws IOException {
        this.reports = List.copyOf(reports);
    }

    List<ReviewedReport> reports() {
        return reports;
    }

    ReviewedReport report(int number) throws RefusedException {
        if (number < 0 || number >= reports.size()) {
            throw new RefusedException("there is no report " + number);
        }
        return reports.get(number);
    }

    /** What is done with a report while nothing changes. */
    interface Look {
        void at(ReviewedReport report) throws IOException;
    }

    synchronized void look(int report, Look look) throws IOException, RefusedException {
        look.at(report(report));
    }

    /** Makes a view, and gives its number. */
    synchronized long view(int report, Selection selection, Sorting sorting, boolean isReversed, Grouping grouping)
            throws IOException, RefusedException {
        ReviewedReport under = report(report);
        View view = under.sample().isEmpty()
                ? View.of(under.table(), selection, sorting, isReversed, grouping)
                : View.of(under.sample());
        views.put(++lastView, new OpenView(report, view));
        while (views.size() > MOST_VIEWS) {
            var eldest = views.entrySet().iterator();
            eldest.next().getValue().view().close();
            eldest.remove();
        }
        return lastView;
    }

    synchronized List<View.Group> groups(long view) throws RefusedException {
        return open(view).view().groups();
    }

    private OpenView open(long view) throws RefusedException {
        @Nullable OpenView open = views.get(view);
        if (open == null) {
            throw new RefusedException("the view " + view + " is not open any more");
        }
        return open;
    }

    /** What is done with each image of a window. */
    interface Taker {
        void take(ReviewedReport report, Seen image) throws IOException;
    }

    /** Goes through the images of a view from a place on. */
    synchronized void window(long view, long from, int count, Taker taker) throws IOException, RefusedException {
        OpenView open = open(view);
        ReviewedReport report = reports.get(open.report());
        open.view().forEach(from, from + count, number -> {
            Row row = report.table().row(number);
            Finding finding = report.table().finding(row);
            taker.take(report, new Seen(number, row, finding, LikeImage.of(finding, open.report(), number, reports)));
        });
    }

    /** The image of a number; what is no image of the report is refused. */
    synchronized ImageEntry image(int report, long number) throws IOException, RefusedException {
        ReviewedReport under = report(report);
        if (number < 0 || number >= under.table().size()) {
            throw new RefusedException("there is no image " + number);
        }
        return under.image(number);
    }

    /** Decides the images of these keys alike. All of them must be images of the report. */
    synchronized Outcome decide(int report, List<String> keys, Mark mark, Optional<String> to)
            throws IOException, RefusedException {
        ReviewedReport under = report(report);
        List<Long> numbers = new ArrayList<>();
        for (String key : keys) {
            numbers.add(under.table()
                    .find(key)
                    .orElseThrow(() -> new RefusedException("the report has no image of that key")));
        }
        requirePlace(under, mark, to);
        Deciding deciding = new Deciding(report, mark, to);
        try {
            for (long number : numbers) {
                deciding.take(number);
            }
            return deciding.finish();
        } finally {
            deciding.remember();
        }
    }

    /** Decides the images of a part of a view alike. */
    synchronized Outcome decide(long view, long from, long to, Mark mark, Optional<String> place)
            throws IOException, RefusedException {
        OpenView open = open(view);
        requirePlace(reports.get(open.report()), mark, place);
        Deciding deciding = new Deciding(open.report(), mark, place);
        try {
            open.view().forEach(from, to, deciding::take);
            return deciding.finish();
        } finally {
            deciding.remember();
        }
    }

    private static void requirePlace(ReviewedReport report, Mark mark, Optional<String> to) throws RefusedException {
        // Without a place, each image goes to the folder that it fits better.
        if (to.isPresent() && (mark != Mark.MOVE || !report.places().contains(new Place(to.get())))) {
            throw new RefusedException("images of " + report.location().uri() + " are not moved there");
        }
    }

    /** Goes through images and decides them, some at a time: one writing for many, and bounded memory. */
    private final class Deciding {
        private final int reportNumber;
        private final ReviewedReport report;
        private final Mark mark;
        private final Optional<String> to;
        private final long undoFrom = undo.size();
        private final Map<String, List<Pending>> pending = new LinkedHashMap<>();
        private int pendingImages;
        private long changed;
        private long refused;

        private record Pending(long number, Row row, ImageEntry image) {}

        Deciding(int reportNumber, Mark mark, Optional<String> to) {
            this.reportNumber = reportNumber;
            this.report = reports.get(reportNumber);
            this.mark = mark;
            this.to = to;
        }

        void take(long number) throws IOException {
            Row row = report.table().row(number);
            Optional<String> place = mark == Mark.MOVE ? to.or(() -> suggested(row)) : Optional.empty();
            if (!row.canGo() || (mark == Mark.MOVE && place.isEmpty())) {
                refused++;
                return;
            }
            changed++;
            int placeNumber = place.map(report.table().places()::add).orElse(Names.UNKNOWN);
            if (row.mark() == mark && row.to() == placeNumber) {
                return;
            }
            pending.computeIfAbsent(place.orElse(""), name -> new ArrayList<>())
                    .add(new Pending(number, row, report.table().finding(row).image()));
            if (++pendingImages == IMAGES_AT_ONCE) {
                write();
            }
        }

        private Optional<String> suggested(Row row) {
            return row.suggest() < 0
                    ? Optional.empty()
                    : Optional.of(report.table().places().name(row.suggest()))
                            .filter(uri -> report.places().contains(new Place(uri)));
        }

        private void write() throws IOException {
            for (Map.Entry<String, List<Pending>> group : pending.entrySet()) {
                Optional<String> place = Optional.of(group.getKey()).filter(name -> !name.isEmpty());
                Session.write(
                        report, group.getValue().stream().map(Pending::image).toList(), mark, place);
                int placeNumber = place.map(report.table().places()::find).orElse(Names.UNKNOWN);
                for (Pending one : group.getValue()) {
                    Row row = one.row();
                    undo.add(record -> record.putLong(one.number())
                            .putInt(row.mark().ordinal())
                            .putInt(row.to()));
                    report.table().mark(one.number(), row, mark, placeNumber);
                }
            }
            pending.clear();
            pendingImages = 0;
        }

        Outcome finish() throws IOException {
            write();
            return new Outcome(changed, refused);
        }

        /** What was written can be taken back, also where the disk was full before all of it was. */
        void remember() {
            if (undo.size() > undoFrom) {
                acts.addLast(new Act(reportNumber, undoFrom, undo.size() - undoFrom));
                if (acts.size() > MOST_ACTS) {
                    acts.removeFirst();
                }
            }
        }
    }

    private static void write(ReviewedReport report, List<ImageEntry> images, Mark mark, Optional<String> to)
            throws IOException {
        switch (mark) {
            case NONE -> report.review().undo(images);
            case MOVE -> report.review().move(images, to.orElseThrow());
            case REMOVE -> report.review().decide(images, Decision.Choice.REMOVE);
            case KEEP -> report.review().decide(images, Decision.Choice.KEEP);
            case UNSURE -> report.review().decide(images, Decision.Choice.UNSURE);
        }
    }

    /** Takes the last decision back, of one image or of many; empty if there is none left. */
    synchronized Optional<TakenBack> undo() throws IOException {
        @Nullable Act act = acts.pollLast();
        if (act == null) {
            return Optional.empty();
        }
        ReviewedReport report = reports.get(act.report());
        TakingBack back = new TakingBack(report);
        for (long i = act.from() + act.count() - 1; i >= act.from(); i--) {
            back.take(undo.read(i));
        }
        back.write();
        undo.cut(act.from());
        return Optional.of(new TakenBack(act.report(), act.count(), back.last));
    }

    /** Gives images the marks that they had before, one writing for many that had the same. */
    private static final class TakingBack {
        private final ReviewedReport report;
        private final List<ImageEntry> pending = new ArrayList<>();
        private Mark mark = Mark.NONE;
        private int to = Names.UNKNOWN;
        private long last = -1;

        TakingBack(ReviewedReport report) {
            this.report = report;
        }

        void take(ByteBuffer record) throws IOException {
            long number = record.getLong();
            Mark before = Mark.values()[record.getInt()];
            int place = record.getInt();
            if (before != mark || place != to || pending.size() == IMAGES_AT_ONCE) {
                write();
                mark = before;
                to = place;
            }
            Row row = report.table().row(number);
            pending.add(report.table().finding(row).image());
            report.table().mark(number, row, before, place);
            last = number;
        }

        void write() throws IOException {
            if (!pending.isEmpty()) {
                Session.write(
                        report,
                        pending,
                        mark,
                        to < 0
                                ? Optional.empty()
                                : Optional.of(report.table().places().name(to)));
                pending.clear();
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        for (OpenView open : views.values()) {
            open.view().close();
        }
        views.clear();
        undo.close();
    }
}
