package io.github.labelverifier.job.verify;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.CommandFailure;
import io.github.labelverifier.job.ExitCode;
import io.github.labelverifier.job.Locations;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few images named one by one: all in one bucket, or all files on this machine.
 *
 * @param location the whole bucket, or the folder that all are in; used only to find the images
 * @param keys the keys of the images, in the order given
 */
record GivenImages(ImageLocation location, List<String> keys) {

    GivenImages {
        keys = List.copyOf(keys);
    }

    /** Reads {@code s3://} URIs or paths, of which there is at least one. */
    static GivenImages of(List<String> images) throws CommandFailure {
        boolean areUris = images.get(0).startsWith(S3Location.SCHEME);
        for (String image : images) {
            if (image.startsWith(S3Location.SCHEME) != areUris) {
                throw CommandFailure.usage("IMAGE " + image + ": give images of one bucket, or files, not both");
            }
        }
        return areUris ? objects(images) : files(images);
    }

    private static GivenImages objects(List<String> images) throws CommandFailure {
        ImageLocation location = bucket(images.get(0));
        List<String> keys = new ArrayList<>();
        for (String image : images) {
            keys.add(Locations.key("IMAGE", image, location));
        }
        return new GivenImages(location, keys);
    }

    private static ImageLocation bucket(String first) throws CommandFailure {
        try {
            return new S3Location(S3Location.split(first).bucket(), "");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "IMAGE " + first + ": " + e.getMessage(), e);
        }
    }

    private static GivenImages files(List<String> images) throws CommandFailure {
        List<Path> paths = new ArrayList<>();
        for (String image : images) {
            paths.add(path(image));
        }
        Path folder = folderOf(paths);
        return new GivenImages(
                new FolderLocation(folder),
                paths.stream()
                        .map(path -> folder.relativize(path).toString())
                        .map(key -> key.replace(folder.getFileSystem().getSeparator(), "/"))
                        .toList());
    }

    /** The deepest folder that they all lie in: names below it are the shortest. */
    private static Path folderOf(List<Path> paths) throws CommandFailure {
        for (@Nullable Path folder = paths.get(0).getParent(); folder != null; folder = folder.getParent()) {
            Path above = folder;
            if (paths.stream().allMatch(path -> path.startsWith(above) && !path.equals(above))) {
                return folder;
            }
        }
        throw CommandFailure.usage("IMAGE " + paths.get(0) + ": give files that are in folders of one drive");
    }

    private static Path path(String image) throws CommandFailure {
        try {
            return Path.of(image).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "IMAGE is no path: " + e.getReason(), e);
        }
    }
}
