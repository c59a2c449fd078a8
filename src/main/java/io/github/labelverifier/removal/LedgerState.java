package io.github.labelverifier.removal;

import io.github.labelverifier.disk.KeyIndex;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a ledger says of each key in the end: its last line counts. */
final class LedgerState implements Closeable {
    /** A result is noted by its place in this list, which no file ever sees. */
    private static final List<Result> RESULTS = List.of(Result.values());

    private static final int INTENDED = 100;
    private static final int RESTORED = 101;

    /** Added to a result of a key that was to come back, and may have. */
    private static final int RETURNING = 200;

    /** Added to a result of a key whose copy was left at a destination. */
    private static final int COPIED = 1000;

    /** Times the place of the action in the list of those that were seen, added to what became of a key by it. */
    private static final int ACTION = 2000;

    private final KeyIndex keys = new KeyIndex();
    private final List<RemovalAction> actions = new ArrayList<>();
    private final Map<RemovalAction, Integer> places = new HashMap<>();
    private final Map<RemovalAction, Long> pending = new LinkedHashMap<>();
    private final Map<RemovalAction, Long> returning = new LinkedHashMap<>();
    private long done;

    LedgerState() throws IOException {}

    void intend(RemovalAction action, Iterable<ImageEntry> images, long line) throws IOException {
        for (ImageEntry image : images) {
            put(image.key(), line, INTENDED + tag(action));
        }
    }

    void record(RemovalAction action, RemovalOutcome outcome, long line) throws IOException {
        boolean copied = !outcome.result().isDone() && outcome.moved().isPresent();
        int result = RESULTS.indexOf(outcome.result());
        put(outcome.key(), line, result + (copied ? COPIED : 0) + tag(action));
    }

    void restored(String key, long line) throws IOException {
        put(key, line, RESTORED);
    }

    /** It is not back, or nobody knows whether it is: its removal stays the last word on it, but is in doubt. */
    void notRestored(String key) throws IOException {
        Optional<KeyIndex.Entry> before =
                keys.find(key).filter(entry -> isDone(entry.tag())).filter(entry -> !isReturning(entry.tag()));
        if (before.isPresent()) {
            put(key, before.get().line(), before.get().tag() + RETURNING);
        }
    }

    private int tag(RemovalAction action) {
        @Nullable Integer place = places.get(action);
        if (place == null) {
            place = actions.size();
            actions.add(action);
            places.put(action, place);
        }
        return place * ACTION;
    }

    private RemovalAction action(int tag) {
        return actions.get(tag / ACTION);
    }

    private void put(String key, long line, int tag) throws IOException {
        Optional<Integer> before = keys.find(key).map(KeyIndex.Entry::tag);
        keys.put(key, line, tag);
        done += (isDone(tag) ? 1 : 0) - (before.filter(LedgerState::isDone).isPresent() ? 1 : 0);
        before.filter(LedgerState::isPending).ifPresent(was -> pending.merge(action(was), -1L, Long::sum));
        before.filter(LedgerState::isReturning).ifPresent(was -> returning.merge(action(was), -1L, Long::sum));
        if (isPending(tag)) {
            pending.merge(action(tag), 1L, Long::sum);
        }
        if (isReturning(tag)) {
            returning.merge(action(tag), 1L, Long::sum);
        }
    }

    /** What was absent is not done: its place may have been away, and it is looked for again. */
    private static boolean isDone(int tag) {
        int state = isReturning(tag) ? tag % ACTION - RETURNING : tag % ACTION;
        return state < RESULTS.size() && RESULTS.get(state).isDone() && RESULTS.get(state) != Result.ABSENT;
    }

    private static boolean isReturning(int tag) {
        return tag % ACTION >= RETURNING && tag % ACTION < COPIED;
    }

    private static boolean isPending(int tag) {
        return tag % ACTION == INTENDED || tag % COPIED == RESULTS.indexOf(Result.UNKNOWN);
    }

    /** Whether the image is gone, as was asked. */
    boolean isDone(String key) throws IOException {
        return keys.find(key).filter(entry -> isDone(entry.tag())).isPresent();
    }

    /** Whether nobody knows what became of the image. */
    boolean isOpen(String key) throws IOException {
        return keys.find(key).filter(entry -> isPending(entry.tag())).isPresent();
    }

    /** The action that was begun with the image and not ended, or that left a copy of it at a destination. */
    Optional<RemovalAction> begun(String key) throws IOException {
        return keys.find(key)
                .map(KeyIndex.Entry::tag)
                .filter(tag -> isPending(tag) || tag % ACTION >= COPIED)
                .map(this::action);
    }

    /** Whether this line is the last word on a key, and says that nobody knows what became of it. */
    boolean isPending(String key, long line) throws IOException {
        return keys.find(key)
                .filter(entry -> entry.line() == line && isPending(entry.tag()))
                .isPresent();
    }

    /** Whether this line is the last word on a key, and says that it is gone, though since then it was to come back. */
    boolean isReturning(String key, long line) throws IOException {
        return keys.find(key)
                .filter(entry -> entry.line() == line && isReturning(entry.tag()))
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

    /** The actions that were begun and not ended, each for at least one key. */
    List<RemovalAction> pendingActions() {
        return actionsOf(pending);
    }

    /** The actions by which images went that were to come back and perhaps have. */
    List<RemovalAction> returningActions() {
        return actionsOf(returning);
    }

    private static List<RemovalAction> actionsOf(Map<RemovalAction, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The last of the actions with a number that were seen, of which this is the first. */
    RemovalAction last(RemovalAction first) {
        return actions.stream()
                .filter(action -> action.first().equals(first))
                .max(Comparator.comparingInt(RemovalAction::number))
                .orElse(first);
    }

    @Override
    public void close() throws IOException {
        keys.close();
    }
}
