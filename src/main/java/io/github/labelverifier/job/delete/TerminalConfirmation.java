package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.text.UtcTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the person at the terminal. Only the exact number of images means yes; anything else, the end of input included,
 * keeps everything.
 */
final class TerminalConfirmation {
    private final Console console;
    private final TerminalReview review;
    private final Sequel sequel;
    private final Map<RemovalAction, Undo> undos = new HashMap<>();
    private boolean stopsAsking;

    /**
     * A question.
     *
     * @param review what {@code r} begins
     */
    TerminalConfirmation(Console console, TerminalReview review, Sequel sequel) {
        this.console = console;
        this.review = review;
        this.sequel = sequel;
    }

    /**
     * Puts the question.
     *
     * @return the plan that is confirmed, which may be narrower than the one asked about; empty if all is to be kept
     */
    Optional<ConfirmedRemoval> confirm(ConfirmedRemoval wanted)
            throws CommandFailure, IOException, ImageStoreException {
        console.tell("");
        sequel.heading().ifPresent(heading -> console.tell(console.style(Style.BOLD, PlainText.escape(heading))));
        describe(wanted);
        long images = wanted.plan().overview().images();
        String number = String.valueOf(images);
        String reviews = review.isPossible() ? ", " + console.style(Style.BOLD, "r") + " to review one by one" : "";
        String stops = sequel.hasMore() ? ", " + console.style(Style.BOLD, "q") + " to ask no more" : "";
        String answer = console.ask("Type " + console.style(Style.BOLD, number) + " to " + verb(wanted.ways()) + " "
                + (images == 1 ? "it" : "them") + reviews + stops + "; anything else keeps all: ");
        if (answer.equals(number)) {
            return Optional.of(wanted);
        }
        stopsAsking = sequel.hasMore() && answer.equalsIgnoreCase("q");
        return answer.equalsIgnoreCase("r") && review.isPossible() ? review(wanted) : Optional.empty();
    }

    /** Whether the person wants to be asked no more. */
    boolean stopsAsking() {
        return stopsAsking;
    }

    private static String verb(PlannedWays ways) {
        boolean moves = ways.actions().stream().anyMatch(RemovalAction::isMove);
        boolean deletes = ways.actions().contains(RemovalAction.DELETE);
        return moves && deletes ? "delete and move" : moves ? "move" : "delete";
    }

    private void describe(ConfirmedRemoval wanted) throws ImageStoreException {
        RemovalPlan.Overview overview = wanted.plan().overview();
        console.tell(console.style(Style.BOLD, RemovalWords.question(wanted.plan(), wanted.ways())));
        List<Map.Entry<String, Long>> lines = new ArrayList<>();
        overview.reasons().forEach((reason, count) -> lines.add(Map.entry(PlainText.escape(reason.inWords()), count)));
        if (overview.added() > 0) {
            lines.add(Map.entry("not flagged, but marked in the review", overview.added()));
        }
        boolean isOneWay = wanted.ways().actions().size() == 1;
        wanted.ways().images().forEach((action, count) -> {
            if (!isOneWay && action.isMove()) {
                lines.add(Map.entry(
                        "of them to " + PlainText.escape(action.destination().orElseThrow()), count));
            }
        });
        int width = lines.stream()
                .mapToInt(line -> Text.count(line.getValue()).length())
                .max()
                .orElse(0);
        for (Map.Entry<String, Long> line : lines) {
            String count = Text.count(line.getValue());
            console.tell("  " + " ".repeat(width - count.length()) + count + "  " + line.getKey());
        }
        long reasons =
                overview.reasons().values().stream().mapToLong(Long::longValue).sum();
        if (reasons + overview.added() > overview.images()) {
            console.tell("  (some have several reasons)");
        }
        if (overview.oldest().isPresent() && overview.newest().isPresent()) {
            String oldest = UtcTime.day(overview.oldest().get());
            String newest = UtcTime.day(overview.newest().get());
            console.tell("  last changed " + oldest + (oldest.equals(newest) ? "" : " to " + newest));
        }
        console.tell("  such as "
                + overview.examples().stream().map(PlainText::escape).collect(Collectors.joining(", ")));
        for (String undo : undosInWords(wanted)) {
            console.tell("  " + undo);
        }
    }

    /** Whether it can be undone, which is a matter of what is done. */
    private Set<String> undosInWords(ConfirmedRemoval wanted) throws ImageStoreException {
        Set<String> words = new LinkedHashSet<>();
        boolean isMoveAlone = wanted.ways().actions().stream().allMatch(RemovalAction::isMove);
        for (RemovalAction action : wanted.ways().actions()) {
            Undo undo = undos.get(action);
            if (undo == null) {
                undo = wanted.ways().of(action).undo();
                undos.put(action, undo);
            }
            if (isMoveAlone || !action.isMove()) {
                words.add(inWords(console, undo, wanted.plan().location()));
            } else {
                words.add("What is moved can be brought back with restore.");
            }
        }
        return words;
    }

    /** Whether a removal can be undone, for people. */
    static String inWords(Console console, Undo undo, ImageLocation location) {
        return switch (undo) {
            case VERSIONED -> "The bucket keeps versions, so this can be undone with restore.";
            case MOVED -> "This can be undone with restore.";
            case SUSPENDED ->
                console.style(Style.RED, "The bucket's versioning is suspended: assume that this cannot be undone.");
            case IMPOSSIBLE ->
                console.style(
                        Style.RED,
                        location instanceof S3Location
                                ? "The bucket keeps no versions, so this cannot be undone."
                                : "This cannot be undone.");
            case UNKNOWN ->
                console.style(
                        Style.RED, "Whether the bucket keeps versions is unknown: assume that this cannot be undone.");
        };
    }

    /** Goes through the images; what is marked for removal is then asked about as a whole. */
    private Optional<ConfirmedRemoval> review(ConfirmedRemoval wanted)
            throws CommandFailure, IOException, ImageStoreException {
        ConfirmedRemoval marked = review.of(wanted);
        long images = marked.plan().overview().images();
        if (images == 0) {
            return Optional.empty();
        }
        console.tell("");
        describe(marked);
        String answer = console.ask("Type " + console.style(Style.BOLD, String.valueOf(images)) + " to "
                + verb(marked.ways()) + " " + (images == 1 ? "it" : "them") + "; anything else keeps all: ");
        return answer.equals(String.valueOf(images)) ? Optional.of(marked) : Optional.empty();
    }
}
