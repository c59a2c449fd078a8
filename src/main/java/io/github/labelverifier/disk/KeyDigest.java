package io.github.labelverifier.disk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** What stands for a key in an index: the first 128 bits of its SHA-256. Used from one thread. */
final class KeyDigest {
    static final int BYTES = 16;

    private final MessageDigest digest;

    /** What was asked for last, which often is what is asked for next: first whether something is there, then for it. */
    private String last = "";

    private byte[] ofLast;

    KeyDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        ofLast = digested(last);
    }

    /** The bits of a key, which nobody may write into. */
    byte[] of(String key) {
        if (!key.equals(last)) {
            ofLast = digested(key);
            last = key;
        }
        return ofLast;
    }

    private byte[] digested(String key) {
        return Arrays.copyOf(digest.digest(key.getBytes(StandardCharsets.UTF_8)), BYTES);
    }
}
