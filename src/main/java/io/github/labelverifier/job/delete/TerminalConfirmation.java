package io.github.labelverifier.job.delete;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRemover;
import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.image.RemovalAction;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.Text;
import io.github.labelverifier.ui.text.UtcTime;
import io.github.labelverifier.verdict.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the person at the terminal. Only the exact number of images means yes; anything else, the end of input included,
 * keeps everything.
 */
final class TerminalConfirmation {
    private final Console console;
    private final ImageRemover remover;
    private final ReviewView view;
    private Optional<Undo> undo = Optional.empty();

    TerminalConfirmation(Console console, ImageRemover remover, ReviewView view) {
        this.console = console;
        this.remover = remover;
        this.view = view;
    }

    /**
     * Puts the question.
     *
     * @return the plan that is confirmed, which may be narrower than the one asked about; empty if all is to be kept
     */
    Optional<RemovalPlan> confirm(RemovalPlan plan) throws IOException {
        describe(plan);
        String number = String.valueOf(plan.overview().images());
        String answer = ask("Type " + console.style(Style.BOLD, number) + " to " + verb() + " "
                + (plan.overview().images() == 1 ? "it" : "them") + ", "
                + console.style(Style.BOLD, "r") + " to review one by one; anything else keeps all: ");
        if (answer.equals(number)) {
            return Optional.of(plan);
        }
        return answer.equalsIgnoreCase("r") ? review(plan) : Optional.empty();
    }

    private String verb() {
        return remover.action().id();
    }

    private void describe(RemovalPlan plan) {
        RemovalPlan.Overview overview = plan.overview();
        RemovalAction action = remover.action();
        console.tell("");
        console.tell(console.style(
                Style.BOLD,
                (action.isMove() ? "Move " : "Delete ") + Text.count(overview.images(), "flagged image") + " ("
                        + Text.bytes(overview.bytes()) + ") from "
                        + PlainText.escape(plan.header().location())
                        + action.destination()
                                .map(to -> " to " + PlainText.escape(to))
                                .orElse("")
                        + "?"));
        int width = overview.reasons().values().stream()
                .mapToInt(count -> Text.count(count).length())
                .max()
                .orElse(0);
        for (Map.Entry<Reason, Long> reason : overview.reasons().entrySet()) {
            console.tell(
                    "  " + " ".repeat(width - Text.count(reason.getValue()).length()) + Text.count(reason.getValue())
                            + "  " + PlainText.escape(reason.getKey().inWords()));
        }
        if (overview.reasons().values().stream().mapToLong(Long::longValue).sum() > overview.images()) {
            console.tell("  (some have several reasons)");
        }
        if (overview.oldest().isPresent() && overview.newest().isPresent()) {
            String oldest = UtcTime.day(overview.oldest().get());
            String newest = UtcTime.day(overview.newest().get());
            console.tell("  last changed " + oldest + (oldest.equals(newest) ? "" : " to " + newest));
        }
        console.tell("  such as "
                + overview.examples().stream().map(PlainText::escape).collect(Collectors.joining(", ")));
        console.tell("  " + undoInWords(plan));
    }

    private String undoInWords(RemovalPlan plan) {
        if (undo.isEmpty()) {
            undo = Optional.of(remover.undo());
        }
        return inWords(console, undo.get(), plan.location());
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

    private String ask(String question) throws IOException {
        console.prompt("");
        // Impatient keys, and a paste gone wrong, must not answer what nobody has read yet.
        console.terminal().discardTyped();
        console.prompt(question);
        Optional<String> answer = console.terminal().readLine();
        if (answer.isEmpty()) {
            console.tell("");
        }
        return answer.orElse("").strip();
    }

    /** Goes through the images; what is marked for removal is then asked about as a whole. */
    private Optional<RemovalPlan> review(RemovalPlan plan) throws IOException {
        RemovalPlan marked = plan.only(new Review(console, view, plan).marked());
        if (marked.overview().images() == 0) {
            return Optional.empty();
        }
        describe(marked);
        String count = String.valueOf(marked.overview().images());
        String answer = ask("Type " + console.style(Style.BOLD, count) + " to " + verb() + " "
                + (marked.overview().images() == 1 ? "it" : "them") + "; anything else keeps all: ");
        return answer.equals(count) ? Optional.of(marked) : Optional.empty();
    }
}
