package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.job.ClassFolders;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.DatasetClass;
import io.github.labelverifier.job.ExemplarLookup;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.ui.terminal.Console;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the classes of a dataset, and their exemplars, before anything is paid for. */
final class DatasetClasses {
    private final Console console;
    private final ImageStore store;
    private final SkipRule skipRule;

    DatasetClasses(Console console, ImageStore store, SkipRule skipRule) {
        this.console = console;
        this.store = store;
        this.skipRule = skipRule;
    }

    /** A class with its exemplars, under the keys that they have in the dataset. */
    record Listed(DatasetClass folder, List<ImageEntry> exemplars) {
        Set<String> ownKeys() {
            return exemplars.stream()
                    .map(exemplar -> folder.own(exemplar).key())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** The classes that have exemplars, each of which is there. */
    Map<String, Listed> of(DatasetRequest request) throws CommandFailure, ImageStoreException {
        ImageLocation location = request.location();
        Set<String> found = new ClassFolders(store.source()).names();
        if (found.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "nothing was found at " + location.uri() + ": a dataset has a folder a class directly below it");
        }
        Set<String> unlisted = new TreeSet<>(found);
        unlisted.removeAll(request.exemplars().keySet());
        if (!unlisted.isEmpty() && !request.skipUnlisted()) {
            throw CommandFailure.usage("--exemplars names none for " + some(unlisted)
                    + ": add them, or leave such folders out with --skip-unlisted");
        }
        if (!unlisted.isEmpty()) {
            console.info("Left out, without exemplars: " + some(unlisted));
        }
        Map<String, Listed> classes = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> entry : request.exemplars().entrySet()) {
            if (!found.contains(entry.getKey())) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        isLinked(location, entry.getKey())
                                ? "the folder " + entry.getKey() + " at " + location.uri()
                                        + " is a link, which is not followed: put the folder itself there"
                                : "there is no folder " + entry.getKey() + " at " + location.uri()
                                        + ", which --exemplars names");
            }
            classes.put(entry.getKey(), listed(location, entry.getKey(), entry.getValue()));
        }
        return classes;
    }

    private static boolean isLinked(ImageLocation location, String name) {
        return location instanceof FolderLocation folder && Files.isDirectory(folder.resolve(name));
    }

    private static String some(Set<String> names) {
        String some = names.stream().limit(5).collect(Collectors.joining(", "));
        return names.size() > 5 ? some + " and " + (names.size() - 5) + " more" : some;
    }

    private Listed listed(ImageLocation location, String name, List<String> texts)
            throws CommandFailure, ImageStoreException {
        List<ImageEntry> exemplars = new ExemplarLookup(store.source(), skipRule).find(texts);
        for (ImageEntry exemplar : exemplars) {
            if (location instanceof FolderLocation
                    && !DatasetClass.nameOf(location, exemplar.key()).equals(name)) {
                throw CommandFailure.usage("--exemplars: " + exemplar.key() + " does not lie in the folder " + name);
            }
        }
        return new Listed(DatasetClass.of(location, name), exemplars);
    }
}
