package io.github.labelverifier.job;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.ImageStoreException.Kind;
import io.github.labelverifier.thread.Workers;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The images of a list of keys, in its order, each once. Each is looked up in the store, several at a time; one that is
 * not there comes with its problem, since the user asked for it, and so does a line that can be no key.
 */
public final class NamedImages implements ImageCursor {
    private static final int LOOKS_AT_A_TIME = 16;
    private static final String OPTION = "--keys-from";

    private final KeyFile keys;
    private final ImageSource source;
    private final KeySet seen;
    private final Deque<Future<ImageEntry>> ahead = new ArrayDeque<>();
    private final ExecutorService pool = Workers.pool(LOOKS_AT_A_TIME, "look");
    private boolean atEnd;

    public NamedImages(KeyFile keys, ImageSource source) throws IOException {
        this.keys = keys;
        this.source = source;
        this.seen = new KeySet();
    }

    @Override
    public Optional<ImageEntry> next() throws ImageStoreException {
        try {
            while (true) {
                while (!atEnd && ahead.size() < LOOKS_AT_A_TIME) {
                    lookAhead();
                }
                if (ahead.isEmpty()) {
                    return Optional.empty();
                }
                ImageEntry image = ahead.remove().get();
                if (seen.add(image.key())) {
                    return Optional.of(image);
                }
            }
        } catch (IOException e) {
            throw new ImageStoreException(Kind.OTHER, OPTION + ": " + IoProblem.of(e), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ImageStoreException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageStoreException(Kind.OTHER, "stopped", e);
        }
    }

    private void lookAhead() throws IOException {
        Optional<KeyFile.Line> line = keys.next();
        if (line.isEmpty()) {
            atEnd = true;
            return;
        }
        ahead.add(pool.submit(() -> look(line.get())));
    }

    /** The first reading of a line that names an image; if none does, what is wrong with the line as it is meant. */
    private ImageEntry look(KeyFile.Line line) throws ImageStoreException {
        if (!line.isText()) {
            return ImageEntry.unavailable(line.text(), place(line) + ": it is not UTF-8");
        }
        String meant = Readings.plain(line.text());
        Optional<ImageEntry> problem = Optional.empty();
        for (String reading : Readings.withUnescaped(line.text())) {
            ImageEntry image = look(line, reading);
            if (image.problem().isEmpty()) {
                return image;
            }
            problem = reading.equals(meant) ? Optional.of(image) : problem;
        }
        return problem.orElseThrow();
    }

    private ImageEntry look(KeyFile.Line line, String reading) throws ImageStoreException {
        String key;
        try {
            key = Locations.key(place(line), reading, source.location());
        } catch (CommandFailure e) {
            return ImageEntry.unavailable(reading, e.getMessage());
        }
        if (!source.location().contains(key)) {
            return ImageEntry.unavailable(
                    key, "it is not at " + source.location().uri());
        }
        try {
            Optional<ImageEntry> found = source.find(key);
            return found.isPresent()
                    ? found.get()
                    : ImageEntry.unavailable(
                            key, "there is no " + source.location().uriOf(key) + UnicodeTwin.hint(source, key));
        } catch (ImageStoreException e) {
            if (e.kind() == Kind.CREDENTIALS) {
                throw e;
            }
            return ImageEntry.unavailable(key, e.getMessage());
        }
    }

    private String place(KeyFile.Line line) {
        return OPTION + " " + keys.name() + " line " + line.number();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        try (keys;
                seen) {
            ahead.clear();
        } catch (IOException e) {
            // Nothing was written to them: there is nothing to lose.
            ahead.clear();
        }
    }
}
