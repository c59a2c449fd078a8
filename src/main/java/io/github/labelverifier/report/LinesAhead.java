package io.github.labelverifier.report;

import io.github.labelverifier.label.Asked;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are parsed by other threads, a bounded number of them ahead, and handed over in their order. The file is read by
 * the thread that asks for lines.
 */
final class LinesAhead {
    private static final int BATCH_LINES = 128;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int MOST_BATCHES = 4;

    private final RawLines lines;
    private final Asked ofReport;
    private final LabelTexts texts;
    private final Executor workers;
    private final Deque<FutureTask<List<ParsedLine>>> underWay = new ArrayDeque<>();
    private final Deque<ParsedLine> ready = new ArrayDeque<>();
    private @Nullable IOException broken;
    private boolean isAtEnd;

    LinesAhead(RawLines lines, Asked ofReport, LabelTexts texts, Executor workers) {
        this.lines = lines;
        this.ofReport = ofReport;
        this.texts = texts;
        this.workers = workers;
    }

    /** The next line that is not blank; empty at the end of the file. */
    Optional<ParsedLine> next() throws IOException {
        while (ready.isEmpty()) {
            while (underWay.size() < MOST_BATCHES && !isAtEnd) {
                start(batch());
            }
            FutureTask<List<ParsedLine>> first = underWay.poll();
            if (first == null) {
                if (broken != null) {
                    throw broken;
                }
                return Optional.empty();
            }
            ready.addAll(result(first));
        }
        return Optional.of(ready.remove());
    }

    private List<RawLines.RawLine> batch() {
        List<RawLines.RawLine> batch = new ArrayList<>();
        long bytes = 0;
        try {
            while (batch.size() < BATCH_LINES && bytes < BATCH_BYTES) {
                Optional<RawLines.RawLine> line = lines.next();
                if (line.isEmpty()) {
                    isAtEnd = true;
                    break;
                }
                if (!line.get().isBlank()) {
                    batch.add(line.get());
                    bytes += line.get().bytes().length;
                }
            }
        } catch (IOException e) {
            // The lines before it come first.
            broken = e;
            isAtEnd = true;
        }
        return batch;
    }

    private void start(List<RawLines.RawLine> batch) {
        if (!batch.isEmpty()) {
            FutureTask<List<ParsedLine>> task = new FutureTask<>(() -> batch.stream()
                    .map(line -> ParsedLine.parse(line, ofReport, texts))
                    .toList());
            underWay.add(task);
            workers.execute(task);
        }
    }

    private static List<ParsedLine> result(FutureTask<List<ParsedLine>> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a report was read");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
