package io.github.labelverifier.disk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What stands for a key in an index: the first 128 bits of its SHA-256. Used from one thread. */
final class KeyDigest {
    static final int BYTES = 16;

    private final MessageDigest digest;

    KeyDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    byte[] of(String key) {
        return Arrays.copyOf(digest.digest(key.getBytes(StandardCharsets.UTF_8)), BYTES);
    }
}
