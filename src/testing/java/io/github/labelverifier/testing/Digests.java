package io.github.labelverifier.testing;

import java.nio.charset.StandardCharsets;

/** ETags of the form that stores give to contents. */
public final class Digests {
    private Digests() {}

    /** 32 hexadecimal digits, the same for the same content. */
    public static String of(String content) {
        return StubObject.md5(content.getBytes(StandardCharsets.UTF_8));
    }
}
