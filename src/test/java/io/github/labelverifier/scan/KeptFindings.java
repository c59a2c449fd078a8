package io.github.labelverifier.scan;

import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A sink that keeps what it is given, tells what would survive the end of the process, and fails when it is told to. */
final class KeptFindings implements FindingSink {
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> held = new ArrayList<>();
    private final Set<String> safe = new HashSet<>();
    private Consumer<Finding> onAccept = finding -> {};
    private @Nullable IOException failure;
    private Optional<String> failAt = Optional.empty();
    private boolean usedAfterFailure;
    private boolean failed;

    /** Fails at the finding of that key, and at every flush after it. */
    synchronized KeptFindings failingAt(String key, IOException e) {
        failAt = Optional.of(key);
        failure = e;
        return this;
    }

    /** Runs this with each finding. */
    synchronized KeptFindings onAccept(Consumer<Finding> act) {
        onAccept = act;
        return this;
    }

    @Override
    public void accept(Finding finding) throws IOException {
        use();
        synchronized (this) {
            if (failAt.filter(finding.image().key()::equals).isPresent() && failure != null) {
                failed = true;
                throw failure;
            }
            findings.add(finding);
        }
        onAccept.accept(finding);
    }

    @Override
    public synchronized void hold(ImageEntry image, Detection answer) {
        use();
        held.add(image.key());
        safe.add(image.key());
    }

    @Override
    public synchronized void flush() {
        use();
        findings.forEach(finding -> safe.add(finding.image().key()));
    }

    private synchronized void use() {
        usedAfterFailure |= failed;
    }

    synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    synchronized List<String> keys() {
        return findings.stream().map(finding -> finding.image().key()).toList();
    }

    /** The keys whose answers were saved before their turn. */
    synchronized List<String> held() {
        return List.copyOf(held);
    }

    /** How many of these would be lost if the process ended now. */
    synchronized long atRisk(List<String> called) {
        return called.stream().filter(key -> !safe.contains(key)).count();
    }

    /** Whether all findings survive the end of the process by now. */
    synchronized boolean isFlushed() {
        return findings.stream()
                .allMatch(finding -> safe.contains(finding.image().key()));
    }

    synchronized boolean isUsedAfterFailure() {
        return usedAfterFailure;
    }
}
