package io.github.labelverifier.job.gallery;

import com.samskivert.mustache.MustacheException;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.job.StoppedException;
import io.github.labelverifier.report.ReportHeader;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of the images of one or several reports: flagged ones by reason, the worst first; a random sample of kept ones; what
 * could not be checked. One HTML file that needs no network and allows itself none.
 */
public final class Gallery {
    private final List<GalleryReport> reports;
    private final List<Place> places;
    private final List<Survey> only;
    private final List<Integer> shares;
    private final GallerySettings settings;

    private Gallery(
            List<GalleryReport> reports,
            List<Place> places,
            List<Survey> only,
            List<Integer> shares,
            GallerySettings settings) {
        this.reports = reports;
        this.places = places;
        this.only = only;
        this.shares = shares;
        this.settings = settings;
    }

    /**
     * Reads reports, which may be unfinished, and chooses what to show of each.
     *
     * @throws IOException if a report cannot be read to its end
     */
    public static Gallery of(List<GalleryReport> reports, GallerySettings settings) throws IOException {
        if (reports.size() == 1) {
            Survey survey = Survey.of(reports.get(0).report(), settings);
            List<Place> places =
                    Place.of(List.of(survey.header()), List.of(survey.counts().flag()));
            return new Gallery(List.copyOf(reports), places, List.of(survey), List.of(), settings);
        }
        List<ReportHeader> headers = new ArrayList<>();
        List<Shares.Wish> wishes = new ArrayList<>();
        for (GalleryReport report : reports) {
            try (ReportReader reader = ReportReader.open(report.report())) {
                headers.add(reader.header());
            }
            wishes.add(Shares.Wish.of(report.report(), settings));
        }
        return new Gallery(
                List.copyOf(reports),
                Place.of(headers, wishes.stream().map(Shares.Wish::flagged).toList()),
                List.of(),
                Shares.of(wishes, settings.maxImages()),
                settings);
    }

