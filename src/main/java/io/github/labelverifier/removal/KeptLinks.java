package io.github.labelverifier.removal;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.LinkChain;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The files that kept links of a folder lead to: if such a file were removed, the kept image would be gone with it. Only
 * what reports name is looked at.
 */
public final class KeptLinks implements Closeable {
    private final KeySet needed = new KeySet();

    /** Nothing is kept yet. */
    public KeptLinks() throws IOException {}

    /** Adds the images of a plan's report that are not in the plan; images of a bucket are no links. */
    public void add(RemovalPlan plan) throws IOException {
        if (!(plan.location() instanceof FolderLocation folder)) {
            return;
        }
        try (ReportReader all = ReportReader.open(plan.report());
                RemovalPlan.Entries planned = plan.entries()) {
            Optional<Finding> goes = planned.next();
            for (Optional<Finding> next = all.next(); next.isPresent(); next = all.next()) {
                String key = next.get().image().key();
                if (goes.filter(finding -> finding.image().key().equals(key)).isPresent()) {
                    goes = planned.next();
                } else {
                    for (String file : LinkChain.of(folder, key).files()) {
                        needed.add(file);
                    }
                }
            }
        }
    }

    /** Whether an image that is kept is a link to this one. */
    synchronized boolean needs(FolderLocation folder, String key) throws IOException {
        Optional<String> name = LinkChain.nameOf(folder, key);
        return name.isPresent() && needed.contains(name.get());
    }

    @Override
    public void close() throws IOException {
        needed.close();
    }
}
