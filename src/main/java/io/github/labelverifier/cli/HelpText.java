package io.github.labelverifier.cli;

import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.ui.terminal.Style;
import io.github.labelverifier.ui.text.DisplayWidth;
import io.github.labelverifier.ui.text.WordWrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help, made of what the commands and their options say of themselves, as wide as the screen. */
final class HelpText {
    private static final int LEAST_COLUMNS = 40;
    private static final int MOST_COLUMNS = 100;

    /** On a narrower screen, what an option does stands below it. */
    private static final int COLUMNS_FOR_TWO = 64;

    private static final int MOST_COLUMNS_OF_NAMES = 30;
    private static final int LEAST_IN_BRIEF = 12;
    private static final String PROGRAM = "label-verifier";

    private final int columns;
    private final boolean colored;
    private final StringBuilder text = new StringBuilder();

    HelpText(int columns, boolean colored) {
        this.columns = Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, columns));
        this.colored = colored;
    }

    /** A name and what it stands for. */
    private record Row(String name, String meaning) {}

    /** The help of the program: its commands by what they are for. */
    String ofProgram(CommandSpec program, List<Commands.Entry> commands) {
        usage(program);
        examples(program);
        Map<Commands.Section, List<Row>> sections = new LinkedHashMap<>();
        for (Commands.Entry command : commands) {
            sections.computeIfAbsent(command.section(), section -> new ArrayList<>())
                    .add(new Row(command.name(), command.summary()));
        }
        int width = width(sections.values().stream().flatMap(List::stream).toList());
        sections.forEach((section, rows) -> section(section.heading(), rows, width));
        section("Options", optionRows(program.options()));
        line("");
        paragraph(
                "",
                PROGRAM + " COMMAND --help shows all options of a command, " + PROGRAM
                        + " help exit-codes how a command ends.");
        return text.toString();
    }

    /** What a command does, and the options that most people want. */
    String shortly(CommandSpec command) {
        usage(command);
        examples(command);
        List<OptionSpec> options =
                command.options().stream().filter(HelpText::isEveryday).toList();
        if (options.isEmpty()) {
            options = command.options().stream()
                    .filter(option -> !isInherited(option))
                    .toList();
        }
        List<Row> rows = new ArrayList<>(argumentRows(command));
        rows.addAll(optionRows(options));
        int width = width(rows);
        int room = columns - indent(width);
        section(
                "Most used",
                rows.stream()
                        .map(row -> new Row(row.name(), inBrief(row.meaning(), room)))
                        .toList(),
                width);
        line("");
        paragraph(
                "",
                command.qualifiedName() + " --help shows all "
                        + command.options().size() + " options.");
        return text.toString();
    }

    /** All that there is to say of a command. */
    String wholly(CommandSpec command) {
        usage(command);
        examples(command);
        section("Arguments", argumentRows(command));
        Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
        command.options().stream()
                .filter(option -> !option.hidden() && !isInherited(option))
                .forEach(option -> groups.computeIfAbsent(group(option), name -> new ArrayList<>())
                        .add(option));
        groups.put(
                "Messages",
                command.options().stream().filter(HelpText::isInherited).toList());
        groups.forEach((name, options) -> section(name, optionRows(options)));
        line("");
        paragraph("", PROGRAM + " help exit-codes says how a command ends.");
        return text.toString();
    }

    /** All exit codes. */
    String exitCodes() {
        paragraph(
                "",
                "How a command ends, by its exit code. Where several apply, the first of "
                        + Arrays.stream(ExitCode.values())
                                .filter(code -> code != ExitCode.USAGE)
                                .map(code -> String.valueOf(code.code()))
                                .reduce((one, other) -> one + ", " + other)
                                .orElse("")
                        + " is told.");
        List<Row> rows = new ArrayList<>();
        ExitCode.descriptions().forEach((code, meaning) -> rows.add(new Row(code, meaning)));
        section("Exit codes", rows);
        return text.toString();
    }

    private void usage(CommandSpec command) {
        String[] given = command.usageMessage().customSynopsis();
        String synopsis = given.length > 0 ? given[0] : command.qualifiedName() + " [OPTIONS]";
        List<String> lines = WordWrap.text(synopsis, columns - "Usage: ".length());
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? style(Style.BOLD, "Usage:") + " " : "       ") + lines.get(i));
        }
        for (String part : command.usageMessage().description()) {
            if (!part.isEmpty()) {
                line("");
                paragraph("", part);
            }
        }
    }

    private void examples(CommandSpec command) {
        String[] examples = command.usageMessage().footer();
        if (examples.length == 0) {
            return;
        }
        heading("Examples");
        for (String example : examples) {
            if (example.startsWith("#")) {
                WordWrap.text(example, columns - 2).forEach(part -> line("  " + style(Style.DIM, part)));
            } else {
                WordWrap.command(example, columns - 2).forEach(part -> line("  " + part));
            }
        }
    }

    private void section(String heading, List<Row> rows) {
        section(heading, rows, width(rows));
    }

    private void section(String heading, List<Row> rows, int width) {
        if (rows.isEmpty()) {
            return;
        }
        heading(heading);
        boolean beside = columns >= COLUMNS_FOR_TWO;
        int indent = indent(width);
        for (Row row : rows) {
            String name = "  " + (beside ? row.name() : row.name().strip());
            List<String> meaning = WordWrap.text(row.meaning(), columns - indent);
            boolean startsBeside = beside && DisplayWidth.of(row.name()) <= width;
            line(startsBeside ? pad(name, indent) + meaning.get(0) : name);
            meaning.stream().skip(startsBeside ? 1 : 0).forEach(part -> line(" ".repeat(indent) + part));
        }
    }

    /** Where meanings begin: beside names of this width, or below them where there is no room for both. */
    private int indent(int width) {
        return columns >= COLUMNS_FOR_TWO ? width + 4 : 6;
    }

    private static List<Row> argumentRows(CommandSpec command) {
        return command.positionalParameters().stream()
                .map(argument -> new Row(argument.paramLabel(), meaning(argument)))
                .toList();
    }

    private static List<Row> optionRows(List<OptionSpec> options) {
        return options.stream()
                .filter(option -> !option.hidden())
                .map(option -> new Row(names(option), meaning(option)))
                .toList();
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        // The long names stand below each other, also those that have no short one.
        String aligned = names.startsWith("--") ? "    " + names : names;
        return option.arity().max() == 0 ? aligned : aligned + " " + option.paramLabel();
    }

    private static String meaning(ArgSpec argument) {
        return String.join(" ", argument.description());
    }

    private static String group(OptionSpec option) {
        if (option.userObject() instanceof java.lang.reflect.Field field) {
            OptionGroup own = field.getAnnotation(OptionGroup.class);
            OptionGroup ofAll = field.getDeclaringClass().getAnnotation(OptionGroup.class);
            return own != null ? own.value() : ofAll != null ? ofAll.value() : "Options";
        }
        return "Options";
    }

    private static boolean isEveryday(OptionSpec option) {
        return option.userObject() instanceof java.lang.reflect.Field field
                && field.isAnnotationPresent(Everyday.class);
    }

    /** Whether all commands have it. */
    private static boolean isInherited(OptionSpec option) {
        return option.userObject() instanceof java.lang.reflect.Field field
                && (field.getDeclaringClass() == BaseCommand.class || field.getDeclaringClass() == MannerOptions.class);
    }

    /** As much as the longest name takes, unless that is too much. */
    private static int width(List<Row> rows) {
        return rows.stream()
                .mapToInt(row -> DisplayWidth.of(row.name()))
                .filter(width -> width <= MOST_COLUMNS_OF_NAMES)
                .max()
                .orElse(0);
    }

    /** The first sentence, up to a comma or the like if there is room for no more in a line, and whole if not even for that. */
    private static String inBrief(String meaning, int room) {
        String sentence = firstSentence(meaning);
        for (int end = sentence.length(); end >= LEAST_IN_BRIEF; end = endOfPart(sentence, end - 1)) {
            if (end <= room) {
                return sentence.substring(0, end);
            }
        }
        return sentence;
    }

    private static int endOfPart(String sentence, int before) {
        int end = before;
        while (end > 0 && ",:;".indexOf(sentence.charAt(end)) < 0) {
            end--;
        }
        return end;
    }

    static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private void heading(String heading) {
        line("");
        line(style(Style.BOLD, heading + ":"));
    }

    private void paragraph(String indent, String words) {
        WordWrap.text(words, columns - indent.length()).forEach(part -> line(indent + part));
    }

    private static String pad(String words, int width) {
        return words + " ".repeat(Math.max(0, width - DisplayWidth.of(words)));
    }

    private String style(Style style, String words) {
        return style.on(colored, words);
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
