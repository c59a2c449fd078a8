package io.github.labelverifier.job.delete;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.KeyFile;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The images that {@code --keep-list} names, on disk. A line that names no image is an error, since the image that it
 * means would be removed.
 */
final class KeepList implements Closeable {
    private static final String OPTION = "--keep-list";
    private static final int QUOTED = 200;

    private final KeySet keys;
    private final List<RemovalPlan> plans;
    private long size;

    private KeepList(KeySet keys, List<RemovalPlan> plans) {
        this.keys = keys;
        this.plans = plans;
    }

    /** Reads a list of images of these reports: keys, URIs or paths, as they are printed. */
    static KeepList read(DeleteRequest.Choice choice, List<RemovalPlan> plans) throws CommandFailure, IOException {
        KeepList list = new KeepList(new KeySet(), plans);
        List<ReportNames> names = new ArrayList<>();
        try (KeyFile file =
                KeyFile.open(OPTION, choice.keepList().orElseThrow(), choice.standardInput(), choice.nul())) {
            for (RemovalPlan plan : plans) {
                names.add(ReportNames.of(plan));
            }
            for (Optional<KeyFile.Line> line = file.next(); line.isPresent(); line = file.next()) {
                list.add(line.get(), names, file.name());
            }
            return list;
        } catch (KeyFile.NoListException e) {
            list.close();
            throw new CommandFailure(ExitCode.REFUSED, OPTION + ": " + e.getMessage() + "; nothing was removed", e);
        } catch (IOException e) {
            list.close();
            throw new CommandFailure(ExitCode.ERROR, OPTION + ": " + IoProblem.of(e) + "; nothing was removed", e);
        } catch (CommandFailure e) {
            list.close();
            throw e;
        } finally {
            for (ReportNames of : names) {
                of.close();
            }
        }
    }

    private void add(KeyFile.Line line, List<ReportNames> names, String file) throws CommandFailure, IOException {
        boolean found = false;
        for (int i = 0; i < names.size() && line.isText(); i++) {
            Optional<String> key = names.get(i).find(line.text());
            if (key.isPresent()) {
                size += keys.add(entry(i, key.get())) ? 1 : 0;
                found = true;
            }
        }
        if (!found) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    OPTION + " " + file + " line " + line.number() + " names no image of "
                            + (plans.size() == 1 ? plans.get(0).report().toString() : "these reports") + ": '"
                            + shortened(line.text()) + "'" + (line.isText() ? "" : " (it is not UTF-8)")
                            + "; nothing was removed" + hint(line, names));
        }
    }

    private static String hint(KeyFile.Line line, List<ReportNames> names) throws IOException {
        for (ReportNames of : names) {
            Optional<String> similar = of.similar(line.text());
            if (similar.isPresent()) {
                return ". Did you mean '" + shortened(similar.get()) + "'?";
            }
        }
        return ". Write names as --format keys prints them";
    }

    private static String shortened(String text) {
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }

    /** Whether an image of a report shall be kept: also if the list names it as text for people shows it, escaped. */
    boolean names(RemovalPlan plan, String key) throws IOException {
        int number = plans.indexOf(plan);
        String escaped = PlainText.escape(key);
        return keys.contains(entry(number, key)) || (!escaped.equals(key) && keys.contains(entry(number, escaped)));
    }

    private static String entry(int plan, String key) {
        return plan + ":" + key;
    }

    /** How many images it names. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        keys.close();
    }
}
