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
import java.util.Objects;

/**
 * A few images named one by one: all in one bucket, or all files on this machine.
 *
 * @param location the whole bucket, or the root folder; used only to find the images
 * @param keys the keys of the images, in the order given
 */
record GivenImages(ImageLocation location, List<String> keys) {

    GivenImages {
        keys = List.copyOf(keys);
    }

    /** Reads {@code s3://} URIs or paths, of which there is at least one. */
    static GivenImages of(List<String> images) throws CommandFailure {
        ImageLocation location = location(images.get(0));
        List<String> keys = new ArrayList<>();
        for (String image : images) {
            boolean isUri = image.startsWith(S3Location.SCHEME);
            if (isUri != location instanceof S3Location) {
                throw CommandFailure.usage("IMAGE " + image + ": give images of one bucket, or files, not both");
            }
            keys.add(isUri ? Locations.key("IMAGE", image, location) : path((FolderLocation) location, image));
        }
        return new GivenImages(location, keys);
    }

    private static ImageLocation location(String first) throws CommandFailure {
        if (!first.startsWith(S3Location.SCHEME)) {
            try {
                return new FolderLocation(
                        Objects.requireNonNull(Path.of(first).toAbsolutePath().getRoot()));
            } catch (InvalidPathException e) {
                throw new CommandFailure(ExitCode.USAGE, "IMAGE is no path: " + e.getReason(), e);
            }
        }
        try {
            return new S3Location(S3Location.split(first).bucket(), "");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "IMAGE " + first + ": " + e.getMessage(), e);
        }
    }

    private static String path(FolderLocation root, String image) throws CommandFailure {
        try {
            Path path = Path.of(image).toAbsolutePath().normalize();
            Path relative = root.folder().relativize(path);
            return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "IMAGE " + image + " is no path", e);
        }
    }
}
