package io.github.labelverifier.job.inspect;

import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Finding;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The keys of the images that stay while others that look like them may go. Only these keys are held in memory. */
final class KeptKeys {
    private final Map<Integer, String> keys = new HashMap<>();

    private KeptKeys() {}

    static KeptKeys of(List<InspectedReport> reports, LookAlikeImages images) throws IOException {
        BitSet wanted = new BitSet(images.count());
        for (int image = 0; image < images.count(); image++) {
            if (images.stayFor(image) != image) {
                wanted.set(images.stayFor(image));
            }
        }
        KeptKeys kept = new KeptKeys();
        if (wanted.isEmpty()) {
            return kept;
        }
        int image = 0;
        for (InspectedReport report : reports) {
            try (ReportReader reader = report.seen()) {
                for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                    if (wanted.get(image)) {
                        kept.keys.put(image, next.get().image().key());
                    }
                    image++;
                }
            }
        }
        return kept;
    }

    String of(int image) {
        return Objects.requireNonNull(keys.get(image));
    }
}
