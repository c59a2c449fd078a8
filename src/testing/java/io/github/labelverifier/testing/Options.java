package io.github.labelverifier.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code --name value} pairs for the stand-ins that can be started by hand. */
final class Options {
    private Options() {}

    static Map<String, String> parse(String[] arguments, String... known) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!List.of(known).contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("not understood: " + arguments[i] + "; known: " + List.of(known));
            }
            options.put(name, arguments[i + 1]);
        }
        return options;
    }
}
