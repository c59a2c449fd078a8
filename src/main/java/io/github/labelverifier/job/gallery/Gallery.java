package io.github.labelverifier.job.gallery;

import com.samskivert.mustache.MustacheException;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of a report's images: flagged ones by reason, the worst first; a random sample of kept ones; what could not be checked.
 * One HTML file that needs no network and allows itself none.
 */
public final class Gallery {
    private final Survey survey;
    private final PageText text;

    private Gallery(Survey survey, PageText text) {
        this.survey = survey;
        this.text = text;
    }

    /**
     * Reads a report, which may be unfinished, and chooses what to show of it.
     *
     * @throws IOException if the report cannot be read to its end
     */
    public static Gallery of(Path report, PageText text, GallerySettings settings) throws IOException {
        return new Gallery(Survey.of(report, settings), text);
    }

    /**
     * Writes the page in UTF-8, with pictures of the images as they are now. The stream is flushed and left open.
     *
     * @param images where the images of the report are
     * @param listener is told of every picture
     * @throws ImageStoreException if the store gives no image at all, for want of credentials
     */
    public GalleryResult write(OutputStream out, ImageSource images, GalleryListener listener)
            throws IOException, ImageStoreException, InterruptedException, GalleryStoppedException {
        List<Group> groups = survey.groups();
        List<Candidate> kept = Stream.concat(
                        survey.doubtful().stream().flatMap(group -> group.shown().stream()), survey.sample().stream())
                .toList();
        Iterator<Candidate> inPageOrder = Stream.concat(
                        groups.stream().flatMap(group -> group.shown().stream()), kept.stream())
                .iterator();
        long shown = groups.stream().mapToLong(group -> group.shown().size()).sum();
        try (Tiles tiles = new Tiles(images, inPageOrder)) {
            Pictures pictures = new Pictures(tiles, listener, shown + kept.size());
            Assets assets = Assets.load();
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            assets.template().execute(PageView.of(survey, text, assets, pictures), writer);
            writer.flush();
            return new GalleryResult(survey.counts().flag(), shown, pictures.unread, pictures.firstProblem);
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

    /** Cards with pictures from the store. */
    private static final class Pictures implements Cards {
        private final Tiles tiles;
        private final GalleryListener listener;
        private final long wanted;
        private long made;
        private long unread;
        private String firstProblem = "";

        Pictures(Tiles tiles, GalleryListener listener, long wanted) {
            this.tiles = tiles;
            this.listener = listener;
            this.wanted = wanted;
        }

        @Override
        public Iterable<CardView> of(List<Candidate> candidates) {
            return () -> candidates.stream().map(this::card).iterator();
        }

        private CardView card(Candidate candidate) {
            try {
                if (listener.isStopped()) {
                    throw new GalleryStoppedException();
                }
                Tile tile = tiles.next();
                listener.made(++made, wanted);
                if (tile.isUnread()) {
                    unread++;
                    firstProblem = firstProblem.isEmpty() ? tile.problem() : firstProblem;
                }
                return CardView.of(candidate, tile);
            } catch (ImageStoreException | InterruptedException | GalleryStoppedException e) {
                throw new Broken(e);
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

        RuntimeException rethrown() throws ImageStoreException, InterruptedException, GalleryStoppedException {
            if (cause instanceof ImageStoreException e) {
                throw e;
            }
            if (cause instanceof InterruptedException e) {
                throw e;
            }
            if (cause instanceof GalleryStoppedException e) {
                throw e;
            }
            return this;
        }
    }
}
