package io.github.labelverifier.store;

import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names of temporary files beside others. Each follows from the name of the file that it stands for, so that a later run
 * finds what a killed run has left, without listing the folder.
 */
final class OwnName {
    private static final String PREFIX = ".label-verifier-";
    private static final int DIGITS = 32;
    private static final Pattern FORM = Pattern.compile("\\.label-verifier-[0-9a-f]{" + DIGITS + "}\\.[a-z]+");

    private OwnName() {}

    /** The name that stands for a file's, in the same folder. */
    static Path beside(Path file, String suffix) {
        String name = Objects.requireNonNull(file.getFileName()).toString();
        return file.resolveSibling(PREFIX + ContentHash.ofText(name).substring(0, DIGITS) + suffix);
    }

    /** Whether a name is of this form. */
    static boolean is(String name, String suffix) {
        return name.endsWith(suffix) && FORM.matcher(name).matches();
    }
}
