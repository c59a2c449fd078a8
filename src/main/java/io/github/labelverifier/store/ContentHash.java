package io.github.labelverifier.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of a file's content in lower-case hexadecimal: what stands for an ETag in a folder. */
final class ContentHash {
    private static final int BUFFER_BYTES = 64 * 1024;

    private ContentHash() {}

    static String of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(new byte[0], in);
        }
    }

    /** Of what was read already and all that follows it. */
    static String of(byte[] beginning, InputStream rest) throws IOException {
        MessageDigest digest = sha256();
        digest.update(beginning);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = rest.read(buffer); n >= 0; n = rest.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    /** The hash of a text's UTF-8. */
    static String ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
