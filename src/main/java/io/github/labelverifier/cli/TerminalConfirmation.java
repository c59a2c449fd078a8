package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.removal.Confirmation;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.report.PlainText;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the person at the terminal. Only the exact number of images means yes; anything else, the end of input included,
 * keeps everything.
 */
final class TerminalConfirmation implements Confirmation {
    private final Console console;
    private final Undo undo;

    TerminalConfirmation(Console console, Undo undo) {
        this.console = console;
        this.undo = undo;
    }

    @Override
    public Optional<RemovalPlan> confirm(RemovalPlan plan) throws IOException {
        describe(plan);
        String number = String.valueOf(plan.overview().images());
        String answer = ask("Type " + console.style(Style.BOLD, number) + " to delete "
                + (plan.overview().images() == 1 ? "it" : "them") + ", "
                + console.style(Style.BOLD, "r") + " to review one by one; anything else keeps all: ");
        if (answer.equals(number)) {
            return Optional.of(plan);
        }
        return answer.equalsIgnoreCase("r") ? review(plan) : Optional.empty();
    }

    private void describe(RemovalPlan plan) {
        RemovalPlan.Overview overview = plan.overview();
        console.tell("");
        console.tell(console.style(
                Style.BOLD,
                "Delete " + Text.count(overview.images(), "flagged image") + " (" + Text.bytes(overview.bytes())
                        + ") from " + PlainText.escape(plan.header().location()) + "?"));
        int width = overview.reasons().values().stream()
                .mapToInt(count -> Text.count(count).length())
                .max()
                .orElse(0);
        for (Map.Entry<String, Long> reason : overview.reasons().entrySet()) {
            console.tell("  " + " ".repeat(width - Text.count(reason.getValue()).length())
                    + Text.count(reason.getValue()) + "  " + PlainText.escape(FindingTable.inWords(reason.getKey())));
        }
        if (overview.oldest().isPresent() && overview.newest().isPresent()) {
            LocalDate oldest = LocalDate.ofInstant(overview.oldest().get(), ZoneOffset.UTC);
            LocalDate newest = LocalDate.ofInstant(overview.newest().get(), ZoneOffset.UTC);
            console.tell("  last changed " + oldest + (oldest.equals(newest) ? "" : " to " + newest));
        }
        console.tell("  such as "
                + overview.examples().stream().map(PlainText::escape).collect(Collectors.joining(", ")));
        console.tell("  " + undoInWords());
    }

    private String undoInWords() {
        return switch (undo) {
            case POSSIBLE -> "The bucket keeps versions, so this can be undone.";
            case IMPOSSIBLE -> console.style(Style.RED, "This cannot be undone.");
            case UNKNOWN -> console.style(Style.RED, "Whether this can be undone is unknown: assume not.");
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
        Set<String> marked = new HashSet<>();
        long total = plan.overview().images();
        long number = 0;
        boolean on = true;
        try (RemovalPlan.Entries entries = plan.entries()) {
            Optional<Finding> next = entries.next();
            while (on && next.isPresent()) {
                number++;
                show(next.get(), number, total);
                switch (askOne()) {
                    case "d" -> marked.add(next.get().image().key());
                    case "q" -> on = false;
                    default -> {}
                }
                next = on ? entries.next() : Optional.empty();
            }
        }
        if (marked.isEmpty()) {
            return Optional.empty();
        }
        RemovalPlan narrowed = plan.only(marked);
        describe(narrowed);
        String count = String.valueOf(narrowed.overview().images());
        String answer = ask("Type " + console.style(Style.BOLD, count) + " to delete them; anything else keeps all: ");
        return answer.equals(count) ? Optional.of(narrowed) : Optional.empty();
    }

    private void show(Finding finding, long number, long total) {
        console.tell("");
        console.tell(console.style(Style.BOLD, PlainText.escape(finding.image().key())) + "  "
                + Text.bytes(finding.image().size()) + "  (" + number + " of " + total + ")");
        console.tell("  " + console.style(Style.YELLOW, FindingTable.reasons(finding)));
        List<String> labels = finding.detection().map(Detection::labels).orElse(List.of()).stream()
                .limit(10)
                .map(label -> PlainText.escape(label.name()) + " " + Math.round(label.confidence()))
                .toList();
        console.tell("  " + String.join(", ", labels));
    }

    /** One of d, k and q; asks again for anything else. The end of input ends the review. */
    private String askOne() throws IOException {
        while (true) {
            console.prompt("  d remove, k keep, q keep the rest: ");
            Optional<String> line = console.terminal().readLine();
            if (line.isEmpty()) {
                console.tell("");
                return "q";
            }
            String answer = line.get().strip().toLowerCase(Locale.ROOT);
            if (Set.of("d", "k", "q").contains(answer)) {
                return answer;
            }
        }
    }
}
