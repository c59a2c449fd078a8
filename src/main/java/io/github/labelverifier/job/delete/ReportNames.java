package io.github.labelverifier.job.delete;

import io.github.labelverifier.disk.KeySet;
import io.github.labelverifier.escape.PlainText;
import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.job.Locations;
import io.github.labelverifier.job.Readings;
import io.github.labelverifier.removal.RemovalPlan;
import io.github.labelverifier.report.ReportReader;
import io.github.labelverifier.verdict.Finding;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of all images of a report, flagged or not, on disk: what a line of a list can mean. */
final class ReportNames implements Closeable {
    private final ImageLocation location;
    private final KeySet names;

    private ReportNames(ImageLocation location, KeySet names) {
        this.location = location;
        this.names = names;
    }

    /** The names of the report that a plan was made of. */
    static ReportNames of(RemovalPlan plan) throws IOException {
        KeySet names = new KeySet();
        try (ReportReader reader = ReportReader.open(plan.report())) {
            for (Optional<Finding> next = reader.next(); next.isPresent(); next = reader.next()) {
                String key = next.get().image().key();
                names.add(key);
                // As a list for people shows it.
                names.add(PlainText.escape(key));
            }
            return new ReportNames(plan.location(), names);
        } catch (IOException e) {
            names.close();
            throw e;
        }
    }

    /** The key of the image that a text names, exact or escaped; empty if there is none. */
    Optional<String> find(String text) throws IOException {
        for (String reading : Readings.of(text)) {
            if (names.contains(reading)) {
                return Optional.of(reading);
            }
            Optional<String> key = keyOf(reading);
            if (key.isPresent() && names.contains(key.get())) {
                return key;
            }
        }
        return Optional.empty();
    }

    /** What a person may have meant by a text that names nothing. */
    Optional<String> similar(String text) throws IOException {
        String bare = text.strip().replaceFirst("^(\\./)+", "");
        Optional<String> found = find(bare);
        return found.isEmpty() && location instanceof S3Location s3 ? find(s3.prefix() + bare) : found;
    }

    private Optional<String> keyOf(String text) {
        if (location instanceof S3Location s3) {
            String bucket = S3Location.SCHEME + s3.bucket() + "/";
            return text.startsWith(bucket) ? Optional.of(text.substring(bucket.length())) : Optional.empty();
        }
        try {
            return keyOf(Locations.path(text).toAbsolutePath().normalize(), (FolderLocation) location);
        } catch (InvalidPathException e) {
            // It names no file.
            return Optional.empty();
        }
    }

    private static Optional<String> keyOf(Path file, FolderLocation location) {
        return location.keyOf(file).or(() -> withoutLinks(file).flatMap(real -> realKeyOf(real, location)));
    }

    private static Optional<String> realKeyOf(Path real, FolderLocation location) {
        try {
            return new FolderLocation(location.folder().toRealPath()).keyOf(real);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The same file by a path without links, though it may be one itself. */
    private static Optional<Path> withoutLinks(Path file) {
        @Nullable Path folder = file.getParent();
        try {
            return folder == null || !Files.exists(folder)
                    ? Optional.empty()
                    : Optional.of(folder.toRealPath().resolve(file.getFileName()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        names.close();
    }
}
