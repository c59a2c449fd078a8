package io.github.labelverifier.job;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.ui.text.IoProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads locations and keys of the command line. */
public final class Locations {
    private static final Pattern IMAGE =
            Pattern.compile("\\.(jpe?g|jpe|jfif|png|gif|webp|bmp|tiff?|heic|avif)$", Pattern.CASE_INSENSITIVE);

    private Locations() {}

    /** A location, as {@code aws s3} would understand it. */
    public static ImageLocation parse(String text, boolean rawPrefix, boolean wholeBucket) throws CommandFailure {
        if (text.isEmpty()) {
            throw CommandFailure.usage("LOCATION is empty: give s3://BUCKET/PREFIX or a folder");
        }
        if (text.startsWith(S3Location.SCHEME)) {
            return s3(text, rawPrefix, wholeBucket);
        }
        Optional<String> instead = S3Location.instead(text);
        if (instead.isPresent()) {
            throw CommandFailure.usage("LOCATION " + text + ": " + instead.get());
        }
        int scheme = text.indexOf("://");
        if (scheme > 0) {
            throw CommandFailure.usage("LOCATION " + text + ": only s3:// and folders can be checked");
        }
        return folder(text);
    }

    /** Where images of a location can be moved to. */
    public static ImageLocation destination(String text, ImageLocation location) throws CommandFailure {
        return destination("--move-to", text, location);
    }

    /**
     * The same for a place that something else names.
     *
     * @param option what names it
     */
    public static ImageLocation destination(String option, String text, ImageLocation location) throws CommandFailure {
        if (text.isEmpty()) {
            throw CommandFailure.usage(option + " is empty: give s3://BUCKET/PREFIX or a folder");
        }
        try {
            if (location instanceof S3Location s3) {
                return destination(option, S3Location.split(text).asFolder(), s3);
            }
            if (text.contains("://")) {
                throw CommandFailure.usage(option + " " + text + ": images of a folder can be moved to a folder only");
            }
            FolderLocation folder = new FolderLocation(Path.of(text));
            if (real(folder).overlaps(real((FolderLocation) location))
                    || folder.overlapsOnDisk((FolderLocation) location)) {
                throw overlapping(option, text, location);
            }
            if (Files.exists(folder.folder()) && !Files.isDirectory(folder.folder())) {
                throw CommandFailure.usage(option + " " + text + " is no folder");
            }
            return folder;
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, option + " is no path: " + e.getReason(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, option + " " + text + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ERROR, option + " " + text + ": " + IoProblem.of(e), e);
        }
    }

