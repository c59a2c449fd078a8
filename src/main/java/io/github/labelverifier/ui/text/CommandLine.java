package io.github.labelverifier.ui.text;

import java.util.ArrayList;
import java.util.List;

/** A command line to be copied into a shell, broken into lines that a screen holds. */
public final class CommandLine {
    private static final String GOES_ON = " \\";
    private static final String INDENT = "    ";

    private final List<String> words = new ArrayList<>();

    /** The program with these arguments, as a shell is to get them. */
    public static CommandLine of(String... arguments) {
        return new CommandLine().with("label-verifier").with(arguments);
    }

    /** The same with more arguments; what is added together stays in one line. */
    public CommandLine with(String... arguments) {
        words.add(ShellWords.join(List.of(arguments)));
        return this;
    }

    /**
     * The lines, each but the last with a backslash at its end: together they are one command.
     *
     * @param columns how long a line may be, where its words let it
     */
    public List<String> lines(int columns) {
        List<String> lines = new ArrayList<>();
        String line = words.get(0);
        for (int i = 1; i < words.size(); i++) {
            String longer = line + " " + words.get(i);
            int left = i == words.size() - 1 ? columns : columns - GOES_ON.length();
            if (DisplayWidth.of(longer) <= left || line.isBlank()) {
                line = longer;
            } else {
                lines.add(line + GOES_ON);
                line = INDENT + words.get(i);
            }
        }
        lines.add(line);
        return lines;
    }
}
