package io.github.labelverifier.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The program's name and version, as its jar tells it. */
final class Version implements IVersionProvider {
    /** As reports name it. */
    static String text() {
        return "label-verifier "
                + Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(development)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {text(), "Java " + System.getProperty("java.version")};
    }
}
