package io.github.labelverifier.job.review;

import io.github.labelverifier.disk.LineSorter;
import io.github.labelverifier.disk.OffsetIndex;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of a report in some order, as they were when the view was made: deciding on an image does not take it out,
 * so that the page does not jump under the reader. The order is on disk. Used from one thread at a time.
 */
final class View implements Closeable {
    /** More groups than this are one. */
    private static final int MOST_GROUPS = 40;

    private final RowFile order;
    private final List<Group> groups;

    /**
     * Images that stand together.
     *
     * @param name the reason or the location that they share; empty if they share none
     * @param from the place of the first, from 0
     */
    record Group(String name, long from, long count) {}

    private View(RowFile order, List<Group> groups) {
        this.order = order;
        this.groups = groups;
    }

    /** A view of the images of these numbers, in this order. */
    static View of(List<Long> numbers) throws IOException {
        RowFile order = new RowFile(Long.BYTES);
        for (long number : numbers) {
            order.add(bytes -> bytes.putLong(number));
        }
        return new View(order, List.of(new Group("", 0, numbers.size())));
    }

    /** A view of the images that are selected. */
    static View of(ImageTable table, Selection selection, Sorting sorting, boolean isReversed, Grouping grouping)
            throws IOException {
        Map<Integer, Integer> ranks = ranks(table, grouping);
        Selection.Test test = selection.of(table);
        Map<Integer, Long> counts = new HashMap<>();
        RowFile order = new RowFile(Long.BYTES);
        try (LineSorter sorter = new LineSorter()) {
            table.forEach((number, row) -> {
                if (test.accepts(row)) {
                    int rank = rank(ranks, row, grouping);
                    counts.merge(rank, 1L, Long::sum);
                    long key = sorting.keyOf(row);
                    byte[] bytes = ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                            .putInt(rank)
                            .putLong(isReversed ? Long.MAX_VALUE - key : key)
                            .array();
                    sorter.add(bytes, new OffsetIndex.Extent(number, 0));
                }
            });
            sorter.forEach(place -> order.add(bytes -> bytes.putLong(place.offset())));
        } catch (IOException | RuntimeException e) {
            order.close();
            throw e;
        }
        return new View(order, groups(table, grouping, ranks, counts));
    }

    /** The largest first; what has no name of its own, or stands behind too many others, comes last. */
    private static Map<Integer, Integer> ranks(ImageTable table, Grouping grouping) {
        FacetCounts counts = grouping == Grouping.REASON ? table.reasonCounts() : table.suggestCounts();
        Map<Integer, Integer> ranks = new HashMap<>();
        if (grouping != Grouping.NONE) {
            for (int number : counts.top(MOST_GROUPS)) {
                ranks.put(number, ranks.size());
            }
        }
        return ranks;
    }

    private static int rank(Map<Integer, Integer> ranks, Row row, Grouping grouping) {
        int number = grouping == Grouping.REASON ? row.reason() : row.suggest();
        return ranks.getOrDefault(number, MOST_GROUPS);
    }

    private static List<Group> groups(
            ImageTable table, Grouping grouping, Map<Integer, Integer> ranks, Map<Integer, Long> counts) {
        Map<Integer, String> names = new HashMap<>();
        ranks.forEach((number, rank) -> names.put(
                rank,
                grouping == Grouping.REASON
                        ? table.reasons().name(number)
                        : table.places().name(number)));
        List<Group> groups = new ArrayList<>();
        long from = 0;
        for (int rank = 0; rank <= MOST_GROUPS; rank++) {
            long count = counts.getOrDefault(rank, 0L);
            if (count > 0) {
                groups.add(new Group(names.getOrDefault(rank, ""), from, count));
                from += count;
            }
        }
        return groups;
    }

    List<Group> groups() {
        return groups;
    }

    long size() {
        return order.size();
    }

    /** What is done with the number of each image. */
    interface Visitor {
        void visit(long number) throws IOException;
    }

    /** Goes through the images from one place to another, as far as there are any. */
    void forEach(long from, long to, Visitor visitor) throws IOException {
        long first = Math.max(0, from);
        order.forEach(
                first, Math.max(first, Math.min(to, order.size())), (place, bytes) -> visitor.visit(bytes.getLong()));
    }

    @Override
    public void close() throws IOException {
        order.close();
    }
}
