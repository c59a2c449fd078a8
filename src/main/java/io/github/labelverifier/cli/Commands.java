package io.github.labelverifier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** All commands, in the order of the help. Each is built only where it is wanted: their options take long to read. */
final class Commands {

    /** What a command is for: the headings of the program's help. */
    enum Section {
        FIND("Find what does not belong"),
        LOOK("Look before you remove"),
        REMOVE("Remove, and bring back"),
        SET_UP("Set up");

        private final String heading;

        Section(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }
    }

    /** A command before it is built. */
    static final class Entry {
        private final Section section;
        private final Class<?> type;
        private final Supplier<Object> maker;

        private Entry(Section section, Class<?> type, Supplier<Object> maker) {
            this.section = section;
            this.type = type;
            this.maker = maker;
        }

        Section section() {
            return section;
        }

        /** That of its class, without looking at the annotation, of which to read a dozen takes longer than all else. */
        String name() {
            return type.getSimpleName()
                    .replaceFirst("Command$", "")
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
        }

        /** What it does, in a line. */
        String summary() {
            Command described = Objects.requireNonNull(type.getAnnotation(Command.class), type.getName());
            return described.header().length > 0
                    ? described.header()[0]
                    : HelpText.firstSentence(String.join(" ", described.description()));
        }

        Object make() {
            return maker.get();
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /** One more command. */
    Commands with(Section section, Class<?> type, Supplier<Object> maker) {
        entries.add(new Entry(section, type, maker));
        return this;
    }

    List<Entry> all() {
        return List.copyOf(entries);
    }

    /** Those that a command line can have to do with. */
    List<Entry> neededBy(String... arguments) {
        Optional<Entry> named = entries.stream()
                .filter(entry -> arguments.length > 0 && entry.name().equals(arguments[0]))
                .findFirst();
        return named.map(List::of).orElse(all());
    }
}
