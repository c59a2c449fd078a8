package io.github.labelverifier.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The desktop of the person at this machine, which has a program for whatever is opened. */
public final class Desktop {
    private final String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    /**
     * Opens a file or an address, and does not wait.
     *
     * @throws IOException if there is no such program
     */
    public void open(String what) throws IOException {
        List<String> command = new ArrayList<>(program());
        command.add(what);
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
    }

    private List<String> program() {
        if (isMac()) {
            return List.of("open");
        }
        return isWindows() ? List.of("rundll32", "url.dll,FileProtocolHandler") : List.of("xdg-open");
    }

    /** Whether the system comes with a screen, of which no variable of the environment tells. */
    public boolean isPartOfSystem() {
        return isMac() || isWindows();
    }

    private boolean isMac() {
        return system.contains("mac");
    }

    private boolean isWindows() {
        return system.contains("windows");
    }
}
