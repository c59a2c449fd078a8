package io.github.labelverifier.export;

import io.github.labelverifier.image.ImageLocation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The classes of an export. A class has the name of the folder that its images were checked in: {@code deer} of
 * {@code s3://photos/deer/}. Folders of one name, such as {@code train/deer} and {@code test/deer}, are one class. Classes
 * count from 0 in the order of their names, whatever the order of the reports, as training tools count folders.
 */
public final class ExportedClasses {
    private static final String S3 = "s3://";

    private final List<String> names;
    private final String base;
    private final boolean isOneBucket;

    private ExportedClasses(List<String> names, String base, boolean isOneBucket) {
        this.names = names;
        this.base = base;
        this.isOneBucket = isOneBucket;
    }

    /**
     * The classes of these locations, of which there is at least one.
     *
     * @throws IllegalArgumentException if no folder holds them all
     */
    public static ExportedClasses of(List<ImageLocation> locations) {
        Set<String> names = new TreeSet<>();
        Set<String> buckets = new LinkedHashSet<>();
        String base = parent(path(locations.get(0), ""));
        for (ImageLocation location : locations) {
            names.add(nameOf(location));
            String folder = parent(path(location, ""));
            buckets.add(location.uri().startsWith(S3) ? bucket(folder) : "");
            while (!folder.startsWith(base)) {
                String above = parent(base);
                if (above.isEmpty() || above.equals(base)) {
                    throw new IllegalArgumentException("there is no folder that holds both "
                            + locations.get(0).uri() + " and " + location.uri());
                }
                base = above;
            }
        }
        return new ExportedClasses(List.copyOf(names), base, buckets.size() == 1 && !buckets.contains(""));
    }

    /** The names of the classes, each once. */
    public List<String> names() {
        return names;
    }

    /** Whether all images are in one and the same bucket. */
    boolean isOneBucket() {
        return isOneBucket;
    }

    /** The class of the images of a location, from 0. */
    int indexOf(ImageLocation location) {
        return names.indexOf(nameOf(location));
    }

    /** The name of the class of the images of a location. */
    static String nameOf(ImageLocation location) {
        return ImageLocation.lastPart(location.uri());
    }

    /** An image's path below the folder that holds all classes: {@code deer/7.jpg}. */
    String pathOf(ImageLocation location, String key) {
        return path(location, key).substring(base.length());
    }

    /** The full path of a key, with slashes; that of the location itself where there is no key. */
    private static String path(ImageLocation location, String key) {
        if (location.uri().startsWith(S3)) {
            return key.isEmpty() ? location.uri() : location.uriOf(key);
        }
        String folder = location.uri().replace('\\', '/');
        return (folder.endsWith("/") ? folder : folder + "/") + key;
    }

    private static String bucket(String uri) {
        return uri.substring(0, uri.indexOf('/', S3.length()));
    }

    /**
     * The folder above, with a slash at its end; a bucket is its own, since nothing holds it and its keys are paths as they
     * are. Empty above the root.
     */
    private static String parent(String path) {
        if (path.startsWith(S3) && path.indexOf('/', S3.length()) == path.length() - 1) {
            return path;
        }
        int end = path.endsWith("/") ? path.length() - 2 : path.length() - 1;
        return path.substring(0, path.lastIndexOf('/', end) + 1);
    }
}
