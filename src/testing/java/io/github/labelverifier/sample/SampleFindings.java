package io.github.labelverifier.sample;

import io.github.labelverifier.image.FolderLocation;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.label.Asked;
import io.github.labelverifier.label.Detection;
import io.github.labelverifier.label.Label;
import io.github.labelverifier.store.FolderSource;
import io.github.labelverifier.testing.Digests;
import io.github.labelverifier.testing.FakeS3;
import io.github.labelverifier.testing.StubObject;
import io.github.labelverifier.verdict.Finding;
import io.github.labelverifier.verdict.Reason;
import io.github.labelverifier.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Images, their labels, and plain findings of them. */
public final class SampleFindings {
    /** What calls ask for unless told otherwise. */
    public static final Asked ASKED = new Asked(55, 50);

    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");

    private SampleFindings() {}

    /** An image of some size and of content that no other key has. */
    public static ImageEntry image(String key) {
        return image(key, 1_000 + key.length(), "etag of " + key);
    }

    /** An image whose ETag is the digest of a text, or empty if that is. */
    public static ImageEntry image(String key, long size, String etag) {
        return new ImageEntry(key, size, etag.isEmpty() ? "" : Digests.of(etag), DAY);
    }

    /** An object of a store, as a listing has it. */
    public static ImageEntry entry(FakeS3 s3, String bucket, String key) {
        StubObject object = s3.get(bucket, key).orElseThrow();
        return new ImageEntry(
                key,
                object.size(),
                object.etag(),
                object.lastModified().truncatedTo(ChronoUnit.SECONDS),
                Optional.of(object.storageClass()).filter(name -> !name.equals("STANDARD")),
                Optional.empty());
    }

    /** The files of a folder, as a listing has them. */
    public static List<ImageEntry> files(Path folder) throws ImageStoreException {
        List<ImageEntry> files = new ArrayList<>();
        try (ImageCursor cursor = new FolderSource(new FolderLocation(folder)).list()) {
            for (Optional<ImageEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                files.add(next.get());
            }
        }
        return files;
    }

    /** A label without parents. */
    public static Label label(String name, double confidence) {
        return new Label(name, confidence, List.of());
    }

    /** The answer for an image of these labels. */
    public static Detection shows(Label... labels) {
        return new Detection(List.of(labels), "3.0", ASKED);
    }

    /** The answer for an image that surely shows an animal of this name. */
    public static Detection shows(String label) {
        return shows(label, ASKED);
    }

    /** The same as an answer to something else that was asked for. */
    public static Detection shows(String label, Asked asked) {
        return new Detection(List.of(new Label(label, 98.5, List.of("Animal"))), "3.0", asked);
    }

    public static Finding kept(String key) {
        return kept(image(key), shows("Deer"));
    }

    public static Finding kept(ImageEntry image, Detection detection) {
        return new Finding(image, Verdict.KEEP, List.of(), List.of("Deer"), Optional.of(detection), Optional.empty());
    }

    public static Finding flagged(String key) {
        return flagged(image(key), Reason.NO_OVERLAP.text());
    }

    public static Finding flagged(ImageEntry image, String... reasons) {
        return flagged(image, shows("Car"), reasons);
    }

    public static Finding flagged(ImageEntry image, Detection detection, String... reasons) {
        return new Finding(
                image,
                Verdict.FLAG,
                Stream.of(reasons).map(Reason::parse).toList(),
                List.of(),
                Optional.of(detection),
                Optional.empty());
    }

    public static Finding skipped(String key) {
        return Finding.skipped(image(key), "not-jpeg-or-png");
    }

    public static Finding failed(String key) {
        return Finding.unchecked(
                image(key), Verdict.ERROR, "AccessDeniedException", Optional.of("no permission to read " + key));
    }
}
