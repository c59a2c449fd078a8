package io.github.labelverifier.removal;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * The turn in which each image of a plan is removed, where that matters. Turns are found out once, before anything is
 * removed, so that they hold whatever becomes of other images. Most images have the last turn, 0.
 */
final class Turns implements Closeable {
    private final KeySet early = new KeySet();
    private final SortedSet<Integer> numbers = new TreeSet<>();

    private Turns() throws IOException {
        numbers.add(0);
    }

    /** The turns that a store gives to the images of a plan. */
    static Turns of(RemovalPlan plan, Optional<ToIntFunction<ImageEntry>> order) throws IOException {
        Turns turns = new Turns();
        if (order.isEmpty()) {
            return turns;
        }
        try (RemovalPlan.Entries entries = plan.entries()) {
            for (Optional<Finding> next = entries.next(); next.isPresent(); next = entries.next()) {
                ImageEntry image = next.get().image();
                turns.note(order.get().applyAsInt(image), image.key());
            }
        } catch (IOException e) {
            turns.close();
            throw e;
        }
        return turns;
    }

    private void note(int turn, String key) throws IOException {
        if (turn < 0) {
            early.add(turn + " " + key);
            numbers.add(turn);
        }
    }

    /** All turns, the first one first. */
    SortedSet<Integer> numbers() {
        return numbers;
    }

    /** Whether an image is removed in a turn. */
    boolean isIn(int turn, String key) throws IOException {
        if (turn < 0) {
            return early.contains(turn + " " + key);
        }
        for (int earlier : numbers.headSet(0)) {
            if (early.contains(earlier + " " + key)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        early.close();
    }
}
