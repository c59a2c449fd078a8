package io.github.labelverifier.image;

/**
 * Where images are: a prefix of an S3 bucket or a folder of this machine.
 *
 * <p>Keys are compared and kept exactly as the store has them: nothing is trimmed, folded or normalised.
 */
public sealed interface ImageLocation permits S3Location, FolderLocation {

    /** The location as reports and messages name it, such as {@code s3://photos/deer/} or {@code /data/deer}. */
    String uri();

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
}
