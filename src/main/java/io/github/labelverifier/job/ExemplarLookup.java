package io.github.labelverifier.job;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.verdict.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the exemplars in the store, all of them, before anything is paid for. */
public final class ExemplarLookup {
    private final ImageSource source;
    private final SkipRule skipRule;
    private final String noun;

    /**
     * A lookup in a store.
     *
     * @param skipRule tells what can never be checked
     */
    public ExemplarLookup(ImageSource source, SkipRule skipRule) {
        this(source, skipRule, "exemplar");
    }

    /**
     * A lookup in a store.
     *
     * @param skipRule tells what can never be checked
     * @param noun what messages call the images
     */
    public ExemplarLookup(ImageSource source, SkipRule skipRule, String noun) {
        this.source = source;
        this.skipRule = skipRule;
        this.noun = noun;
    }

    /** What the store knows of the exemplars, each once, in the order of their keys. */
    public List<ImageEntry> find(List<String> keys) throws CommandFailure, ImageStoreException {
        List<ImageEntry> exemplars = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String key : keys) {
            Optional<ImageEntry> exemplar = look(key);
            if (exemplar.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "there is no " + noun + " " + source.location().uriOf(key) + hint(key));
            }
            Optional<String> reason = skipRule.reasonToSkip(exemplar.get());
            if (reason.isPresent()) {
                throw new CommandFailure(
                        ExitCode.ERROR,
                        "the " + noun + " " + found(exemplar.get()) + " cannot be checked: "
                                + Reason.parse(reason.get()).inWords());
            }
            requireReadable(exemplar.get());
            if (seen.add(exemplar.get().key())) {
                exemplars.add(exemplar.get());
            }
        }
        return exemplars;
    }

    /** The key of an object; of a file the path, by which it is found from wherever. */
    private String found(ImageEntry exemplar) {
        return source.location() instanceof FolderLocation folder
                ? folder.folder().resolve(exemplar.key()).toString()
                : exemplar.key();
    }

    /** A file that could not be hashed cannot be sent either: its reading says why, before others are paid for. */
    private void requireReadable(ImageEntry exemplar) throws ImageStoreException {
        if (source.location() instanceof FolderLocation && exemplar.etag().isEmpty()) {
            source.read(exemplar.key());
        }
    }

    private Optional<ImageEntry> look(String key) throws ImageStoreException {
        for (String reading : Readings.of(key)) {
            Optional<ImageEntry> image = source.find(reading);
            if (image.isPresent()) {
                return image;
            }
        }
        return Optional.empty();
    }

    /** People give a name below the location where the full key is needed. */
    private String hint(String key) throws ImageStoreException {
        ImageLocation location = source.location();
        if (location instanceof S3Location s3 && !key.startsWith(s3.prefix())) {
            String below = s3.prefix() + key;
            if (source.find(below).isPresent()) {
                return ": give the full key, " + below;
            }
        }
        String twin = UnicodeTwin.hint(source, key);
        return twin.isEmpty() && location instanceof S3Location ? ": give the full key" : twin;
    }
}
