package io.github.labelverifier.job.delete;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Opens a picture with the program that the desktop has for it. */
final class PictureOpener {
    private final String system;

    PictureOpener() {
        this(System.getProperty("os.name", ""));
    }

    private PictureOpener(String system) {
        this.system = system.toLowerCase(Locale.ROOT);
    }

    /**
     * Opens it, and does not wait.
     *
     * @throws IOException if there is no such program
     */
    void open(URI address) throws IOException {
        List<String> command = new java.util.ArrayList<>(program());
        command.add(address.toASCIIString());
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
    }

    private List<String> program() {
        if (system.contains("mac")) {
            return List.of("open");
        }
        return system.contains("windows") ? List.of("rundll32", "url.dll,FileProtocolHandler") : List.of("xdg-open");
    }
}
