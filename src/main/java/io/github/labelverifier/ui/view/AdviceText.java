package io.github.labelverifier.ui.view;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.report.Advice;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.CommandLine;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.ui.text.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is worth trying with a finished report, in a few lines. */
public final class AdviceText {
    private static final String INDENT = "  ";
    private static final String WIDEST_STEP = "be stricter";

    private final Console console;
    private final List<Advice.GenericLabel> generic;
    private final Optional<Advice.OtherRule> other;
    private final long images;
    private final AdviceCommands commands;

    /**
     * The advice of a report.
     *
     * @param report its file, as the user calls it
     * @param ignored the labels that it ignores already
     * @param images how many of its images have labels
     */
    public AdviceText(Console console, Path report, List<String> ignored, List<Advice> advice, long images) {
        this.console = console;
        this.generic = of(advice, Advice.GenericLabel.class).toList();
        this.other = of(advice, Advice.OtherRule.class).findFirst();
        this.images = images;
        this.commands = new AdviceCommands(report, ignored);
    }

    private static <A> Stream<A> of(List<Advice> advice, Class<A> kind) {
        return advice.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Whether there is any. */
    public boolean isEmpty() {
        return generic.isEmpty() && other.isEmpty();
    }

    /**
     * Tells what was found.
     *
     * @param withCommands whether each is followed by its command, because no {@link #tellNext} tells it
     */
    public void tell(boolean withCommands) {
        if (isEmpty()) {
            return;
        }
        console.infoStyled(console.style(Style.BOLD, "Advice") + (withCommands ? ", free of charge:" : ":"));
        if (!generic.isEmpty()) {
            say(RuleWords.genericThatKeep(labels()));
            if (withCommands) {
                say(commands.withoutLabels(generic));
            }
        }
        if (other.isPresent()) {
            say(RuleWords.doubtful(other.get().wouldFlag()));
            if (withCommands) {
                say(commands.flagDoubtful());
            }
        }
        if (images < RuleWords.FEW_ALONE) {
            say("With fewer than " + RuleWords.FEW_ALONE + " images this is a guess: look before you believe it.");
        }
    }

    private List<String> labels() {
        return generic.stream()
                .map(label -> label.label() + " (" + Text.count(label.keptByItAlone()) + ")")
                .toList();
    }

    /**
     * Tells the commands that come next: to look, to be stricter, to decide one by one, to remove.
     *
     * @param page the page of thumbnails, if there is one already
     * @param isRemovable whether there are flagged images
     * @param withStricter whether the commands of the advice are among them
     */
    public void tellNext(Optional<Path> page, boolean isRemovable, boolean withStricter) {
        console.infoStyled(console.style(Style.BOLD, "Next") + ":");
        step("look", page.map(made -> List.of(made + ", in a browser")).orElseGet(() -> inStep(commands.gallery())));
        if (withStricter && !generic.isEmpty()) {
            step(WIDEST_STEP, inStep(commands.withoutLabels(generic)));
        }
        if (withStricter && other.isPresent()) {
            step(generic.isEmpty() ? WIDEST_STEP : "", inStep(commands.flagDoubtful()));
        }
        step("decide", inStep(commands.review()));
        if (isRemovable) {
            step("remove", inStep(commands.delete()));
        }
    }

    private void step(String name, List<String> lines) {
        String start = INDENT + name + " ".repeat(WIDEST_STEP.length() - name.length()) + INDENT;
        for (String line : lines) {
            console.info(start + line);
            start = " ".repeat(start.length());
        }
    }

    private List<String> inStep(CommandLine command) {
        return command.lines(columns() - WIDEST_STEP.length() - 2 * INDENT.length());
    }

    private void say(CommandLine command) {
        command.lines(columns() - 2 * INDENT.length()).forEach(line -> console.info(INDENT + INDENT + line));
    }

    /** A sentence, broken between words where the screen ends. */
    private void say(String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : sentence.split(" ")) {
            int width = DisplayWidth.of(PlainText.escape(line + " " + word));
            if (width > columns() && !line.toString().isBlank()) {
                lines.add(line.toString());
                line = new StringBuilder(INDENT + INDENT);
            }
            line.append(line.toString().isBlank() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        lines.forEach(console::info);
    }

    /** A screen breaks lines itself, but not where words end; what is no screen breaks none. */
    private int columns() {
        return console.terminal().isError() ? console.terminal().columns() : Integer.MAX_VALUE;
    }
}
