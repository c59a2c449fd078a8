package io.github.labelverifier.removal;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.disk.OffsetIndex;
import io.github.labelverifier.disk.PlaceLog;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalOutcome;
import io.github.labelverifier.image.RemovalOutcome.Result;
import io.github.labelverifier.report.FindingsByPlace;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.thread.Workers;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * The images that others are flagged as duplicates of, or near ones, and for nothing else. Such a one may go only while what it
 * is a duplicate of stays: that must not go by the same command, and must be there, as it was checked. What a person has decided
 * on may go all the same.
 */
public final class Originals implements Obstacles, Closeable {
    private static final int LOOKS_AT_ONCE = 16;

    private final RemovalPlan plan;
    private final Look look;
    private final KeySet going = new KeySet();
    private final KeySet duplicates = new KeySet();
    private final PlaceLog places = new PlaceLog();
    private final ExecutorService workers = Workers.pool(LOOKS_AT_ONCE, "original");
    private final FindingsByPlace findings;

    /** Looks at an image where the images of the plan are. */
    @FunctionalInterface
    public interface Look {
        /** What is there now; empty if there is nothing. */
        Optional<ImageEntry> at(String key) throws ImageStoreException;
    }

    /**
     * Those of one plan.
     *
     * @param others the plans of other reports that images go by in the same command
     */
    Originals(RemovalPlan plan, List<RemovalPlan> others, Look look) throws IOException {
        this.plan = plan;
        this.look = look;
        findings = FindingsByPlace.open(plan.report(), plan.header());
        try {
            if (areNeeded()) {
                noteGoing(others);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private boolean areNeeded() {
        return plan.overview().reasons().containsKey(Reason.DUPLICATE)
                || plan.overview().reasons().containsKey(Reason.NEAR_DUPLICATE);
    }

    private void noteGoing(List<RemovalPlan> others) throws IOException {
        try (KeySet named = new KeySet()) {
            plan.findings().forEach(finding -> {
                going.add(finding.image().key());
                if (isDuplicateOnly(finding) && !plan.isDecided(finding.image())) {
                    duplicates.add(finding.image().key());
                    for (Reason reason : finding.reasons()) {
                        named.add(reason.otherImage().orElseThrow());
                    }
                }
            });
            try (ReportReader all = ReportReader.open(plan.report())) {
                for (Optional<Finding> next = all.next(); next.isPresent(); next = all.next()) {
                    String key = next.get().image().key();
                    if (named.contains(key) || duplicates.contains(key)) {
                        places.add(key, all.lastLine().offset(), all.lastLine().length());
                    }
                }
            }
        }
        for (RemovalPlan other : others) {
            other.findings()
                    .forEach(finding -> going.add(ImageLocation.name(
                            plan.location().uri(),
                            other.location().uri(),
                            finding.image().key())));
        }
    }

    private static boolean isDuplicateOnly(Finding finding) {
        return finding.isRemovable()
                && finding.reasons().stream()
                        .allMatch(reason -> reason.otherImage().isPresent());
    }

    @Override
    public Map<String, RemovalOutcome> at(List<ImageEntry> images) {
        if (!areNeeded()) {
            return Map.of();
        }
        Map<String, Future<Optional<RemovalOutcome>>> looks = new HashMap<>();
        images.forEach(image -> looks.put(image.key(), workers.submit(() -> at(image))));
        Map<String, RemovalOutcome> outcomes = new HashMap<>();
        looks.forEach((key, outcome) -> await(key, outcome).ifPresent(found -> outcomes.put(key, found)));
        return outcomes;
    }

    private static Optional<RemovalOutcome> await(String key, Future<Optional<RemovalOutcome>> outcome) {
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(kept(key, "it was not looked at what it is a duplicate of"));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public Optional<RemovalOutcome> at(ImageEntry image) {
        String key = image.key();
        try {
            Optional<OffsetIndex.Extent> place = placeOfDuplicate(key);
            if (place.isEmpty()) {
                return Optional.empty();
            }
            List<String> obstacles = new ArrayList<>();
            for (Reason reason : findings.read(place.get()).reasons()) {
                Optional<String> obstacle = obstacleOf(reason.otherImage().orElseThrow());
                if (obstacle.isEmpty()) {
                    return Optional.empty();
                }
                obstacles.add(obstacle.get());
            }
            return Optional.of(kept(key, obstacles.get(0)));
        } catch (IOException e) {
            return Optional.of(kept(key, "nobody can tell what it is a duplicate of"));
        }
    }

    private static RemovalOutcome kept(String key, String why) {
        return RemovalOutcome.of(key, Result.FAILED, why);
    }

    private synchronized Optional<OffsetIndex.Extent> placeOfDuplicate(String key) throws IOException {
        return duplicates.contains(key) ? places.find(key) : Optional.empty();
    }

    private synchronized Optional<OffsetIndex.Extent> placeOf(String key) throws IOException {
        return places.find(key);
    }

    private synchronized boolean goes(String name) throws IOException {
        return going.contains(name);
    }

    /** Why an image is not to be relied on for its duplicates; empty if nothing is known against it. */
    private Optional<String> obstacleOf(String name) throws IOException {
        if (goes(name)) {
            return Optional.of(name + ", of which it is a duplicate, goes too");
        }
        if (!plan.location().contains(name)) {
            // It is in another report, of another place.
            return Optional.empty();
        }
        try {
            Optional<ImageEntry> now = look.at(name);
            if (now.isEmpty()) {
                return Optional.of(name + ", of which it is a duplicate, is not there any more");
            }
            Optional<OffsetIndex.Extent> line = placeOf(name);
            boolean isAsChecked =
                    line.isEmpty() || findings.read(line.get()).image().sameContentAs(now.get());
            return isAsChecked
                    ? Optional.empty()
                    : Optional.of(name + ", of which it is a duplicate, is another picture by now");
        } catch (ImageStoreException e) {
            return Optional.of(name + ", of which it is a duplicate, cannot be looked at");
        }
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        try (findings;
                places;
                duplicates) {
            going.close();
        }
    }
}