    /**
     * Writes the page in UTF-8, with pictures of the images as they are now. The stream is flushed and left open.
     *
     * @param listener is told of every picture
     * @throws ImageStoreException if a store gives no image at all, for want of credentials
     */
    public GalleryResult write(OutputStream out, GalleryListener listener)
            throws IOException, ImageStoreException, InterruptedException, StoppedException {
        try (Chapters chapters = new Chapters(listener)) {
            Assets assets = Assets.load();
            PageView view = places.size() == 1
                    ? PageView.of(assets, chapters.next())
                    : PageView.of(assets, places, () -> chapters);
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            assets.template().execute(view, writer);
            writer.flush();
            return chapters.result();
        } catch (Broken e) {
            throw e.rethrown();
        } catch (MustacheException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The reports one after the other, each with cards of pictures from its store; one at a time is in memory. */
    private final class Chapters implements Iterator<ClassView>, Cards, AutoCloseable {
        private final GalleryListener listener;
        private final Deque<AutoCloseable> open = new ArrayDeque<>();
        private @Nullable Tiles tiles;
        private Map<String, Staying> staying = Map.of();
        private @Nullable PageWeight weight;
        private int number;
        private int asked;
        private long wanted;
        private long made;
        private long flagged;
        private long flaggedShown;
        private long unread;
        private String firstProblem = "";

        Chapters(GalleryListener listener) {
            this.listener = listener;
            wanted = shares.stream().mapToLong(Integer::longValue).sum();
        }

        @Override
        public boolean hasNext() {
            return number < reports.size();
        }

        @Override
        public ClassView next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            close();
            GalleryReport report = reports.get(number);
            try {
                Survey survey =
                        only.isEmpty() ? Survey.of(report.report(), settings.within(shares.get(number))) : only.get(0);
                List<Candidate> shown = survey.shown();
                asked = survey.asked().size();
                long ofFlagged = shown.stream()
                        .skip(asked)
                        .filter(one -> one.verdict() == Verdict.FLAG)
                        .count();
                Set<String> names = survey.groups().stream()
                        .flatMap(group -> group.sets().stream())
                        .map(NearSet::other)
                        .collect(Collectors.toSet());
                staying = Staying.find(
                        names,
                        number,
                        reports.stream().map(GalleryReport::report).toList());
                wanted = only.isEmpty() ? wanted : shown.size() + staying.size();
                PageWeight pictures =
                        weight == null ? new PageWeight(wanted, only.isEmpty() ? flaggedToShow() : ofFlagged) : weight;
                weight = pictures;
                pictures.nextReport();
                flagged += survey.counts().flag();
                flaggedShown += ofFlagged;
                GalleryReport.Images images = report.opening().open();
                open.push(images);
                tiles = new Tiles(wanted(survey, shown, new TileMaker(images.source()), pictures)
                        .iterator());
                open.push(tiles);
                return ClassView.of(survey, report.text(), places.get(number++), this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (ImageStoreException e) {
                throw new Broken(e);
            }
        }

        /** All pictures of a report, in the order of the page: of a set, the image that stays comes first. */
        private List<Tiles.Wanted> wanted(Survey survey, List<Candidate> shown, TileMaker own, PageWeight pictures)
                throws ImageStoreException {
            Map<Integer, TileMaker> makers = new HashMap<>(Map.of(number, own));
            for (Staying one : staying.values()) {
                if (!makers.containsKey(one.report())) {
                    GalleryReport.Images others =
                            reports.get(one.report()).opening().open();
                    open.push(others);
                    makers.put(one.report(), new TileMaker(others.source()));
                }
            }
            List<Tiles.Wanted> all = new ArrayList<>();
            Set<String> begun = new HashSet<>();
            // What is asked about stands alone, and has no claim to a larger picture before the flagged.
            for (Candidate candidate : shown.subList(0, asked)) {
                all.add(new Tiles.Wanted(candidate.image(), own, () -> pictures.hasRoom(false)));
            }
            for (Candidate candidate : shown.subList(asked, shown.size())) {
                String other = survey.isOfSet(candidate)
                        ? NearSet.otherOf(candidate.reasons()).orElse("")
                        : "";
                @Nullable Staying first = begun.add(other) ? staying.get(other) : null;
                if (first != null) {
                    all.add(new Tiles.Wanted(
                            first.image(), Objects.requireNonNull(makers.get(first.report())), () -> false));
                }
                boolean isFlagged = candidate.verdict() == Verdict.FLAG;
                all.add(new Tiles.Wanted(candidate.image(), own, () -> pictures.hasRoom(isFlagged)));
            }
            return all;
        }

        /** All flagged images have places before any kept one has. */
        private long flaggedToShow() {
            return Math.min(wanted, places.stream().mapToLong(Place::flagged).sum());
        }

        GalleryResult result() {
            return new GalleryResult(flagged, flaggedShown, unread, firstProblem);
        }

        @Override
        public Iterable<CardView> of(List<Candidate> candidates) {
            return () -> candidates.stream().map(this::card).iterator();
        }

        @Override
        public Optional<Staying> known(String name) {
            return Optional.ofNullable(staying.get(name));
        }

        @Override
        public Iterable<StayView> staying(String name) {
            return () -> known(name).stream().map(this::stay).iterator();
        }

        private StayView stay(Staying one) {
            try {
                return StayView.of(one, tile());
            } catch (ImageStoreException | InterruptedException | StoppedException e) {
                throw new Broken(e);
            }
        }

        private Tile tile() throws ImageStoreException, InterruptedException, StoppedException {
            if (listener.isStopped()) {
                throw new StoppedException();
            }
            Tile tile = Objects.requireNonNull(tiles).next();
            made++;
            listener.made(made, Math.max(made, wanted));
            if (tile.isUnread()) {
                unread++;
                firstProblem = firstProblem.isEmpty() ? tile.problem() : firstProblem;
            }
            return tile;
        }

        private CardView card(Candidate candidate) {
            try {
                Tile tile = tile();
                boolean hasLarger = Objects.requireNonNull(weight)
                        .takes(
                                asked-- <= 0 && candidate.verdict() == Verdict.FLAG,
                                tile.larger()
                                        .map(larger -> PageWeight.base64(larger.jpeg().length))
                                        .orElse(0L));
                return CardView.of(candidate, tile, hasLarger);
            } catch (ImageStoreException | InterruptedException | StoppedException e) {
                throw new Broken(e);
            }
        }

        /** Closes what is open of the last report: its readers, then its store. */
        @Override
        public void close() {
            while (!open.isEmpty()) {
                try {
                    open.pop().close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Carries an exception through the template. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Exception cause;

        Broken(Exception cause) {
            super(cause);
            this.cause = cause;
        }

        RuntimeException rethrown() throws ImageStoreException, InterruptedException, StoppedException {
            if (cause instanceof ImageStoreException e) {
                throw e;
            }
            if (cause instanceof InterruptedException e) {
                throw e;
            }
            if (cause instanceof StoppedException e) {
                throw e;
            }
            return this;
        }
    }
}
