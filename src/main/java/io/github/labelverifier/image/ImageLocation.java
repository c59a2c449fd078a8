package io.github.labelverifier.image;

import java.nio.file.Path;

/**
 * Where images are: a prefix of an S3 bucket or a folder of this machine.
 *
 * <p>Keys are compared and kept exactly as the store has them: nothing is trimmed, folded or normalised.
 */
public sealed interface ImageLocation permits S3Location, FolderLocation {

    /**
     * The location that a report names.
     *
     * @throws IllegalArgumentException if it is neither an S3 URI nor the path of a folder
     */
    static ImageLocation of(String uri) {
        if (uri.startsWith(S3Location.SCHEME)) {
            return S3Location.split(uri);
        }
        // A path that is no path on this system is an InvalidPathException, which is what the contract says.
        Path folder = Path.of(uri);
        if (!folder.isAbsolute()) {
            throw new IllegalArgumentException("neither an S3 URI nor the full path of a folder: " + uri);
        }
        return new FolderLocation(folder);
    }

    /** The location as reports and messages name it, such as {@code s3://photos/deer/} or {@code /data/deer}. */
    String uri();

    /** The folder of this name, where a prefix may be the beginning of a name. */
    ImageLocation asFolder();

    /** Whether an image of this key lies at the location. */
    boolean contains(String key);

    /**
     * The name below the location, on which include and exclude patterns are matched.
     *
     * @throws IllegalArgumentException if the location does not contain the key
     */
    String nameBelow(String key);

    /** The image's own URI, for lists that other programs read. */
    String uriOf(String key);

    /** The last part of a location's URI or a key, by which people know it: {@code dog} of {@code s3://photos/dog/}. */
    static String lastPart(String uri) {
        String name = uri.replaceFirst("[/\\\\]+$", "");
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    /**
     * An image of another location, in one word: the full key in the same bucket, with the bucket before it in another one, and the
     * file in a folder.
     *
     * @param here the location from which it is named, as a URI
     * @param there the location that it is in
     */
    static String name(String here, String there, String key) {
        if (!there.startsWith(S3Location.SCHEME)) {
            return there + "/" + key;
        }
        String bucket = bucket(there);
        return here.startsWith(bucket) ? key : bucket + key;
    }

    private static String bucket(String uri) {
        int slash = uri.indexOf('/', S3Location.SCHEME.length());
        return slash < 0 ? uri + "/" : uri.substring(0, slash + 1);
    }
}
