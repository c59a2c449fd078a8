package io.github.labelverifier.job.review;

import io.github.labelverifier.disk.TemporaryFiles;
import io.github.labelverifier.job.Desktop;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Opens an address in the browser of the person at this machine. Other users see the command lines of all processes, so the
 * address itself is in none: a file that only its owner can read leads to it.
 */
final class Browser implements Closeable {
    private final Map<String, String> environment;
    private final Desktop desktop = new Desktop();
    private Optional<Path> doorway = Optional.empty();

    Browser(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Whether there seems to be a screen in front of the person: not at the far end of a connection. */
    boolean isThere() {
        boolean isRemote = !environment.getOrDefault("SSH_CONNECTION", "").isEmpty();
        boolean hasScreen = desktop.isPartOfSystem()
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        return hasScreen && !isRemote;
    }

    /** Opens the address; tells whether something has set out to do so. */
    boolean open(String address) {
        try {
            Path file = TemporaryFiles.file(".html");
            doorway = Optional.of(file);
            Files.writeString(
                    file,
                    "<!DOCTYPE html><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url=" + address
                            + "\"><title>label-verifier review</title>");
            desktop.open(file.toString());
            return true;
        } catch (IOException e) {
            // There is the address, which was printed.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (doorway.isPresent()) {
            Files.deleteIfExists(doorway.get());
        }
    }
}
