package io.github.labelverifier.job;

import java.util.Objects;

/** The program's name and version, as its jar tells it. */
public final class Version {
    private Version() {}

    /** As reports name it. */
    public static String text() {
        return "label-verifier "
                + Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(development)");
    }
}
