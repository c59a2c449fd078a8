package io.github.labelverifier.cli;

import io.github.labelverifier.job.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {Version.text(), "Java " + System.getProperty("java.version")};
    }
}
