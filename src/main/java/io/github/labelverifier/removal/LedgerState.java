package io.github.labelverifier.removal;

import io.github.labelverifier.disk.KeyIndex;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a ledger says of each key in the end: its last line counts. */
final class LedgerState implements Closeable {
    /** A result is noted by its place in this list, which no file ever sees. */
    private static final List<Result> RESULTS = List.of(Result.values());

    private static final int INTENDED = 100;
    private static final int RESTORED = 101;

    /** Added to a result of a key whose copy was left at a destination. */
    private static final int COPIED = 1000;

    private final KeyIndex keys = new KeyIndex();
    private final Map<RemovalAction, Long> pending = new LinkedHashMap<>();
    private long done;

    LedgerState() throws IOException {}

    void intend(RemovalAction action, Iterable<ImageEntry> images, long line) throws IOException {
        for (ImageEntry image : images) {
            put(action, image.key(), line, INTENDED);
        }
    }

    void record(RemovalAction action, RemovalOutcome outcome, long line) throws IOException {
        boolean copied = !outcome.result().isDone() && outcome.moved().isPresent();
        put(action, outcome.key(), line, RESULTS.indexOf(outcome.result()) + (copied ? COPIED : 0));
    }

    void restored(String key, long line) throws IOException {
        Optional<KeyIndex.Entry> before = keys.find(key);
        done -= before.filter(entry -> isDone(entry.tag())).isPresent() ? 1 : 0;
        keys.put(key, line, RESTORED);
    }

    private void put(RemovalAction action, String key, long line, int tag) throws IOException {
        Optional<KeyIndex.Entry> before = keys.find(key);
        keys.put(key, line, tag);
        done += (isDone(tag) ? 1 : 0)
                - (before.filter(entry -> isDone(entry.tag())).isPresent() ? 1 : 0);
        // What was begun is ended by the same action: a run with another one is refused until then.
        boolean wasPending = before.filter(entry -> isPending(entry.tag())).isPresent();
        pending.merge(action, (isPending(tag) ? 1L : 0L) - (wasPending ? 1L : 0L), Long::sum);
    }

    /** What was absent is not done: its place may have been away, and it is looked for again. */
    private static boolean isDone(int tag) {
        return tag < RESULTS.size() && RESULTS.get(tag).isDone() && RESULTS.get(tag) != Result.ABSENT;
    }

    private static boolean isPending(int tag) {
        return tag == INTENDED || tag % COPIED == RESULTS.indexOf(Result.UNKNOWN);
    }

    /** Whether the image is gone, as was asked. */
    boolean isDone(String key) throws IOException {
        return keys.find(key).filter(entry -> isDone(entry.tag())).isPresent();
    }

    /** Whether nobody knows what became of the image. */
    boolean isOpen(String key) throws IOException {
        return keys.find(key).filter(entry -> isPending(entry.tag())).isPresent();
    }

    /** Whether a copy of the image was left at a destination. */
    boolean hasCopy(String key) throws IOException {
        return keys.find(key).filter(entry -> entry.tag() >= COPIED).isPresent();
    }

    /** Whether this line is the last word on a key, and says that nobody knows what became of it. */
    boolean isPending(String key, long line) throws IOException {
        return keys.find(key)
                .filter(entry -> entry.line() == line && isPending(entry.tag()))
                .isPresent();
    }

    /** Whether this line is the last word on a key, and says that it is gone. */
    boolean isDone(String key, long line) throws IOException {
        return keys.find(key)
                .filter(entry -> entry.line() == line && isDone(entry.tag()))
                .isPresent();
    }

    /** How many keys are gone, as was asked. */
    long done() {
        return done;
    }

    /** An action that was begun and not ended for at least one key. */
    Optional<RemovalAction> pendingAction() {
        return pending.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        keys.close();
    }
}
