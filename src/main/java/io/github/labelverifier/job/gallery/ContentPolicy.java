package io.github.labelverifier.job.gallery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** The Content-Security-Policy of a page that may use its own script, its own style and pictures inside it, and no network. */
public final class ContentPolicy {
    private ContentPolicy() {}

    /** A policy for one script and one style sheet, which are named by their hashes. */
    static String of(String script, String style) {
        return "default-src 'none'; img-src data:; script-src " + source(script) + "; style-src " + source(style)
                + "; base-uri 'none'; form-action 'none'";
    }

    /** The policy of a page that is served, and shows what its server gives to its script alone. */
    public static String ofServed(String script, String style) {
        return "default-src 'none'; img-src blob: data:; connect-src 'self'; script-src " + source(script)
                + "; style-src " + source(style)
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String source(String text) {
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256(text)) + "'";
    }

    /** A short name for a text, the same for the same text. */
    static String fingerprint(String text) {
        return HexFormat.of().formatHex(sha256(text), 0, 8);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