    /** The same folder by a path without links, as far as it exists. */
    private static FolderLocation real(FolderLocation location) {
        @Nullable Path there = location.folder();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null
                    ? location
                    : new FolderLocation(there.toRealPath().resolve(there.relativize(location.folder())));
        } catch (IOException e) {
            return location;
        }
    }

    private static ImageLocation destination(String option, S3Location to, S3Location location) throws CommandFailure {
        if (to.overlaps(location)) {
            throw overlapping(option, to.uri(), location);
        }
        return to;
    }

    private static CommandFailure overlapping(String option, String text, ImageLocation location) {
        return CommandFailure.usage(option + " " + text + " overlaps with " + location.uri()
                + ", where the images are: give another place");
    }

    private static S3Location s3(String text, boolean rawPrefix, boolean wholeBucket) throws CommandFailure {
        requireFolder(text, rawPrefix);
        S3Location given;
        try {
            given = rawPrefix ? S3Location.split(text) : S3Location.split(text).asFolder();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "LOCATION " + text + ": " + e.getMessage(), e);
        }
        if (given.isWholeBucket() && !wholeBucket) {
            throw CommandFailure.usage("LOCATION " + text
                    + " is a whole bucket: give a prefix, or add --whole-bucket if you mean all of it");
        }
        return given;
    }

    /** Refuses what a shell or {@code aws s3 cp} would understand, before it is looked for in vain. */
    private static void requireFolder(String text, boolean rawPrefix) throws CommandFailure {
        int slash = text.lastIndexOf('/');
        boolean hasKey = slash >= S3Location.SCHEME.length();
        if (rawPrefix || !hasKey) {
            return;
        }
        String folder = text.substring(0, slash + 1);
        String name = text.substring(slash + 1);
        int star = text.indexOf('*');
        if (star >= 0) {
            String above = text.substring(0, text.lastIndexOf('/', star) + 1);
            throw CommandFailure.usage("LOCATION " + text + ": it takes no wildcards: write " + above + " --include '"
                    + text.substring(above.length()) + "' (or --raw-prefix, if the keys have a * in them)");
        }
        if (IMAGE.matcher(name).find()) {
            throw CommandFailure.usage("LOCATION " + text + ": it is one image, by its name: give the folder that it is"
                    + " in, " + folder + ", and add --include '" + name
                    + "' to check it alone (a folder of that name is"
                    + " written with a slash at its end)");
        }
    }

    private static FolderLocation folder(String text) throws CommandFailure {
        try {
            Path path = Path.of(text);
            if (!Files.exists(path)) {
                throw new CommandFailure(
                        ExitCode.ERROR, "there is no folder " + text + " (an S3 prefix is written s3://BUCKET/PREFIX)");
            }
            if (!Files.isDirectory(path)) {
                throw new CommandFailure(ExitCode.ERROR, text + " is no folder: give the folder it is in");
            }
            return new FolderLocation(path);
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "LOCATION is no path: " + e.getReason(), e);
        }
    }

    /** The key of an image that was named as a key, an S3 URI or a path. */
    public static String key(String option, String text, ImageLocation location) throws CommandFailure {
        if (text.isEmpty()) {
            throw CommandFailure.usage(option + " is empty: give the key of an image");
        }
        if (location instanceof S3Location s3) {
            return keyInBucket(option, text, s3);
        }
        return keyInFolder(option, text, (FolderLocation) location);
    }

    private static String keyInBucket(String option, String text, S3Location location) throws CommandFailure {
        try {
            boolean isUri = text.startsWith(S3Location.SCHEME)
                    || S3Location.instead(text).isPresent();
            S3Location image = isUri ? S3Location.split(text) : new S3Location(location.bucket(), text);
            if (!image.bucket().equals(location.bucket())) {
                throw CommandFailure.usage(option + " " + text + ": it must be in the bucket " + location.bucket()
                        + ", like the location");
            }
            if (image.prefix().isEmpty()) {
                throw CommandFailure.usage(option + " " + text + ": the key of an image is missing");
            }
            return image.prefix();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, option + " " + text + ": " + e.getMessage(), e);
        }
    }

    /** A path or URI is taken from the folder first, and from the working directory second. */
    private static String keyInFolder(String option, String text, FolderLocation location) throws CommandFailure {
        if (text.startsWith(S3Location.SCHEME)) {
            throw CommandFailure.usage(option + " " + text + ": it must be in the folder " + location.uri());
        }
        try {
            for (String reading : Readings.of(text)) {
                if (location.contains(reading) && Files.exists(location.resolve(reading))) {
                    return reading;
                }
                Path path = path(reading).toAbsolutePath().normalize();
                if (Files.exists(path)) {
                    return location.keyOf(path)
                            .orElseThrow(() -> CommandFailure.usage(
                                    option + " " + text + ": it must be in the folder " + location.uri()));
                }
            }
            return isFileUri(text)
                    ? location.keyOf(path(Readings.plain(text)).toAbsolutePath().normalize())
                            .orElse(text)
                    : text;
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, option + " is no path: " + e.getReason(), e);
        }
    }

    /** The file of a path, or of a URI as the lists of this program print it. */
    public static Path path(String text) {
        if (isFileUri(text)) {
            try {
                return Path.of(URI.create(text));
            } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                // No URI, though it begins like one: a file may be called so.
                return Path.of(text);
            }
        }
        return Path.of(text);
    }

    private static boolean isFileUri(String text) {
        return text.startsWith("file:/");
    }
}
