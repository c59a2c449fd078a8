package io.github.labelverifier.disk;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name under which a file is written before it takes its place. Nobody else has a file of that name, so it can be
 * opened as a new one, and taken away, without harm to what is not ours.
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
