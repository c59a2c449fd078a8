package io.github.labelverifier.store;

import io.github.labelverifier.image.KeyOrder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The children of one folder in the order of their keys, in memory that does not grow with their number: a folder that
 * has more children than fit is read again for each further portion.
 */
final class SortedFolder {
    private static final int PORTION = 50_000;

    private final Path path;
    private final String prefix;
    private final int portionSize;
    private final Deque<String> portion = new ArrayDeque<>();
    private Optional<String> last = Optional.empty();
    private boolean atEnd;

    /**
     * @param path the folder
     * @param prefix what the keys of its children start with
     */
    SortedFolder(Path path, String prefix) {
        this(path, prefix, PORTION);
    }

    SortedFolder(Path path, String prefix, int portionSize) {
        this.path = path;
        this.prefix = prefix;
        this.portionSize = portionSize;
    }

    Path path() {
        return path;
    }

    String prefix() {
        return prefix;
    }

    /** Whether a child's name was given already. */
    boolean isBegun() {
        return last.isPresent();
    }

    /** The next child's name, with a slash behind that of a folder; empty at the end. */
    Optional<String> next() throws IOException {
        Optional<String> next = nextInPortion();
        // Names that are no valid text can look the same.
        while (next.isPresent() && next.equals(last)) {
            next = nextInPortion();
        }
        last = next.or(() -> last);
        return next;
    }

    private Optional<String> nextInPortion() throws IOException {
        if (portion.isEmpty() && !atEnd) {
            readPortion();
        }
        return Optional.ofNullable(portion.poll());
    }

    /** Keeps the smallest of the names that come after the last one given. */
    private void readPortion() throws IOException {
        PriorityQueue<String> smallest = new PriorityQueue<>(KeyOrder.UTF_8.reversed());
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
            for (Path child : children) {
                String name = nameOf(child);
                if (last.isPresent() && KeyOrder.UTF_8.compare(name, last.get()) <= 0) {
                    continue;
                }
                smallest.add(name);
                if (smallest.size() > portionSize) {
                    smallest.remove();
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        atEnd = smallest.size() < portionSize;
        while (!smallest.isEmpty()) {
            portion.push(smallest.remove());
        }
    }

    private static String nameOf(Path child) {
        String name = String.valueOf(child.getFileName());
        return Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) ? name + "/" : name;
    }
}
