package io.github.labelverifier.job.doctor;

import io.github.labelverifier.image.AwsSettings;
import io.github.labelverifier.image.ImageCursor;
import io.github.labelverifier.image.ImageEntry;
import io.github.labelverifier.image.ImageLocation;
import io.github.labelverifier.image.ImageRemover.Undo;
import io.github.labelverifier.image.ImageSource;
import io.github.labelverifier.image.ImageStoreException;
import io.github.labelverifier.image.S3Location;
import io.github.labelverifier.image.SkipRule;
import io.github.labelverifier.store.AwsSetup;
import io.github.labelverifier.store.ImageStore;
import io.github.labelverifier.store.Stores;
import io.github.labelverifier.ui.terminal.Console;
import io.github.labelverifier.ui.text.Text;
import java.io.IOException;
import java.util.Optional;

/** The place of the images: whether it can be listed and read, what a deletion there can be undone by, and one paid call. */
final class LocationChecks {
    /** A page of S3's. */
    private static final int MOST_ENTRIES = 1000;

    private static final String READING = "reading";

    private final Console console;
    private final Stores stores;
    private final AwsSettings settings;
    private final CheckList list;

    LocationChecks(Console console, Stores stores, AwsSettings settings, CheckList list) {
        this.console = console;
        this.stores = stores;
        this.settings = settings;
        this.list = list;
    }

    /**
     * Looks at them all.
     *
     * @param isKnown whether nothing says that the credentials are wrong
     * @param usesRekognition whether labels come from there, so that a call may be offered
     */
    void run(AwsSetup setup, ImageLocation location, boolean isKnown, boolean usesRekognition) throws IOException {
        if (location instanceof S3Location && !isKnown) {
            list.note("bucket", "not looked at, for want of credentials");
            return;
        }
        int before = list.faults();
        Optional<ImageEntry> image = checkAccess(location);
        if (location instanceof S3Location s3 && list.faults() == before) {
            checkVersioning(setup, s3.bucket());
        }
        if (!usesRekognition) {
            return;
        }
        if (list.faults() > 0) {
            list.note(PaidCall.SUBJECT, "left out: mend the rest first");
        } else if (image.isPresent()) {
            checkCall(location, image.get());
        }
    }

    /** Lists, and reads one image: the first that could be sent as it is. */
    Optional<ImageEntry> checkAccess(ImageLocation location) throws IOException {
        String subject = location instanceof S3Location ? "bucket" : "folder";
        try (ImageStore store = stores.openPictures(location, settings)) {
            Optional<ImageEntry> image = firstImage(store.source());
            list.ok(subject, location.uri() + " can be listed");
            if (image.isPresent()) {
                checkReading(store.source(), image.get());
            } else {
                list.note(
                        READING,
                        "not tried: no JPEG or PNG among the first " + Text.count(MOST_ENTRIES, "name") + " there");
            }
            return image;
        } catch (ImageStoreException e) {
            list.fault(subject, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<ImageEntry> firstImage(ImageSource source) throws ImageStoreException {
        SkipRule skipRule = source.skipRule().withoutConversion();
        try (ImageCursor entries = source.list()) {
            for (int i = 0; i < MOST_ENTRIES; i++) {
                Optional<ImageEntry> entry = entries.next();
                if (entry.isEmpty() || skipRule.reasonToSkip(entry.get()).isEmpty()) {
                    return entry;
                }
            }
            return Optional.empty();
        }
    }

    private void checkReading(ImageSource source, ImageEntry image) throws IOException {
        try {
            Optional<ImageEntry> found = source.find(image.key());
            if (found.isEmpty()) {
                list.note(READING, image.key() + " was listed, and has gone");
                return;
            }
            source.read(image.key());
            list.ok(READING, image.key() + " (" + Text.bytes(image.size()) + ")");
        } catch (ImageStoreException e) {
            list.fault(READING, e.getMessage());
        }
    }

    private void checkVersioning(AwsSetup setup, String bucket) throws IOException {
        String subject = "versioning";
        try {
            Undo undo = setup.undo(bucket);
            switch (undo) {
                case VERSIONED -> list.ok(subject, "on: restore brings back what was deleted");
                case SUSPENDED ->
                    list.note(subject, "suspended: most of what is deleted is gone; --move-to can be undone");
                case UNKNOWN ->
                    list.note(
                            subject,
                            "the store does not say (s3:GetBucketVersioning): take --move-to to be able to undo");
                default -> list.note(subject, "off: what is deleted is gone; --move-to can be undone");
            }
        } catch (ImageStoreException e) {
            list.note(subject, e.getMessage());
        }
    }

    private void checkCall(ImageLocation location, ImageEntry image) throws IOException {
        try (ImageStore store = stores.open(location, settings, false)) {
            store.remark().ifPresent(console::info);
            new PaidCall(console, list).offer(store, image);
        } catch (ImageStoreException e) {
            list.fault(PaidCall.SUBJECT, e.getMessage());
        }
    }
}
