package io.github.labelverifier.job;

import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One class of a dataset: a folder directly below the dataset's location.
 *
 * @param name the folder's name
 * @param location where its images are; in a folder their keys are relative to it
 */
public record DatasetClass(String name, ImageLocation location) {
    private static final int LONGEST_FILE_NAME = 180;

    public static DatasetClass of(ImageLocation dataset, String name) {
        return new DatasetClass(
                name,
                dataset instanceof S3Location s3
                        ? new S3Location(s3.bucket(), s3.prefix() + name + "/")
                        : new FolderLocation(((FolderLocation) dataset).folder().resolve(name)));
    }

    /** An image of the dataset under the key that it has in its class. */
    public ImageEntry own(ImageEntry image) {
        return location instanceof S3Location ? image : image.named(ownKey(image.key()));
    }

    private String ownKey(String key) {
        // The class's own folder has no key: it is in a listing only if it cannot be read.
        return key.length() == name.length() + 1 ? "." : key.substring(name.length() + 1);
    }

    /** The name of its report: the class's own, as far as file systems take it. */
    public String reportName() {
        StringBuilder safe = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain = b < 0 || Character.isLetterOrDigit(c) || " ._-+=,@()".indexOf(c) >= 0;
            safe.append(isPlain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        String text = new String(safe.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        boolean isTooLong =
                safe.length() > LONGEST_FILE_NAME || !PlainText.escape(text).equals(text);
        return (isTooLong ? "class-" + Long.toHexString(fingerprint(name)) : text) + ".jsonl";
    }

    /** 64 bits by FNV-1a, which every machine computes alike. */
    private static long fingerprint(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The name of the class of an image below the dataset's location; empty if it lies in no folder of it. */
    public static String nameOf(ImageLocation dataset, String key) {
        // A folder that cannot be read is listed with a slash at its end.
        boolean isFolder = dataset instanceof FolderLocation && key.endsWith("/");
        String below = isFolder ? dataset.nameBelow(key.substring(0, key.length() - 1)) + "/" : dataset.nameBelow(key);
        return below.substring(0, Math.max(0, below.indexOf('/')));
    }
}
