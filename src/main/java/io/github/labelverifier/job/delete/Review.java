package io.github.labelverifier.job.delete;

import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Goes through the images of a plan one by one, forth and back, and notes which of them shall go. */
final class Review {
    private static final Set<String> ANSWERS = Set.of("d", "k", "b", "q");

    private final Console console;
    private final ReviewView view;
    private final RemovalPlan plan;
    private final BitSet marked = new BitSet();

    Review(Console console, ReviewView view, RemovalPlan plan) {
        this.console = console;
        this.view = view;
        this.plan = plan;
    }

    /** The numbers of the images to remove, in the order of the plan, from 0. Those that were not reached are kept. */
    BitSet marked() throws IOException {
        int number = 0;
        RemovalPlan.Entries entries = plan.entries();
        try {
            Optional<Finding> next = entries.next();
            while (next.isPresent()) {
                view.show(next.get(), number + 1, plan.overview().images(), marked.get(number));
                switch (ask(number > 0)) {
                    case "d" -> marked.set(number++);
                    case "k" -> marked.clear(number++);
                    case "b" -> {
                        number--;
                        entries.close();
                        entries = from(number);
                    }
                    default -> {
                        // Also one that was marked before somebody went back to it: the rest is kept.
                        marked.clear(number, Math.max(number, marked.length()));
                        return marked;
                    }
                }
                next = entries.next();
            }
            return marked;
        } finally {
            entries.close();
        }
    }

    /** The plan from a number on. It is read anew, so that going back takes no memory. */
    private RemovalPlan.Entries from(int number) throws IOException {
        RemovalPlan.Entries entries = plan.entries();
        for (int i = 0; i < number; i++) {
            entries.next();
        }
        return entries;
    }

    /** One of the answers; asks again for anything else. The end of input ends the review. */
    private String ask(boolean canGoBack) throws IOException {
        while (true) {
            console.prompt("  d remove, k keep, " + (canGoBack ? "b back, " : "") + "q keep the rest: ");
            Optional<String> line = console.terminal().readLine();
            if (line.isEmpty()) {
                console.tell("");
                return "q";
            }
            String answer = line.get().strip().toLowerCase(Locale.ROOT);
            if (ANSWERS.contains(answer) && (canGoBack || !answer.equals("b"))) {
                return answer;
            }
        }
    }
}
