package io.github.labelverifier.removal;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the images of a ledger. A line on an image counts only if it is the last one on that image. Lines that
 * are added meanwhile are not gone through.
 */
final class LedgerImages {
    private static final int BATCH = 500;

    private final LedgerFile file;
    private final LedgerState state;

    LedgerImages(LedgerFile file, LedgerState state) {
        this.file = file;
        this.state = state;
    }

    /** Those of which nobody knows what became of them by an action. */
    void pending(RemovalAction action, Ledger.Taker<BegunImage> taker) throws IOException, LedgerUnfitException {
        some(action, state::isPending, taker);
    }

    /** Those that went by an action and were to come back since. */
    void returning(RemovalAction action, Ledger.Taker<ImageEntry> taker) throws IOException, LedgerUnfitException {
        some(
                action,
                state::isReturning,
                some -> taker.take(some.stream().map(BegunImage::image).toList()));
    }

    /**
     * Those that were deleted or moved and are not back, one at a time.
     *
     * @param location where they were
     */
    void removed(ImageLocation location, Ledger.Taker<RemovedImage> taker) throws IOException, LedgerUnfitException {
        lines((line, start) -> {
            if (line.type().equals(LedgerJson.REMOVAL)
                    && line.toResult() != RemovalOutcome.Result.ABSENT
                    && state.isDone(line.key(), start)) {
                taker.take(List.of(removed(location, line)));
            }
        });
    }

    private static RemovedImage removed(ImageLocation location, LedgerJson.Line line) throws IOException {
        RemovalAction action = line.toAction();
        String key = line.key();
        Optional<String> doubt =
                line.toMoved().flatMap(moved -> TrueDestination.doubt(location, key, action, moved.uri()));
        return new RemovedImage(line.toImage(), line.deleteMarker(), line.toMoved(), doubt);
    }

    /** Tells the lines that count. */
    private interface Choice {
        boolean accepts(String key, long line) throws IOException;
    }

    private void some(RemovalAction action, Choice choice, Ledger.Taker<BegunImage> taker)
            throws IOException, LedgerUnfitException {
        List<BegunImage> some = new ArrayList<>();
        lines((line, start) -> {
            for (BegunImage begun : imagesOf(action, line)) {
                if (choice.accepts(begun.image().key(), start)) {
                    some.add(begun);
                    if (some.size() == BATCH) {
                        taker.take(List.copyOf(some));
                        some.clear();
                    }
                }
            }
        });
        if (!some.isEmpty()) {
            taker.take(some);
        }
    }

    private static List<BegunImage> imagesOf(RemovalAction action, LedgerJson.Line line) throws IOException {
        return switch (line.type()) {
            case LedgerJson.INTENT -> line.toAction().equals(action) ? line.toBegun() : List.of();
            case LedgerJson.REMOVAL ->
                line.toAction().equals(action) ? List.of(new BegunImage(line.toImage(), Optional.empty())) : List.of();
            default -> List.of();
        };
    }

    /** Is shown a line, and where it begins. */
    private interface Reader {
        void read(LedgerJson.Line line, long start) throws IOException;
    }

    private void lines(Reader reader) throws IOException, LedgerUnfitException {
        long until = file.end();
        if (until == 0) {
            return;
        }
        try (LedgerLines lines = file.lines()) {
            for (Optional<LedgerJson.Line> next = lines.next();
                    next.isPresent() && lines.start() < until;
                    next = lines.next()) {
                reader.read(next.get(), lines.start());
            }
        }
    }
}
