package io.github.labelverifier.cli;

import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.report.KeySet;
import io.github.labelverifier.report.PlainText;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The keys of {@code --keep-list}, on disk. */
final class KeepList implements Closeable {
    private final KeySet keys;
    private long size;

    private KeepList(KeySet keys) {
        this.keys = keys;
    }

    /** Reads a list of keys, URIs or paths of a location. */
    static KeepList read(DeleteRequest.Choice choice, ImageLocation location) throws CommandFailure, IOException {
        KeepList list = new KeepList(new KeySet());
        String option = "--keep-list";
        try (KeyFile file =
                KeyFile.open(option, choice.keepList().orElseThrow(), choice.standardInput(), choice.nul())) {
            for (Optional<String> text = file.next(); text.isPresent(); text = file.next()) {
                list.size += list.keys.add(Locations.key(option, text.get(), location)) ? 1 : 0;
            }
            return list;
        } catch (IOException e) {
            list.close();
            throw new CommandFailure(ExitCode.ERROR, option + ": " + Reasons.of(e) + "; nothing was removed", e);
        } catch (CommandFailure e) {
            list.close();
            throw e;
        }
    }

    /** Whether an image shall be kept: also if the list names it as text for people shows it, escaped. */
    boolean names(String key) throws IOException {
        String escaped = PlainText.escape(key);
        return keys.contains(key) || (!escaped.equals(key) && keys.contains(escaped));
    }

    /** How many keys it has. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        keys.close();
    }
}
