package io.github.labelverifier.cli;

import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is set by the environment and by the configuration file, a variable before the file. Whatever is there and is not a
 * {@link Setting} is refused with {@link ExitCode#USAGE}, by its variable or its line: who wrote it meant something by it.
 *
 * <p>The file is {@code $XDG_CONFIG_HOME/label-verifier/config}, else {@code ~/.config/label-verifier/config}: lines of
 * {@code key = value}, and comments after {@code #} at the beginning of a line or after a blank.
 */
final class Configuration {
    static final String VARIABLE_PREFIX = "LABEL_VERIFIER_";

    /** Nothing is set. */
    static final Configuration NONE = new Configuration(Optional.empty(), Map.of());

    /** What the launcher reads. */
    private static final List<String> VARIABLES_OF_THE_LAUNCHER = List.of(VARIABLE_PREFIX + "OPTS");

    private static final int MOST_BYTES = 64 * 1024;

    /** The share that {@code --max-flagged} has by itself, which only a command line may raise. */
    private static final double MOST_FLAGGED = 50;

    /** A value as it stands there, and where that is. */
    record Value(String text, String origin) {}

    private final Optional<Path> file;
    private final Map<Setting, Value> values;

    private Configuration(Optional<Path> file, Map<Setting, Value> values) {
        this.file = file;
        this.values = values;
    }

    /** Reads both. */
    static Configuration read(Map<String, String> environment) throws CommandFailure {
        Map<Setting, Value> values = new EnumMap<>(Setting.class);
        Optional<Path> file = fileOf(environment);
        if (file.isPresent()) {
            readFile(file.get(), values);
        }
        readVariables(environment, values);
        requireLower(values);
        return new Configuration(file, values);
    }

    /** Where the file is, or would be; empty where there is no home. */
    Optional<Path> file() {
        return file;
    }

    Optional<Value> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    private static Optional<Path> fileOf(Map<String, String> environment) {
        try {
            Path folder = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
            if (!folder.isAbsolute()) {
                // The standard of these folders says so for relative ones, too.
                String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
                if (home.isEmpty()) {
                    return Optional.empty();
                }
                folder = Path.of(home, ".config");
            }
            return Optional.of(folder.resolve("label-verifier").resolve("config"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void readFile(Path file, Map<Setting, Value> values) throws CommandFailure {
        int number = 0;
        for (String line : text(file).split("\r?\n|\r", -1)) {
            number++;
            String content = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (!content.isEmpty()) {
                readLine(content, file + " line " + number, values);
            }
        }
    }

    private static String text(Path file) throws CommandFailure {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw CommandFailure.usage(file + " is too long for a configuration file");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.ERROR, "cannot read the configuration " + file + ": " + IoProblem.of(e), e);
        }
    }

    private static void readLine(String line, String where, Map<Setting, Value> values) throws CommandFailure {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw CommandFailure.usage(where + ": write KEY = VALUE, not '" + line + "'");
        }
        String key = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        Optional<Setting> setting = Setting.ofKey(key);
        if (setting.isEmpty()) {
            throw CommandFailure.usage(where + ": " + key + " cannot be set here"
                    + WrongArguments.didYouMean(key, Setting.keys()) + " (label-verifier config shows what can)");
        }
        if (value.isEmpty()) {
            throw CommandFailure.usage(where + ": " + key + " has no value");
        }
        if (values.put(setting.get(), new Value(value, where)) != null) {
            throw CommandFailure.usage(where + ": " + key + " is set a second time");
        }
    }

    private static void readVariables(Map<String, String> environment, Map<Setting, Value> values)
            throws CommandFailure {
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(VARIABLE_PREFIX) || VARIABLES_OF_THE_LAUNCHER.contains(name)) {
                continue;
            }
            Optional<Setting> setting = Setting.ofVariable(name);
            if (setting.isEmpty()) {
                List<String> known = List.of(Setting.values()).stream()
                        .map(Setting::variable)
                        .toList();
                throw CommandFailure.usage("the variable " + name + " cannot set anything"
                        + WrongArguments.didYouMean(name, known)
                        + " (label-verifier config shows what can)");
            }
            // As with the AWS CLI, an empty variable is none.
            if (!variable.getValue().isBlank()) {
                values.put(setting.get(), new Value(variable.getValue().strip(), name));
            }
        }
    }

    /** The guard against wrong exemplars is not taken away for all runs to come. */
    private static void requireLower(Map<Setting, Value> values) throws CommandFailure {
        Value share = values.get(Setting.MAX_FLAGGED);
        if (share == null) {
            return;
        }
        double percent;
        try {
            percent = Double.parseDouble(share.text());
        } catch (NumberFormatException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "max-flagged takes a number such as 20, not '" + share.text() + "' (set by " + share.origin() + ")",
                    e);
        }
        if (!(percent >= 0 && percent <= MOST_FLAGGED)) {
            throw CommandFailure.usage("max-flagged can only be lowered there, from 0 to 50, not " + share.text()
                    + " (set by " + share.origin() + "): give --max-flagged on the command line");
        }
    }
}
