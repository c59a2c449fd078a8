package io.github.labelverifier.disk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name that a file has while it is being written, before it takes its place. Nobody else uses such a name, so the
 * file can be created and deleted without harm to files that are not ours.
 */
public final class UnfinishedFile {
    private static final int RANDOM_BYTES = 12;

    private UnfinishedFile() {}

    /** Another name at each call, in the same folder. */
    public static Path beside(Path file) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return file.resolveSibling(".unfinished-" + HexFormat.of().formatHex(random) + ".label-verifier");
    }
}
